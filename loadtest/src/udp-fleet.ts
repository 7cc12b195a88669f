import { createSocket, type Socket } from "node:dgram";
import { type Clock, delay } from "@fairlead/base";
import { decodeMessage, encodeMessage } from "@fairlead/wire";
import { Latencies } from "./latencies.ts";
import { sourceAddress } from "./loopback-sources.ts";

export interface FleetTarget {
  readonly clock: Clock;
  readonly address: string;
  readonly port: number;
}

/** Which devices a fleet is made of, and how they share sources. */
export interface FleetShape {
  /** Number of the first device, which makes its id and its source address. */
  readonly first: number;
  readonly count: number;
  readonly idsPerSocket: number;
  readonly socketsPerAddress: number;
}

/** A server admits about 32 new ids from one address in a row. */
export const smallOffices = (count: number): FleetShape => ({ first: 0, count, idsPerSocket: 5, socketsPerAddress: 5 });

const MOST_ROUNDS = 10;

/** A socket, and the devices behind it. */
interface Source {
  readonly socket: Socket;
  readonly devices: Device[];
  accepted: number;
  refused: number;
}
interface Device {
  readonly socket: Socket;
  readonly heartbeat: Buffer;
  readonly registerPk: Buffer;
}

/** Many devices that do nothing but register over UDP and send heartbeats, a few on each socket. */
export class UdpFleet implements AsyncDisposable {
  readonly latencies = new Latencies();
  readonly #target: FleetTarget;
  readonly #devices: readonly Device[];
  readonly #sources: readonly Source[];
  /** When each socket's oldest unanswered heartbeat left. */
  readonly #sentAtMs = new Map<Socket, number[]>();
  heartbeats = 0;
  answers = 0;
  askedForKey = 0;

  private constructor(target: FleetTarget, sources: readonly Source[]) {
    this.#target = target;
    this.#sources = sources;
    this.#devices = sources.flatMap(({ devices }) => devices);
    for (const source of sources) {
      const { socket } = source;
      this.#sentAtMs.set(socket, []);
      socket.on("message", (datagram) => this.#hear(source, datagram));
      socket.on("error", () => undefined);
    }
  }

  get refused(): number {
    return this.#sources.reduce((sum, source) => sum + source.refused, 0);
  }

  static async open(target: FleetTarget, shape: FleetShape): Promise<UdpFleet> {
    const { first, count, idsPerSocket, socketsPerAddress } = shape;
    const sources: Source[] = [];
    const firstAddress = Math.floor(first / (idsPerSocket * socketsPerAddress));
    for (let n = 0; n < count; n += idsPerSocket) {
      const address = sourceAddress(firstAddress + Math.floor(n / (idsPerSocket * socketsPerAddress)));
      const socket = await bound(address);
      const devices = Array.from({ length: Math.min(idsPerSocket, count - n) }, (_, i) =>
        deviceOf(socket, first + n + i),
      );
      sources.push({ socket, devices, accepted: 0, refused: 0 });
    }
    return new UdpFleet(target, sources);
  }

  /** Registers all, in waves that a kernel's buffer holds; whoever was not answered says it again, as clients do. Answers how many were accepted. */
  async registerAll(perSecond: number, onProgress: (accepted: number) => void): Promise<number> {
    for (let round = 1; round <= MOST_ROUNDS && this.#unanswered.length > 0; round += 1) {
      await this.#registerOnce(this.#unanswered, perSecond, onProgress);
    }
    return this.registered;
  }

  get registered(): number {
    return this.#sources.reduce((sum, { devices, accepted }) => sum + Math.min(devices.length, accepted), 0);
  }

  /** Answers name no device, so a source that heard too few says all of it again. */
  get #unanswered(): readonly Source[] {
    return this.#sources.filter(({ devices, accepted, refused }) => accepted + refused < devices.length);
  }

  async #registerOnce(
    sources: readonly Source[],
    perSecond: number,
    onProgress: (accepted: number) => void,
  ): Promise<void> {
    const { clock } = this.#target;
    const devices = sources.flatMap((source) => source.devices);
    for (const source of sources) source.accepted = 0;
    const wave = Math.max(1, Math.floor(perSecond / 50));
    for (let at = 0; at < devices.length; at += wave) {
      for (const { socket, registerPk } of devices.slice(at, at + wave)) this.#send(socket, registerPk);
      onProgress(this.registered);
      await delay(clock, 20);
    }
    for (let waited = 0; this.#unanswered.length > 0 && waited < 30; waited += 1) await delay(clock, 100);
  }

  /** Heartbeats of all devices, spread evenly over the interval, for a while. */
  async beat(options: {
    readonly intervalMs: number;
    readonly forMs: number;
    readonly onProgress: () => void;
  }): Promise<void> {
    const { clock } = this.#target;
    const startedMs = clock.now();
    for (let sent = 0; ; ) {
      const elapsedMs = clock.now() - startedMs;
      if (elapsedMs >= options.forMs) return;
      const due = Math.floor((elapsedMs / options.intervalMs) * this.#devices.length);
      for (; sent < due; sent += 1) this.#beat(this.#devices[sent % this.#devices.length]);
      options.onProgress();
      await delay(clock, 5);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#sources.map(({ socket }) => new Promise<void>((resolve) => socket.close(resolve))));
  }

  #beat(device: Device | undefined): void {
    if (device === undefined) return;
    this.heartbeats += 1;
    this.#sentAtMs.get(device.socket)?.push(this.#target.clock.now());
    this.#send(device.socket, device.heartbeat);
  }

  #send(socket: Socket, datagram: Buffer): void {
    socket.send(datagram, this.#target.port, this.#target.address, () => undefined);
  }

  #hear(source: Source, datagram: Buffer): void {
    const message = decodeMessage(datagram);
    if (message?.kind === "registerPkResponse") {
      if (message.body.result === 0) source.accepted += 1;
      else source.refused += 1;
    }
    if (message?.kind !== "registerPeerResponse") return;
    this.answers += 1;
    if (message.body.requestPk) this.askedForKey += 1;
    const sentAtMs = this.#sentAtMs.get(source.socket)?.shift();
    if (sentAtMs !== undefined) this.latencies.add(this.#target.clock.now() - sentAtMs);
  }
}

function deviceOf(socket: Socket, n: number): Device {
  const id = String(100_000_000 + n);
  const uuid = Buffer.from(`load-${id}`.padEnd(36, "0"));
  const pk = Buffer.alloc(32, n & 255);
  pk.writeUInt32LE(n, 0);
  return {
    socket,
    heartbeat: encodeMessage({ kind: "registerPeer", body: { id, serial: 3 } }),
    registerPk: encodeMessage({ kind: "registerPk", body: { id, uuid, pk, oldId: "", noRegisterDevice: false } }),
  };
}

function bound(address: string): Promise<Socket> {
  const socket = createSocket("udp4");
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(0, address, () => resolve(socket));
  });
}
