import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import type { LoopbackHosts } from "@fairlead/testkit";
import { decodeMessage, encodeMessage } from "@fairlead/wire";

export interface RawIdentity {
  readonly id: string;
  readonly uuid: Buffer;
  readonly pk: Buffer;
}
export interface RawTarget {
  readonly address: string;
  readonly main: number;
}

/** A server takes so many ids from one address before it thinks of a crowd. */
const IDS_PER_ADDRESS = 200;

/** A device that is one UDP socket and speaks only when told: nothing is repeated, asked for or answered by itself. */
export class RawDevice implements AsyncDisposable {
  /** Answers to RegisterPk as they came. */
  readonly results: number[] = [];
  heartbeatsAnswered = 0;
  /** Answers to heartbeats that asked for the key, as a server does that does not know the device. */
  askedForKey = 0;
  readonly #socket: Socket;
  readonly #registerPk: Buffer;
  readonly #registerPeer: Buffer;

  private constructor(socket: Socket, { id, uuid, pk }: RawIdentity) {
    this.#socket = socket;
    this.#registerPk = encodeMessage({
      kind: "registerPk",
      body: { id, uuid, pk, oldId: "", noRegisterDevice: false },
    });
    this.#registerPeer = encodeMessage({ kind: "registerPeer", body: { id, serial: 3 } });
    socket.on("message", (datagram) => this.#hear(datagram));
    socket.on("error", () => undefined);
  }

  static async open(address: string, identity: RawIdentity): Promise<RawDevice> {
    const socket = createSocket("udp4");
    socket.bind(0, address);
    await once(socket, "listening");
    return new RawDevice(socket, identity);
  }

  /** 200 behind each address. */
  static async openMany(
    count: number,
    hosts: LoopbackHosts,
    identityOf: (n: number) => RawIdentity,
  ): Promise<RawDevice[]> {
    const devices: RawDevice[] = [];
    for (let address = ""; devices.length < count; ) {
      if (devices.length % IDS_PER_ADDRESS === 0) address = hosts.next();
      devices.push(await RawDevice.open(address, identityOf(devices.length)));
    }
    return devices;
  }

  register(at: RawTarget): void {
    this.#send(this.#registerPk, at);
  }

  beat(at: RawTarget): void {
    this.#send(this.#registerPeer, at);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#socket, "close");
    this.#socket.close();
    await closed;
  }

  #send(datagram: Buffer, { address, main }: RawTarget): void {
    this.#socket.send(datagram, main, address, () => undefined);
  }

  #hear(datagram: Buffer): void {
    const message = decodeMessage(datagram);
    if (message?.kind === "registerPkResponse") this.results.push(message.body.result);
    if (message?.kind !== "registerPeerResponse") return;
    this.heartbeatsAnswered += 1;
    if (message.body.requestPk) this.askedForKey += 1;
  }
}
