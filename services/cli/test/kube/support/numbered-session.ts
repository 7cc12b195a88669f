import { type Clock, delay } from "@fairlead/base";
import type { PayloadStream } from "@fairlead/client";
import type { Session } from "@fairlead/testkit";

const PAYLOAD_BYTES = 10_000;
/** 125 kB/s each way. */
const EVERY_MS = 80;
const SILENCE_MS = 30_000;

/** A session that carries numbered payloads both ways and checks every one. Whatever ends it before `end` is a cut. */
export class NumberedSession {
  /** As clients were told it. */
  readonly relay: string;
  readonly startedMs: number;
  cut: string | undefined;
  /** Of both ends. */
  checkedBytes = 0;
  readonly #clock: Clock;
  readonly #ends: readonly [PayloadStream, PayloadStream];
  readonly #done: Promise<unknown>;
  #ending = false;

  constructor(clock: Clock, a: Session, b: Session) {
    this.#clock = clock;
    this.relay = a.relayServer;
    this.startedMs = clock.now();
    this.#ends = [a.stream, b.stream];
    const [controller, device] = this.#ends;
    this.#done = Promise.all([
      this.#send(controller),
      this.#send(device),
      this.#check(controller, "from the device"),
      this.#check(device, "to the device"),
    ]);
  }

  async end(): Promise<void> {
    this.#ending = true;
    for (const stream of this.#ends) stream.destroy();
    await this.#done;
  }

  async #send(stream: PayloadStream): Promise<void> {
    for (let number = 0; !this.#over; number += 1) {
      stream.send(payloadOf(number));
      // By the clock, so that a busy machine catches up.
      await delay(this.#clock, Math.max(1, this.startedMs + (number + 1) * EVERY_MS - this.#clock.now()));
      await stream.drained();
    }
  }

  async #check(stream: PayloadStream, direction: string): Promise<void> {
    for (let number = 0; !this.#over; number += 1) {
      const payload = await stream.receive(SILENCE_MS).catch((error: Error) => error);
      if (this.#over) return;
      if (payload instanceof Error) this.cut = `${direction}, after ${number} payloads: ${payload.message}`;
      else if (!payload.equals(payloadOf(number))) this.cut = `${direction}: payload ${number} came out different`;
      else this.checkedBytes += payload.length;
    }
  }

  get #over(): boolean {
    return this.#ending || this.cut !== undefined;
  }
}

function payloadOf(number: number): Buffer {
  const payload = Buffer.alloc(PAYLOAD_BYTES, number & 255);
  payload.writeUInt32BE(number);
  return payload;
}
