import type { UdpListener } from "@fairlead/net";
import type { SocketAddress } from "@fairlead/wire";
import type { PushChannel } from "../presence/present-peer.ts";
import type { Registrant } from "../session/registrant.ts";

/** A source of datagrams, and the way back to it: from the socket it spoke to, to the very address it spoke from. */
export class UdpRegistrant implements Registrant, PushChannel {
  readonly transport = "udp";
  readonly gone = false;
  readonly address: SocketAddress;
  readonly kernelAddress: SocketAddress;
  readonly #udp: UdpListener;

  constructor(udp: UdpListener, address: SocketAddress, kernelAddress: SocketAddress) {
    this.#udp = udp;
    this.address = address;
    this.kernelAddress = kernelAddress;
  }

  get channel(): PushChannel {
    return this;
  }

  push(payload: Uint8Array): boolean {
    this.#udp.send(payload, this.kernelAddress.port, this.kernelAddress.ip);
    return true;
  }

  answer(payload: Uint8Array): void {
    this.push(payload);
  }

  registered(): void {
    // Nothing is tied to a datagram: silence is the only end.
  }

  close(): void {
    // As above.
  }
}
