import { createSocket, type Socket } from "node:dgram";
import { isIP } from "node:net";
import type { Clock } from "@fairlead/base";
import {
  decodeMessage,
  encodeMessage,
  type OutgoingMessage,
  type RendezvousMessage,
  type SocketAddress,
  socketAddress,
} from "@fairlead/wire";
import { PayloadInbox } from "./payload-inbox.ts";

export interface UdpClientOptions {
  readonly clock: Clock;
  readonly localAddress?: string;
  /** 0, the default: the kernel chooses. */
  readonly localPort?: number;
  /** Picks the address family when there is no local address. */
  readonly family?: "udp4" | "udp6";
}

const INBOX_BYTES = 256 * 1024;

/** One UDP socket of a client. Like a client it does not look at the source of what it receives; datagrams beyond the inbox are lost. */
export class UdpClient implements AsyncDisposable {
  readonly local: SocketAddress;
  readonly #socket: Socket;
  readonly #inbox: PayloadInbox;
  #partner: SocketAddress | undefined;
  #reading = true;
  #closed = false;

  private constructor(clock: Clock, socket: Socket) {
    this.#socket = socket;
    const { address, port } = socket.address();
    this.local = socketAddress(address, port);
    this.#inbox = new PayloadInbox(clock, INBOX_BYTES, (reading) => {
      this.#reading = reading;
    });
    socket.on("message", (datagram) => {
      if (this.#reading) this.#inbox.push(datagram);
    });
    socket.on("close", () => this.#inbox.end());
  }

  static open(options: UdpClientOptions): Promise<UdpClient> {
    const { localAddress } = options;
    const family = options.family ?? (localAddress !== undefined && isIP(localAddress) === 6 ? "udp6" : "udp4");
    const socket = createSocket(family);
    return new Promise((resolve, reject) => {
      socket.once("error", reject);
      const bound = (): void => {
        socket.off("error", reject);
        // Later errors (an ICMP refusal) are silence to a client.
        socket.on("error", () => undefined);
        resolve(new UdpClient(options.clock, socket));
      };
      socket.bind(
        { port: options.localPort ?? 0, ...(localAddress === undefined ? {} : { address: localAddress }) },
        bound,
      );
    });
  }

  send(message: OutgoingMessage, to: SocketAddress): void {
    this.sendBytes(encodeMessage(message), to);
  }

  sendBytes(datagram: Uint8Array, to: SocketAddress): void {
    if (this.#closed) return;
    if (this.#partner === undefined) this.#socket.send(datagram, to.port, to.ip, () => undefined);
    else this.#socket.send(datagram, () => undefined);
  }

  /** From now on this socket sends to, and hears, this address only; what came before is forgotten. */
  connect(partner: SocketAddress): Promise<void> {
    return new Promise((resolve) => {
      this.#socket.connect(partner.port, partner.ip, () => {
        this.#partner = partner;
        this.#inbox.clear();
        resolve();
      });
    });
  }

  /** The next datagram. Rejects with `NoAnswerError`, or `ConnectionEndedError` once disposed. */
  receiveBytes(deadlineMs: number): Promise<Buffer> {
    return this.#inbox.receive(deadlineMs);
  }

  /** The next datagram that is a message; others are ignored, the deadline starts anew with each. */
  async receive(deadlineMs: number): Promise<RendezvousMessage> {
    for (;;) {
      const message = decodeMessage(await this.#inbox.receive(deadlineMs));
      if (message !== undefined) return message;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await new Promise<void>((resolve) => this.#socket.close(resolve));
  }
}
