import type { RelayPool } from "../../api/index.ts";
import type { Choice } from "../choice/choice.ts";
import type { Snapshot } from "../snapshot.ts";
import type { RelayView } from "./relay-findings.ts";

/** One pool, as it is to be from now on. */
export interface PoolView {
  readonly pool: RelayPool;
  readonly views: readonly RelayView[];
  readonly choice: Choice;
  readonly configVersion: string;
  readonly snapshot: Snapshot;
}
