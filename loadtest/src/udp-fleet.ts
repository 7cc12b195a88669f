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
  readonly #sockets: readonly Socket[];
  /** When each socket's oldest unanswered heartbeat left. */
  readonly #sentAtMs = new Map<Socket, number[]>();
  registered = 0;
  refused = 0;
  heartbeats = 0;
  answers = 0;
  askedForKey = 0;

  private constructor(target: FleetTarget, sockets: readonly Socket[], devices: readonly Device[]) {
    this.#target = target;
    this.#sockets = sockets;
    this.#devices = devices;
    for (const socket of sockets) {
      this.#sentAtMs.set(socket, []);
      socket.on("message", (datagram) => this.#hear(socket, datagram));
      socket.on("error", () => undefined);
    }
  }

  static async open(target: FleetTarget, shape: FleetShape): Promise<UdpFleet> {
    const { first, count, idsPerSocket, socketsPerAddress } = shape;
    const sockets: Socket[] = [];
    const firstAddress = Math.floor(first / (idsPerSocket * socketsPerAddress));
    for (let i = 0; i * idsPerSocket < count; i += 1) {
      sockets.push(await bound(sourceAddress(firstAddress + Math.floor(i / socketsPerAddress))));
    }
    const devices: Device[] = [];
    for (let i = 0; i < count; i += 1) {
      const socket = sockets[Math.floor(i / idsPerSocket)];
      if (socket !== undefined) devices.push(deviceOf(socket, first + i));
    }
    return new UdpFleet(target, sockets, devices);
  }

  /** Registers all once, in waves that a kernel's buffer holds. Answers how many were accepted. */
  async registerAll(perSecond: number, onProgress: (accepted: number) => void): Promise<number> {
    const { clock } = this.#target;
    const wave = Math.max(1, Math.floor(perSecond / 50));
    for (let at = 0; at < this.#devices.length; at += wave) {
      for (const { socket, registerPk } of this.#devices.slice(at, at + wave)) this.#send(socket, registerPk);
      onProgress(this.registered);
      await delay(clock, 20);
    }
    for (let waited = 0; this.registered + this.refused < this.#devices.length && waited < 50; waited += 1) {
      await delay(clock, 100);
    }
    return this.registered;
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
    await Promise.all(this.#sockets.map((socket) => new Promise<void>((resolve) => socket.close(resolve))));
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

  #hear(socket: Socket, datagram: Buffer): void {
    const message = decodeMessage(datagram);
    if (message?.kind === "registerPkResponse") {
      if (message.body.result === 0) this.registered += 1;
      else this.refused += 1;
    }
    if (message?.kind !== "registerPeerResponse") return;
    this.answers += 1;
    if (message.body.requestPk) this.askedForKey += 1;
    const sentAtMs = this.#sentAtMs.get(socket)?.shift();
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
