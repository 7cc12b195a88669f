import type { DropReason } from "@fairlead/base";
import type { ConnectionListener, WebSocketConnection } from "../message-connection.ts";
import { deafSink, type Leg, type LegSink } from "./leg.ts";

/** A leg of whole messages: a WebSocket connection. Empty messages are heartbeats and end here [RL-7]. Give it to the listener as the connection's `ConnectionListener`. */
export class ConnectionLeg implements Leg, ConnectionListener {
  readonly kind = "messages";
  readonly #connection: WebSocketConnection;
  #sink: LegSink = deafSink;
  readonly #held: Buffer[] = [];
  #stopped = false;
  #over = false;

  constructor(connection: WebSocketConnection) {
    this.#connection = connection;
  }

  get closed(): boolean {
    return this.#over;
  }

  attach(sink: LegSink): void {
    this.#sink = sink;
    this.resume();
  }

  putBack(units: readonly Buffer[]): void {
    this.#held.unshift(...units);
    this.#stopped = true;
  }

  message(payload: Buffer): void {
    if (payload.length === 0) return;
    if (this.#stopped) this.#held.push(payload);
    else if (!this.#sink.received(payload)) this.#stop();
  }

  drained(): void {
    this.#sink.drained();
  }

  /** A WebSocket has no half-close: its end is both. */
  ended(): void {
    this.#over = true;
    this.#finish();
  }

  write(message: Buffer): boolean {
    if (this.#over) return true;
    this.#connection.send(message);
    return !this.#connection.congested;
  }

  /** What came before the end is delivered before it, also when it was held. */
  resume(): void {
    this.#stopped = false;
    while (!this.#stopped) {
      const message = this.#held.shift();
      if (message === undefined) break;
      this.#stopped = !this.#sink.received(message);
    }
    if (this.#stopped) return;
    if (this.#over) this.#finish();
    else this.#connection.resume();
  }

  readAtMost(byteCount: number | undefined): void {
    this.#connection.pauseAfter(byteCount);
  }

  readSmaller(): void {
    // Messages are forwarded whole, whatever their size.
  }

  end(): void {
    this.#connection.end();
  }

  destroy(reason: DropReason): void {
    this.#connection.destroy(reason);
  }

  #stop(): void {
    this.#stopped = true;
    this.#connection.pause();
  }

  #finish(): void {
    if (this.#held.length > 0) return;
    const sink = this.#sink;
    if (sink === deafSink) return;
    this.#sink = deafSink;
    sink.ended();
    sink.gone();
  }
}
