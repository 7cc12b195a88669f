import { failureOnScreen } from "@fairlead/client";
import type { PunchHoleResponse } from "@fairlead/wire";
import type { Session } from "./session.ts";

/** What the controlling user sees: a session, or a text. */
export type ConnectOutcome =
  | { readonly kind: "connected"; readonly session: Session }
  | { readonly kind: "failed"; readonly text: string };

export const failed = (text: string): ConnectOutcome => ({ kind: "failed", text });

/** The text on A's screen for a response without an address, in the client's order of looking. */
export function failureText({ otherFailure, failure }: PunchHoleResponse): string {
  if (otherFailure !== "") return otherFailure;
  return failureOnScreen(failure) ?? "other punch hole failure";
}
