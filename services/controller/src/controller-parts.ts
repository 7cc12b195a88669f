import type { Clock, Logger, Metrics, Random } from "@fairlead/base";
import type { KubeApi } from "@fairlead/kube";
import type { Prover } from "./apply/proof-runner.ts";
import type { Plan, Snapshot } from "./plan/index.ts";
import type { ControllerStores } from "./stores.ts";

/** What a controller is given from outside. */
export interface ControllerParts {
  readonly api: KubeApi;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly stores: ControllerStores;
  /** What should be, from what is; the real one unless told. */
  readonly plan?: ((snapshot: Snapshot) => Plan) | undefined;
  /** Of clients with this public key; the real one unless told. */
  readonly newProver?: ((publicKey: string) => Prover) | undefined;
}
