import { createServer, type Server, type Socket } from "node:net";
import { type DropReason, delay } from "@fairlead/base";
import { type SocketAddress, socketAddress } from "@fairlead/wire";
import { AcceptLimits, type Place } from "./accept-limits.ts";
import { bindServer } from "./bind.ts";
import type { AcceptSettings, Listener, ListenPorts } from "./listen-settings.ts";
import { ListenerMetrics } from "./listener-metrics.ts";

/** What is known of a connection when the kernel hands it over. */
export interface Arrival {
  readonly socket: Socket;
  readonly place: Place;
  readonly remote: SocketAddress;
  /** A PROXY header is looked for; the place is charged when the header has named the client. */
  readonly trusted: boolean;
  readonly localPort: number;
}

/** How the door ends a connection it let in. */
export interface Guest {
  end(): void;
  destroy(reason: DropReason): void;
}

/** For a client that was gone before its address could be asked for. */
const UNKNOWN_ADDRESS: SocketAddress = { ip: "0.0.0.0", port: 0 };
const CLOSE_PATIENCE_MS = 1_000;

/** Accepts stream connections within the limits and hands each to `admit`. Knows nothing of their bytes. */
export class StreamDoor implements Listener {
  readonly #settings: AcceptSettings;
  readonly #ports: ListenPorts;
  readonly #admit: (arrival: Arrival) => Guest;
  readonly #limits: AcceptLimits;
  readonly #metrics: ListenerMetrics;
  readonly #guests = new Set<Guest>();
  readonly #server: Server;
  readonly #closed = Promise.withResolvers<void>();
  #accepting = true;
  #serverClosed = false;
  #port = 0;
  #address = "";

  private constructor(settings: AcceptSettings, ports: ListenPorts, admit: (arrival: Arrival) => Guest) {
    this.#settings = settings;
    this.#ports = ports;
    this.#admit = admit;
    this.#limits = new AcceptLimits(settings);
    this.#metrics = new ListenerMetrics(settings.name, ports.metrics, () => this.connections);
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => this.#arrive(socket));
  }

  /** Rejects with `ListenError`. */
  static async open(
    settings: AcceptSettings,
    ports: ListenPorts,
    admit: (arrival: Arrival) => Guest,
  ): Promise<StreamDoor> {
    const door = new StreamDoor(settings, ports, admit);
    await bindServer(door.#server, settings.at);
    door.#remember();
    door.#server.on("error", (error) =>
      ports.logger.warn("listener.accept_failed", { listener: settings.name, reason: error.message }),
    );
    return door;
  }

  get port(): number {
    return this.#port;
  }

  get address(): string {
    return this.#address;
  }

  get connections(): number {
    return this.#limits.connections;
  }

  stopAccepting(): void {
    if (!this.#accepting) return;
    this.#accepting = false;
    this.#server.close(() => {
      this.#serverClosed = true;
      this.#settle();
    });
  }

  closeAll(reason?: DropReason): void {
    for (const guest of [...this.#guests]) {
      if (reason === undefined) guest.end();
      else guest.destroy(reason);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stopAccepting();
    this.closeAll();
    const patience = new AbortController();
    await Promise.race([this.#closed.promise, delay(this.#ports.clock, CLOSE_PATIENCE_MS, patience.signal)]);
    patience.abort();
    for (const guest of [...this.#guests]) guest.destroy("aborted");
    await this.#closed.promise;
  }

  #remember(): void {
    const bound = this.#server.address();
    if (typeof bound === "string") this.#address = bound;
    else if (bound !== null) [this.#port, this.#address] = [bound.port, bound.address];
  }

  #arrive(socket: Socket): void {
    // A failure is heard as its close; Node wants a listener all the same.
    socket.on("error", () => undefined);
    const place = this.#limits.take();
    if (place === undefined) return void this.#refuse(socket, "accept_limit");
    const known = socket.remoteAddress !== undefined;
    const remote = known ? socketAddress(socket.remoteAddress ?? "", socket.remotePort ?? 0) : UNKNOWN_ADDRESS;
    const trusted = "path" in this.#settings.at || (known && this.#settings.trustedProxies.contains(remote.ip));
    if (known && !trusted && !place.charge(remote.ip)) {
      place.release();
      return void this.#refuse(socket, "address_limit");
    }
    this.#metrics.accepted();
    const guest = this.#admit({ socket, place, remote, trusted, localPort: this.port });
    this.#guests.add(guest);
    socket.once("close", () => {
      this.#guests.delete(guest);
      place.release();
      this.#settle();
    });
  }

  /** The server's own close comes before the last connection has heard of its end. */
  #settle(): void {
    if (this.#serverClosed && this.#guests.size === 0) this.#closed.resolve();
  }

  #refuse(socket: Socket, reason: DropReason): void {
    this.#ports.drops.drop(reason);
    socket.destroy();
  }
}
