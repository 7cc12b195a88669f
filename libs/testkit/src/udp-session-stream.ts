import type { Clock } from "@fairlead/base";
import { ConnectionEndedError, type PayloadStream, type UdpClient } from "@fairlead/client";
import type { SocketAddress } from "@fairlead/wire";

/** A punched UDP path as a payload stream: one datagram, one payload; the empty ones that open NATs are passed over. A real client speaks KCP here. */
export class UdpSessionStream implements PayloadStream {
  readonly transport = "tcp";
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
  readonly whenEnded: Promise<void>;
  readonly #clock: Clock;
  readonly #udp: UdpClient;
  readonly #end: () => void;
  readonly #kept: Buffer[] = [];
  #ended = false;

  private constructor(clock: Clock, udp: UdpClient, remote: SocketAddress) {
    this.#clock = clock;
    this.#udp = udp;
    this.local = udp.local;
    this.remote = remote;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.whenEnded = promise;
    this.#end = resolve;
  }

  static async open(clock: Clock, udp: UdpClient, remote: SocketAddress): Promise<UdpSessionStream> {
    await udp.connect(remote);
    return new UdpSessionStream(clock, udp, remote);
  }

  get ended(): boolean {
    return this.#ended;
  }

  send(payload: Uint8Array): void {
    this.#udp.sendBytes(payload, this.remote);
  }

  drained(): Promise<void> {
    return Promise.resolve();
  }

  /** Whether any datagram, empty ones included, comes in time; a payload is kept for `receive`. */
  async heardSomething(deadlineMs: number): Promise<boolean> {
    const datagram = await this.#udp.receiveBytes(deadlineMs).catch(() => undefined);
    if (datagram !== undefined && datagram.length > 0) this.#kept.push(datagram);
    return datagram !== undefined;
  }

  async receive(deadlineMs: number): Promise<Buffer> {
    const kept = this.#kept.shift();
    if (kept !== undefined) return kept;
    const endsAtMs = this.#clock.now() + deadlineMs;
    for (;;) {
      if (this.#ended) throw new ConnectionEndedError("the session was closed");
      const datagram = await this.#udp.receiveBytes(Math.max(1, endsAtMs - this.#clock.now()));
      if (datagram.length > 0) return datagram;
    }
  }

  close(): void {
    this.destroy();
  }

  destroy(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#end();
    this.#udp[Symbol.asyncDispose]().catch(() => undefined);
  }
}
