import type { RelayLoad } from "./relay-loads.ts";

/**
 * Why a relay was not chosen. The first four hold always; `no WebSocket`, `silent`, `given lately`, `no room` and `far` only while another relay is left: a limit is soft here, and hard at 20 % more,
 * where the relay refuses by itself: that is `full` [CL-33].
 */
export type RelayRefusal =
  | "not serving"
  | "draining"
  | "full"
  | "other pool"
  | "no WebSocket"
  | "silent"
  | "given lately"
  | "no room"
  | "far";

/** One relay of the list, and what became of it. */
export interface WeighedRelay extends RelayLoad {
  readonly name: string;
  /** `undefined` = it was among the last. */
  readonly refusal: RelayRefusal | undefined;
  /** `undefined` = not known. */
  readonly controllingKm: number | undefined;
  readonly targetKm: number | undefined;
  /** Of both ends together, with the others' mean for what is not known. */
  readonly km: number;
}

/** `turn`: nothing is known of any, so they take turns [RC-1]. `oldest`: the pair has been given all of them lately [RC-2]. */
export type RelayRule = "none" | "only" | "oldest" | "turn" | "less loaded of two";

/** Why it is this relay. */
export interface RelayReasoning {
  /** In the order of the list. */
  readonly relays: readonly WeighedRelay[];
  readonly rule: RelayRule;
  /** The two that were drawn. */
  readonly drawn: readonly string[];
  /** What the session is taken to need from now on [CL-33]. */
  readonly reservationBps: number;
  /** Empty: none. */
  readonly result: string;
}
