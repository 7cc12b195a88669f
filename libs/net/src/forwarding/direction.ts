import type { Clock } from "@fairlead/base";
import type { Lane } from "@fairlead/cluster";
import type { Leg } from "./leg.ts";

const BITS_PER_BYTE = 8;
/** Pauses longer than this come in visible jerks: smaller reads make them shorter and more frequent. */
const SMOOTH_PAUSE_MS = 100;
/** A rate may have changed during a pause: it is looked at again after this long. */
const LOOK_AGAIN_MS = 500;
/** What is shorter is over: timers are no finer. */
const SHORTEST_PAUSE_MS = 1;

/**
 * One direction of a pair: reads from one leg, writes to the other, and stops reading while the receiver has not taken the last unit or a limit asks for a
 * pause. Knows nothing of the direction back.
 */
export class Direction {
  readonly #from: Leg;
  readonly #to: Leg;
  readonly #lane: Lane;
  readonly #clock: Clock;
  readonly #maxBytes: number;
  readonly #onOverQuota: () => void;
  #waitsForReceiver = false;
  #pause: Disposable | undefined;
  #lastUnitMs: number;

  constructor(from: Leg, to: Leg, lane: Lane, clock: Clock, onOverQuota: () => void) {
    this.#onOverQuota = onOverQuota;
    this.#maxBytes = lane.maxBytes ?? Number.POSITIVE_INFINITY;
    this.#from = from;
    this.#to = to;
    this.#lane = lane;
    this.#clock = clock;
    this.#lastUnitMs = clock.now();
  }

  /** Clock time of the last unit that was read. */
  get lastUnitMs(): number {
    return this.#lastUnitMs;
  }

  /** It is we who do not read now. */
  get paused(): boolean {
    return this.#pause !== undefined;
  }

  get waitsForReceiver(): boolean {
    return this.#waitsForReceiver;
  }

  /** Answers whether to read on at once. */
  forward(unit: Buffer): boolean {
    const nowMs = this.#clock.now();
    this.#lastUnitMs = nowMs;
    if (this.#lane.meter.bytes + unit.length > this.#maxBytes) return this.#refuse();
    this.#waitsForReceiver = !this.#to.write(unit);
    const pauseMs = this.#charge(unit.length, nowMs);
    if (pauseMs > 0) this.#pauseFor(pauseMs);
    return pauseMs === 0 && !this.#waitsForReceiver;
  }

  /** The receiver has taken the last unit. */
  receiverDrained(): void {
    if (!this.#waitsForReceiver) return;
    this.#waitsForReceiver = false;
    if (this.#pause === undefined) this.#from.resume();
  }

  stop(): void {
    this.#pause?.[Symbol.dispose]();
    this.#pause = undefined;
  }

  #refuse(): boolean {
    this.#onOverQuota();
    return false;
  }

  /** Each bucket is charged, also when another one already asks for a pause. */
  #charge(byteCount: number, nowMs: number): number {
    this.#lane.meter.add(byteCount);
    let pauseMs = 0;
    for (const bucket of this.#lane.buckets) {
      pauseMs = Math.max(pauseMs, bucket.take(byteCount * BITS_PER_BYTE, nowMs));
    }
    return pauseMs;
  }

  #pauseFor(pauseMs: number): void {
    if (pauseMs > SMOOTH_PAUSE_MS) this.#from.readSmaller();
    this.#arm(pauseMs);
  }

  #arm(pauseMs: number): void {
    this.#pause = this.#clock.after(Math.min(pauseMs, LOOK_AGAIN_MS), this.#onPauseOver);
  }

  readonly #onPauseOver = (): void => {
    const leftMs = this.#remaining(this.#clock.now());
    this.#pause = undefined;
    if (leftMs >= SHORTEST_PAUSE_MS) this.#arm(leftMs);
    else if (!this.#waitsForReceiver) this.#from.resume();
  };

  #remaining(nowMs: number): number {
    let leftMs = 0;
    for (const bucket of this.#lane.buckets) leftMs = Math.max(leftMs, bucket.remaining(nowMs));
    return leftMs;
  }
}
