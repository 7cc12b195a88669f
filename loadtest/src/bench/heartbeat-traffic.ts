import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { type Clock, delay } from "@fairlead/base";
import { encodeMessage } from "@fairlead/wire";

export interface HeartbeatTrafficSettings {
  readonly sockets: number;
  readonly peersPerSocket: number;
  /** Datagrams under way on one socket. */
  readonly window: number;
}

/** After so long without an answer a socket fills its window again: loopback loses datagrams when a buffer is full. */
const REFILL_MS = 50;
const TARGET = "127.0.0.1";

/** Devices that send their next heartbeat as soon as one is answered. */
export class HeartbeatTraffic implements AsyncDisposable {
  readonly #settings: HeartbeatTrafficSettings;
  readonly #clock: Clock;
  readonly #fleet: Sender[] = [];

  private constructor(clock: Clock, settings: HeartbeatTrafficSettings) {
    this.#clock = clock;
    this.#settings = settings;
  }

  static async open(clock: Clock, port: number, settings: HeartbeatTrafficSettings): Promise<HeartbeatTraffic> {
    const traffic = new HeartbeatTraffic(clock, settings);
    for (let number = 0; number < settings.sockets; number += 1)
      traffic.#fleet.push(await Sender.open(port, number, settings));
    return traffic;
  }

  get answers(): number {
    return this.#fleet.reduce((sum, sender) => sum + sender.answers, 0);
  }

  /** Every device registers; again where a datagram was lost. */
  async register(): Promise<void> {
    const all = this.#settings.sockets * this.#settings.peersPerSocket;
    for (let attempt = 0; attempt < 3 && this.answers < all; attempt += 1) {
      for (const sender of this.#fleet) await sender.registerAll(this.#clock);
      await delay(this.#clock, 300);
    }
    if (this.answers < all) throw new Error(`${this.answers} of ${all} registrations were answered`);
  }

  async flood(durationMs: number): Promise<void> {
    const refill = this.#clock.every(REFILL_MS, () => {
      for (const sender of this.#fleet) sender.refill();
    });
    for (const sender of this.#fleet) sender.start();
    await delay(this.#clock, durationMs);
    for (const sender of this.#fleet) sender.stop();
    refill[Symbol.dispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const sender of this.#fleet) await sender.close();
  }
}

class Sender {
  answers = 0;
  readonly #socket: Socket;
  readonly #port: number;
  readonly #window: number;
  readonly #heartbeats: readonly Buffer[];
  readonly #registrations: readonly Buffer[];
  #next = 0;
  #flooding = false;
  #answersAtRefill = 0;

  private constructor(socket: Socket, port: number, number: number, settings: HeartbeatTrafficSettings) {
    this.#socket = socket;
    this.#port = port;
    this.#window = settings.window;
    const ids = Array.from({ length: settings.peersPerSocket }, (_, peer) =>
      String(100_000_000 + number * 10_000 + peer),
    );
    this.#heartbeats = ids.map((id) => encodeMessage({ kind: "registerPeer", body: { id, serial: 3 } }));
    this.#registrations = ids.map(registration);
    socket.on("message", () => this.#answered());
  }

  static async open(port: number, number: number, settings: HeartbeatTrafficSettings): Promise<Sender> {
    const socket = createSocket("udp4");
    socket.bind(0, TARGET);
    await once(socket, "listening");
    return new Sender(socket, port, number, settings);
  }

  async registerAll(clock: Clock): Promise<void> {
    for (const [number, datagram] of this.#registrations.entries()) {
      this.#socket.send(datagram, this.#port, TARGET);
      if (number % 32 === 31) await delay(clock, 3);
    }
  }

  start(): void {
    this.#flooding = true;
    for (let sent = 0; sent < this.#window; sent += 1) this.#send();
  }

  stop(): void {
    this.#flooding = false;
  }

  refill(): void {
    const idle = this.answers === this.#answersAtRefill;
    this.#answersAtRefill = this.answers;
    if (idle && this.#flooding) this.start();
  }

  async close(): Promise<void> {
    this.#socket.close();
    await once(this.#socket, "close");
  }

  #answered(): void {
    this.answers += 1;
    if (this.#flooding) this.#send();
  }

  #send(): void {
    this.#next = (this.#next + 1) % this.#heartbeats.length;
    this.#socket.send(this.#heartbeats[this.#next] ?? "", this.#port, TARGET);
  }
}

function registration(id: string): Buffer {
  const uuid = Buffer.from(`uuid of ${id}`);
  const body = { id, uuid, pk: Buffer.alloc(32, id), oldId: "", noRegisterDevice: false };
  return encodeMessage({ kind: "registerPk", body });
}
