import type { Clock, Random } from "@fairlead/base";
import type { KubeApi } from "../src/index.ts";

/** A server under test: the fake one, or a real one. */
export interface TestApi extends AsyncDisposable {
  readonly api: KubeApi;
  /** Of the server: manual for the fake one, the system's for a real one. */
  readonly clock: Clock;
  readonly random: Random;
  /** Exists, is empty, and is this test run's alone. */
  readonly namespace: string;
  /** Lets time pass until the condition holds; rejects when it does not within 30 s. */
  until(what: string, condition: () => boolean | Promise<boolean>): Promise<void>;
  /** The definitions of our four kinds; none = their tests are skipped. */
  readonly definitions: readonly unknown[];
}
