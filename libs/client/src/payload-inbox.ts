import type { Clock } from "@fairlead/base";
import { ConnectionEndedError, NoAnswerError } from "./errors.ts";

interface Waiter {
  readonly resolve: (payload: Buffer) => void;
  readonly reject: (error: Error) => void;
  readonly timer: Disposable;
}

/** Payloads that wait to be received, and receivers that wait for payloads. Says when to stop reading, so that nobody fills the memory. */
export class PayloadInbox {
  readonly #clock: Clock;
  readonly #highWaterBytes: number;
  readonly #setReading: (reading: boolean) => void;
  readonly #payloads: Buffer[] = [];
  readonly #waiters = new Set<Waiter>();
  #bufferedBytes = 0;
  #ended = false;
  #reading = true;

  /** `setReading(false)` is called when more than `highWaterBytes` wait, `setReading(true)` when they are taken. */
  constructor(clock: Clock, highWaterBytes: number, setReading: (reading: boolean) => void) {
    this.#clock = clock;
    this.#highWaterBytes = highWaterBytes;
    this.#setReading = setReading;
  }

  push(payload: Buffer): void {
    const [waiter] = this.#waiters;
    if (waiter !== undefined) {
      this.#settle(waiter, () => waiter.resolve(payload));
      return;
    }
    this.#payloads.push(payload);
    // An empty payload costs an entry all the same.
    this.#bufferedBytes += payload.length + 64;
    this.#regulate();
  }

  /** Forgets what waits to be received. */
  clear(): void {
    this.#payloads.length = 0;
    this.#bufferedBytes = 0;
    this.#regulate();
  }

  /** Nothing more will come; receivers that wait now are told. */
  end(): void {
    this.#ended = true;
    for (const waiter of [...this.#waiters]) this.#settle(waiter, () => waiter.reject(ended()));
  }

  receive(deadlineMs: number): Promise<Buffer> {
    const payload = this.#payloads.shift();
    if (payload !== undefined) {
      this.#bufferedBytes -= payload.length + 64;
      this.#regulate();
      return Promise.resolve(payload);
    }
    if (this.#ended) return Promise.reject(ended());
    return new Promise((resolve, reject) => {
      const timer = this.#clock.after(deadlineMs, () =>
        this.#settle(waiter, () => reject(new NoAnswerError(`no answer within ${deadlineMs} ms`))),
      );
      const waiter: Waiter = { resolve, reject, timer };
      this.#waiters.add(waiter);
    });
  }

  #settle(waiter: Waiter, settle: () => void): void {
    this.#waiters.delete(waiter);
    waiter.timer[Symbol.dispose]();
    settle();
  }

  #regulate(): void {
    const reading = this.#bufferedBytes <= this.#highWaterBytes;
    if (reading === this.#reading) return;
    this.#reading = reading;
    this.#setReading(reading);
  }
}

const ended = (): ConnectionEndedError => new ConnectionEndedError("the connection ended");
