import { findPortBlock } from "@fairlead/testkit";

/** A main port whose five neighbours are free now. */
export async function freePort(): Promise<number> {
  return (await findPortBlock("0.0.0.0")).main;
}
