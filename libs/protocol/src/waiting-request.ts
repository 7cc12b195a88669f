import type { SocketAddress } from "@fairlead/wire";
import type { RelayPlan } from "./relay-plan.ts";

/**
 * A's request that was pushed to B and waits for B's answer. `tag` and `tm` are what was mangled into `socket_addr`: the proof that a reply answers this
 * very request [AD-3] [PS-3]. An IPv6 A has no room for them [PS-4].
 */
export interface WaitingRequest {
  readonly kind: "punch" | "relay";
  /** A, as pushed to B: a synthetic port when the true one is unknown [PH-6]. */
  readonly controlling: SocketAddress;
  readonly targetId: string;
  /** Where B was registered when the request was pushed. */
  readonly targetIp: string;
  readonly tag: bigint;
  readonly tm: number;
  readonly relay: RelayPlan;
  /** Of `relay`: the uuid that A wrote; empty for `punch`, where B invents it. */
  readonly uuid: string;
  /** B's answer was delivered. */
  readonly answered: boolean;
}

/** [SE-1] The same bytes again on the same connection while the first wait: pushed again with the same tag and relay, and answered once. */
export function isRetransmission(
  waiting: { readonly raw: Uint8Array; readonly answered: boolean },
  raw: Uint8Array,
): boolean {
  return !waiting.answered && Buffer.compare(waiting.raw, raw) === 0;
}
