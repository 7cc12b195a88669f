import type { Logger } from "@fairlead/base";
import type { PausableConnection } from "@fairlead/net";
import type { ProvenGate } from "../ownership/proven-gate.ts";

/** What an inbox does to its connection. */
type Reader = Pick<PausableConnection, "pause" | "resume" | "destroy">;

/** Messages that came in one read with one that waits for a store. */
const MAX_QUEUED = 64;

/**
 * Takes a connection's messages one at a time: while one waits for a store, the connection is not read. What had been read already waits here and is still
 * taken when the connection has ended meanwhile: a one-way message is never lost [KX-5]. While the node may not speak, nothing is taken either [CL-7].
 */
export class Inbox {
  readonly #connection: Reader;
  readonly #logger: Logger;
  readonly #gate: Pick<ProvenGate, "isOpen" | "whenOpen">;
  readonly #take: (payload: Buffer) => Promise<void> | undefined;
  readonly #queue: Buffer[] = [];
  #busy = false;

  constructor(
    connection: Reader,
    logger: Logger,
    gate: Pick<ProvenGate, "isOpen" | "whenOpen">,
    take: (payload: Buffer) => Promise<void> | undefined,
  ) {
    this.#connection = connection;
    this.#logger = logger;
    this.#gate = gate;
    this.#take = take;
  }

  push(payload: Buffer): void {
    if (!this.#busy && this.#gate.isOpen) return void this.#start(payload);
    if (!this.#busy) this.#hold();
    if (this.#queue.length >= MAX_QUEUED) return void this.#connection.destroy("table_full");
    this.#queue.push(payload);
  }

  #hold(): void {
    this.#busy = true;
    this.#connection.pause();
    this.#gate.whenOpen(() => this.#goOn());
  }

  #start(payload: Buffer): void {
    const work = this.#take(payload);
    if (work === undefined) return;
    this.#busy = true;
    this.#connection.pause();
    work
      .catch((error: unknown) => this.#logger.error("rendezvous.message_failed", { error }))
      .finally(() => this.#goOn());
  }

  #goOn(): void {
    this.#busy = false;
    while (!this.#busy) {
      const payload = this.#queue.shift();
      if (payload === undefined) return void this.#connection.resume();
      this.#start(payload);
    }
  }
}
