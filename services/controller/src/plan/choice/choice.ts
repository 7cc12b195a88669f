import type { RelayDrain } from "../../api/index.ts";
import type { DrainReason } from "./drain-causes.ts";

/** Something that was decided just now, with its numbers: an event, and a line of the pool's history. */
export interface Step {
  readonly action: "StartRelay" | "DrainRelay" | "TakeBackRelay" | "RemakePod" | "EndRelay";
  readonly relay: string;
  readonly reason: string;
  readonly message: string;
}

export interface NewRelay {
  readonly name: string;
  readonly index: number;
}

/** What becomes of a pool's relays. */
export interface Choice {
  /** Those that are being emptied from now on, by name; all others serve, or are about to. */
  readonly drains: ReadonlyMap<string, RelayDrain>;
  readonly starts: readonly NewRelay[];
  /** Relays that nobody was ever sent to, with a pod of an old template: the pod alone is made again. */
  readonly remakes: ReadonlySet<string>;
  readonly steps: readonly Step[];
  /** Why a roll-out or a scale-down waits. */
  readonly held: { readonly reason: string; readonly message: string } | undefined;
  /** Whether a roll-out is under way. */
  readonly rolling: boolean;
}

/** Drains that go on until they are done, unless the relay is needed [KU-15]. */
export const isVoluntary = (drain: RelayDrain): boolean => {
  const reason = drain.reason as DrainReason;
  return reason === "Rollout" || reason === "ScaleDown";
};
