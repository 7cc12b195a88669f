import { type Clock, delay } from "@fairlead/base";
import type { PayloadStream } from "@fairlead/client";
import type { Session } from "@fairlead/testkit";

const PAYLOAD_BYTES = 10_000;
const EVERY_MS = 80;

/** A session that carries numbered payloads both ways, 125 kB/s each, and checks every one. */
export class SteadySession {
  readonly relay: string;
  /** Why it ended before it was told to; `undefined` while it has not. */
  cut: string | undefined;
  #ending = false;
  readonly #ends: readonly [PayloadStream, PayloadStream];
  readonly #done: Promise<unknown>;

  constructor(clock: Clock, a: Session, b: Session) {
    this.relay = a.relayServer;
    this.#ends = [a.stream, b.stream];
    this.#done = Promise.all([
      this.#send(clock, a.stream),
      this.#send(clock, b.stream),
      this.#check(a.stream, "from the device"),
      this.#check(b.stream, "to the device"),
    ]);
  }

  /** The end that was asked for; answers whether it had been cut before. */
  async end(): Promise<boolean> {
    this.#ending = true;
    for (const stream of this.#ends) stream.destroy();
    await this.#done;
    return this.cut !== undefined;
  }

  async #send(clock: Clock, stream: PayloadStream): Promise<void> {
    for (let number = 0; !this.#over; number += 1) {
      const payload = Buffer.alloc(PAYLOAD_BYTES, number & 255);
      payload.writeUInt32BE(number);
      stream.send(payload);
      await delay(clock, EVERY_MS);
      await stream.drained();
    }
  }

  async #check(stream: PayloadStream, direction: string): Promise<void> {
    for (let number = 0; !this.#over; number += 1) {
      const payload = await stream.receive(30_000).catch((error: Error) => error);
      if (this.#over) return;
      if (payload instanceof Error) this.cut = `${direction}, after ${number} payloads: ${payload.message}`;
      else if (!isNumbered(payload, number)) this.cut = `${direction}: payload ${number} came out different`;
    }
  }

  get #over(): boolean {
    return this.#ending || this.cut !== undefined;
  }
}

function isNumbered(payload: Buffer, number: number): boolean {
  return (
    payload.length === PAYLOAD_BYTES &&
    payload.readUInt32BE() === number &&
    payload.subarray(4).every((byte) => byte === (number & 255))
  );
}
