import type { Clock } from "@fairlead/base";
import type { MembershipSettings } from "./membership-settings.ts";

export interface StallWatch {
  /** Since the last renewal that held began; 0 when that says nothing. */
  leaseAgeMs(): number;
  /** This process has run again after it stood still. */
  woke(lateMs: number): void;
}

/**
 * Notices that this process stood still for so long that its lease may be another's [CL-7]: stopped, suspended with its machine, or busy in one long step. Whoever asks is
 * answered by the clock, not by a timer: after a stop, datagrams may be read before the first timer runs.
 */
export class StallGuard implements Disposable {
  readonly #clock: Clock;
  readonly #settings: MembershipSettings;
  readonly #watch: StallWatch;
  readonly #timer: Disposable;
  #beatAtMs: number;
  #wokeAtMs: number | undefined;

  constructor(clock: Clock, settings: MembershipSettings, watch: StallWatch) {
    this.#clock = clock;
    this.#settings = settings;
    this.#watch = watch;
    this.#beatAtMs = clock.now();
    this.#timer = clock.every(settings.beatMs, () => {
      this.#look();
      this.#beatAtMs = clock.now();
    });
  }

  /** From waking up until a renewal that began after it has finished. */
  get stalled(): boolean {
    this.#look();
    return this.#wokeAtMs !== undefined;
  }

  /**
   * A renewal that began then has finished, whatever came of it. When the store was silent the node goes on as it was: nobody can have taken over what the store would
   * have had to give away, and a node that waits for a silent store would be as dead as the store.
   */
  renewed(startedMs: number): void {
    if (this.#wokeAtMs !== undefined && startedMs >= this.#wokeAtMs) this.#wokeAtMs = undefined;
  }

  /** Until a renewal has said otherwise, the lease may be another's. */
  doubt(): void {
    this.#wokeAtMs = this.#clock.now();
  }

  /** What began then was interrupted. */
  wokeSince(startedMs: number): boolean {
    return this.stalled && this.#wokeAtMs !== undefined && startedMs < this.#wokeAtMs;
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
  }

  #look(): void {
    const nowMs = this.#clock.now();
    const lateMs = nowMs - this.#beatAtMs - this.#settings.beatMs;
    if (lateMs <= this.#settings.maxLateMs && !this.#mayHaveRunOut(lateMs)) return;
    this.#beatAtMs = nowMs;
    this.#wokeAtMs = nowMs;
    this.#watch.woke(lateMs);
  }

  /** A shorter stop that came just before a renewal was due. */
  #mayHaveRunOut(lateMs: number): boolean {
    return lateMs > 2 * this.#settings.beatMs && this.#watch.leaseAgeMs() > this.#settings.leaseMs;
  }
}
