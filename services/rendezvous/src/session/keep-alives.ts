import type { Clock } from "@fairlead/base";

/** A connection that is kept while its client answers. */
export interface KeptAlive {
  /** Clock time of its last byte. */
  readonly lastReceivedMs: number;
  /** Clock time since when a frame has begun and is not whole. */
  readonly unfinishedSinceMs: number | undefined;
  /** Time for an empty frame. */
  beat(): void;
  /** Silent for too long. */
  lost(): void;
}

export interface KeepAliveSettings {
  readonly heartbeatMs: number;
  readonly lostAfterMs: number;
  /** A frame that has begun is whole within this time [FR-4]. */
  readonly idleMs: number;
}

const LOOK_EVERY_MS = 1_000;
/** A look later than this means that the process was stopped. */
const MAX_LATE_MS = 4_000;

/** Heartbeats of registration and health-check connections [KA-1] [KA-2]: one timer for all of them, so a beat may come up to a second early. */
export class KeepAlives implements Disposable {
  readonly #clock: Clock;
  readonly #settings: KeepAliveSettings;
  readonly #nextBeatMs = new Map<KeptAlive, number>();
  readonly #looking: Disposable;
  #lookedMs: number;
  #wokeMs = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, settings: KeepAliveSettings) {
    this.#clock = clock;
    this.#settings = settings;
    this.#lookedMs = clock.now();
    this.#looking = clock.every(LOOK_EVERY_MS, () => this.#look(clock.now()));
  }

  get size(): number {
    return this.#nextBeatMs.size;
  }

  /** Harmless twice. */
  add(kept: KeptAlive): void {
    if (!this.#nextBeatMs.has(kept)) this.#nextBeatMs.set(kept, this.#clock.now() + this.#settings.heartbeatMs);
  }

  has(kept: KeptAlive): boolean {
    return this.#nextBeatMs.has(kept);
  }

  delete(kept: KeptAlive): void {
    this.#nextBeatMs.delete(kept);
  }

  [Symbol.dispose](): void {
    this.#looking[Symbol.dispose]();
  }

  #look(nowMs: number): void {
    if (nowMs - this.#lookedMs > LOOK_EVERY_MS + MAX_LATE_MS) this.#wokeMs = nowMs;
    this.#lookedMs = nowMs;
    const { heartbeatMs } = this.#settings;
    for (const [kept, dueMs] of this.#nextBeatMs) {
      if (this.#isLost(kept, nowMs)) kept.lost();
      else if (nowMs > dueMs - LOOK_EVERY_MS) {
        this.#nextBeatMs.set(kept, nowMs + heartbeatMs);
        kept.beat();
      }
    }
  }

  /** What came while this process stood still is read after this, and counts from now. */
  #isLost({ lastReceivedMs, unfinishedSinceMs }: KeptAlive, nowMs: number): boolean {
    const { lostAfterMs, idleMs } = this.#settings;
    const since = (atMs: number): number => nowMs - Math.max(atMs, this.#wokeMs);
    return since(lastReceivedMs) >= lostAfterMs || since(unfinishedSinceMs ?? nowMs) >= idleMs;
  }
}
