import type { RelayPlan, WaitingRequest } from "@fairlead/protocol";
import type { SocketAddress } from "@fairlead/wire";

/** Whoever asked: hears the answer, and ends the wait by leaving. */
export interface Requester {
  /** A as pushed to B: with a synthetic port when the true one is unknown [PH-6]. */
  readonly controlling: SocketAddress;
  /** False when it is gone. */
  answer(payload: Uint8Array): boolean;
}

/** What is known of a request when it is put among the waiting ones. */
export interface NewRequest {
  readonly kind: "punch" | "relay";
  readonly targetId: string;
  readonly targetIp: string;
  readonly relay: RelayPlan;
  readonly uuid: string;
  /** A's message, to know a retransmission by. */
  readonly raw: Uint8Array;
}

/** One request of A's that waits for B. */
export interface WaitingEntry extends WaitingRequest {
  /** Its number in the table, which is in the tag. */
  readonly entry: number;
  readonly requester: Requester;
  readonly raw: Uint8Array;
  readonly expiresMs: number;
  /** B may have moved between two pushes. */
  targetIp: string;
  answered: boolean;
  /** What was pushed to B, to be pushed again; set once its address is known. */
  push: Uint8Array;
}
