import type { ClientTransport, StoredIdentity } from "@fairlead/protocol";
import type { SocketAddress } from "@fairlead/wire";

/** The way back to a device: the very socket or connection it registered with. */
export interface PushChannel {
  /** False when it is known to be gone. Over UDP nobody can know. */
  push(payload: Uint8Array): boolean;
  /** Ends the registration at the operator's word; over UDP there is nothing to end. */
  close(): void;
}

/** A device that is here: where it registered, by what, and who it is. */
export interface PresentPeer {
  readonly id: string;
  readonly identity: StoredIdentity;
  readonly transport: ClientTransport;
  /** Normalised: for rules, stores and people. */
  readonly address: SocketAddress;
  /** Over UDP `address` as the kernel gave it, which heartbeats are compared with; else an address that no datagram has. */
  readonly kernelAddress: SocketAddress;
  readonly channel: PushChannel;
  readonly registeredMs: number;
  /** Order of arrival of the registration that put it here: the newest wins, whichever the store answers last. */
  readonly arrival: number;
}
