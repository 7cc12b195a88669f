import type { RemoteInfo } from "node:dgram";

export interface UdpSettings {
  /** Label `listener` of the metrics. */
  readonly name: string;
  readonly at: { readonly port: number; readonly bind?: string | undefined };
  /** Asked from the kernel, which may give less. */
  readonly receiveBufferBytes?: number | undefined;
}

/**
 * Hears every datagram. `rinfo.address` is the kernel's text (`::ffff:192.0.2.1` on a dual-stack socket): fit for
 * `send`, not for rules; see `udpSource`.
 */
export type DatagramReceiver = (datagram: Buffer, rinfo: RemoteInfo) => void;

/** One bound UDP socket. No datagram and no failure to send one ever closes it. Disposing closes it. */
export interface UdpListener extends AsyncDisposable {
  readonly port: number;
  readonly address: string;
  /**
   * Sends from the bound port, to an IP address in the kernel's text or normalised. Never throws: what cannot be sent
   * is counted as `send_failed`. The bytes must not change afterwards.
   */
  send(bytes: Uint8Array, port: number, address: string): void;
}
