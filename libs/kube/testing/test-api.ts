import type { KubeApi, KubeObject } from "../src/index.ts";

/** A server under test: the fake one, or a real one with its garbage collector. */
export interface TestApi extends AsyncDisposable {
  readonly api: KubeApi;
  /** Exists, is empty, and is this run's alone. */
  readonly namespace: string;
  /** Objects of kinds beside the suite's own, in this namespace, whose definitions are there: they are written and read back. */
  readonly samples: readonly KubeObject[];
  /** Whether it has the schemas of built-in kinds and asks rules in CEL, as real ones do. */
  readonly complete: boolean;
  /** A version that was once, from which no watch of the suite's own kind can start any more. */
  expiredVersion(): Promise<string>;
}
