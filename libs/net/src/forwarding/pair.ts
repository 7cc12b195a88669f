import type { DropReason } from "@fairlead/base";
import type { JoinEnd, JoinOptions } from "@fairlead/cluster";
import { Direction } from "./direction.ts";
import type { Leg, LegSink } from "./leg.ts";

/** How long a client whose partner is gone may take to close its own end, once it has taken everything, in milliseconds. */
const LINGER_MS = 1_000;

/** Two joined legs until both are over. */
export class Pair {
  readonly #first: Leg;
  readonly #second: Leg;
  readonly #forward: Direction;
  readonly #backward: Direction;
  readonly #options: JoinOptions;
  readonly #settle: (end: JoinEnd) => void;
  #end: JoinEnd = "closed";
  #idleTimer: Disposable | undefined;
  #lingerTimer: Disposable | undefined;

  readonly #onAbort = (): void => this.#destroyBoth("aborted", "aborted");
  readonly #onOverQuota = (): void => this.#destroyBoth("overQuota", "over_quota");

  constructor(first: Leg, second: Leg, options: JoinOptions, settle: (end: JoinEnd) => void) {
    this.#first = first;
    this.#second = second;
    this.#options = options;
    this.#settle = settle;
    this.#forward = new Direction(first, second, options.forward, options.clock, this.#onOverQuota);
    this.#backward = new Direction(second, first, options.backward, options.clock, this.#onOverQuota);
  }

  start(): void {
    const { signal, idleTimeoutMs } = this.#options;
    this.#armIdle(idleTimeoutMs);
    signal.addEventListener("abort", this.#onAbort, { once: true });
    this.#first.attach(this.#sink(this.#first, this.#second, this.#forward, this.#backward));
    this.#second.attach(this.#sink(this.#second, this.#first, this.#backward, this.#forward));
    if (signal.aborted) this.#onAbort();
  }

  /** What a leg hears from us: its units go `out`, and it is the receiver of `back`. */
  #sink(leg: Leg, other: Leg, out: Direction, back: Direction): LegSink {
    return {
      received: (unit) => (other.closed ? true : out.forward(unit)),
      ended: () => other.end(),
      drained: () => back.receiverDrained(),
      gone: () => this.#onGone(leg, other, out),
    };
  }

  /** What was read from it still goes out, then the other client learns of the end. */
  #onGone(leg: Leg, other: Leg, out: Direction): void {
    if (other.closed && leg.closed) this.#finish();
    if (other.closed) return;
    other.end();
    other.resume();
    this.#linger(other, out);
  }

  #linger(other: Leg, out: Direction): void {
    this.#lingerTimer = this.#options.clock.after(LINGER_MS, () => {
      if (out.waitsForReceiver) this.#linger(other, out);
      else other.destroy("idle");
    });
  }

  #armIdle(delayMs: number): void {
    this.#idleTimer = this.#options.clock.after(delayMs, this.#onIdleTimer);
  }

  /** A pause that a limit asked for is not the clients' silence. */
  readonly #onIdleTimer = (): void => {
    const { clock, idleTimeoutMs } = this.#options;
    const lastUnitMs = Math.max(this.#forward.lastUnitMs, this.#backward.lastUnitMs);
    const leftMs = lastUnitMs + idleTimeoutMs - clock.now();
    if (leftMs > 0) this.#armIdle(leftMs);
    else if (this.#forward.paused || this.#backward.paused) this.#armIdle(idleTimeoutMs);
    else this.#destroyBoth("idle", "idle");
  };

  #destroyBoth(end: JoinEnd, reason: DropReason): void {
    this.#end = end;
    this.#first.destroy(reason);
    this.#second.destroy(reason);
  }

  #finish(): void {
    this.#idleTimer?.[Symbol.dispose]();
    this.#lingerTimer?.[Symbol.dispose]();
    this.#forward.stop();
    this.#backward.stop();
    this.#options.signal.removeEventListener("abort", this.#onAbort);
    this.#settle(this.#end);
  }
}
