import type { Span } from "@fairlead/base";
import type { RelayPlan, StoredIdentity, WaitingRequest } from "@fairlead/protocol";
import type { NodeRef, SocketAddress } from "@fairlead/wire";

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
  /** B's, so that its answer can be signed without asking a store. */
  readonly targetIdentity: Pick<StoredIdentity, "pk">;
  /** B's answer may come without the tag [CL-24]. */
  readonly losesTag: boolean;
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
  readonly losesTag: boolean;
  /** B may have moved between two pushes. */
  targetIp: string;
  targetIdentity: Pick<StoredIdentity, "pk">;
  answered: boolean;
  /** Another one only when this node got another slot [CL-7]. */
  tag: bigint;
  /** Makes B's message around A's mangled address. */
  write: (socketAddr: Uint8Array) => Uint8Array;
  /** What was pushed to B, to be pushed again; set once its address is known. */
  push: Uint8Array;
  /** It is kept for B, which was registered with this node [CL-22]. */
  parkedFor: NodeRef | undefined;
  /** How often an owner did not hold B. */
  failedPushes: number;
  span: Span | undefined;
}
