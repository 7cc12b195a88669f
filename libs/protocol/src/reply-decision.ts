import type { DropReason, SessionUuid } from "@fairlead/base";
import type { RendezvousMessage, SocketAddress } from "@fairlead/wire";
import type { ClientTransport } from "./transport.ts";

/** What B sends in answer to a push, on a connection of its own or from a fresh UDP socket. */
export type Reply = Extract<RendezvousMessage, { kind: "punchHoleSent" | "localAddr" | "relayResponse" }>;

export interface ReplySource {
  readonly transport: ClientTransport;
  readonly address: SocketAddress;
}
export interface ReplyFacts {
  readonly source: ReplySource;
  /** Signs IdPk{id, B's registered key}: [KEY-6]. `undefined` = signing is off, or B's key is not known. */
  readonly signTarget: (() => Uint8Array) | undefined;
  /** 32 random bits for the address that A is told. */
  readonly tm: number;
}

/** How A will reach B, for counting. */
export type ReplyOutcome = "direct" | "udp" | "lan" | "relay" | "refused";

/**
 * `deliver`: `payload` is the whole message for A's connection. Where it opens a relayed session, `admits` is the uuid, which a relay must know
 * before A hears of it [RL-3].
 */
export type ReplyDecision =
  | { readonly kind: "drop"; readonly reason: DropReason }
  | {
      readonly kind: "deliver";
      readonly payload: Uint8Array;
      readonly outcome: ReplyOutcome;
      readonly admits: SessionUuid | undefined;
    };
