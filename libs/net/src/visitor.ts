import type { Socket } from "node:net";
import { type SecureContext, TLSSocket } from "node:tls";
import type { DropReason } from "@fairlead/base";
import type { SocketAddress } from "@fairlead/wire";
import type { ListenPorts, WsSettings } from "./listen-settings.ts";
import { PhaseDeadline } from "./phase-deadline.ts";
import { Preface } from "./preface.ts";
import type { Arrival, Guest } from "./stream-door.ts";
import { guardWrites } from "./write-guard.ts";

/** The first byte of a TLS record that carries a ClientHello (RFC 8446 §5.1). No HTTP request begins so. */
const TLS_HANDSHAKE = 0x16;

/**
 * A connection at an HTTP door, from accept to the end of its HTTP life: an optional PROXY header [PX-1], optional TLS
 * by the first byte [WS-5], then request heads. Each of these phases has the deadline. A WebSocket or a pipe that grows
 * out of it takes over with `become`.
 */
export class Visitor implements Guest {
  readonly arrival: Arrival;
  readonly #settings: WsSettings;
  readonly #ports: ListenPorts;
  readonly #preface: Preface;
  readonly #onReady: (visitor: Visitor) => void;
  readonly #deadline: PhaseDeadline;
  #stream: Socket;
  #successor: Guest | undefined;
  #ended = false;

  /** `onReady` is called once the stream carries HTTP. */
  constructor(arrival: Arrival, settings: WsSettings, ports: ListenPorts, onReady: (visitor: Visitor) => void) {
    this.arrival = arrival;
    this.#settings = settings;
    this.#ports = ports;
    this.#onReady = onReady;
    this.#stream = arrival.socket;
    this.#preface = new Preface(arrival, (reason) => this.destroy(reason));
    this.#deadline = new PhaseDeadline(ports.clock, settings.openingDeadlineMs, () => this.destroy("idle"));
    this.#listen();
  }

  /** What HTTP is spoken over: the socket or TLS on it. */
  get stream(): Socket {
    return this.#stream;
  }

  get secure(): boolean {
    return this.#stream instanceof TLSSocket;
  }

  /** After the PROXY header, before forwarding headers. */
  get remote(): SocketAddress {
    return this.#preface.remote;
  }

  /** A new phase begins: a request head is awaited. */
  expectHead(): void {
    if (!this.arrival.socket.destroyed) this.#deadline.start();
  }

  /** The phase is over; whoever goes on has deadlines of its own. */
  headArrived(): void {
    this.#deadline.stop();
  }

  /** From now on this one ends the connection. */
  become(successor: Guest): void {
    this.#deadline.stop();
    this.#successor = successor;
  }

  end(): void {
    if (this.#successor !== undefined) this.#successor.end();
    else this.arrival.socket.destroy();
  }

  destroy(reason: DropReason): void {
    if (this.#successor !== undefined) return void this.#successor.destroy(reason);
    if (this.#ended) return;
    this.#ended = true;
    this.#ports.drops.drop(reason);
    this.arrival.socket.destroy();
  }

  #listen(): void {
    const { socket } = this.arrival;
    this.#deadline.start();
    socket.on("data", this.#onFirstBytes);
    socket.on("end", this.#onEnd);
    socket.once("close", () => this.#deadline.stop());
  }

  readonly #onEnd = (): void => void this.arrival.socket.destroy();

  readonly #onFirstBytes = (chunk: Buffer): void => {
    const own = this.#preface.strip(chunk);
    if (own.length === 0) return;
    const { socket } = this.arrival;
    socket.removeListener("data", this.#onFirstBytes);
    socket.removeListener("end", this.#onEnd);
    socket.pause();
    socket.unshift(own);
    if (this.#settings.tls !== undefined && own[0] === TLS_HANDSHAKE) this.#startTls(this.#settings.tls);
    else this.#ready();
  };

  #startTls(tls: { readonly context: SecureContext }): void {
    this.#deadline.start();
    const secured = new TLSSocket(this.arrival.socket, { isServer: true, secureContext: tls.context });
    this.#stream = secured;
    const onFailed = (): void => this.destroy("tls_failed");
    secured.once("error", onFailed);
    secured.once("secure", () => {
      secured.removeListener("error", onFailed);
      this.#ready();
    });
  }

  #ready(): void {
    this.#stream.on("error", () => undefined);
    guardWrites(this.#stream, () => this.#ports.drops.drop("send_failed"));
    this.#deadline.start();
    this.#onReady(this);
  }
}
