import type { ClientTransport } from "@fairlead/protocol";
import type { SocketAddress } from "@fairlead/wire";
import type { PresentPeer, PushChannel } from "../presence/present-peer.ts";

/** Whoever registers: a source of datagrams, or a connection. */
export interface Registrant {
  readonly transport: ClientTransport;
  readonly address: SocketAddress;
  readonly kernelAddress: SocketAddress;
  readonly channel: PushChannel;
  /** Known to be gone: it must not be put where it no longer is. */
  readonly gone: boolean;
  answer(payload: Uint8Array): void;
  /** Its device is here by it from now on. */
  registered(peer: PresentPeer): void;
}
