import type { Plan, Snapshot } from "../plan/index.ts";

/** What a round saw, and what it made of it. */
export interface Scene {
  readonly snapshot: Snapshot;
  readonly plan: Plan;
}
