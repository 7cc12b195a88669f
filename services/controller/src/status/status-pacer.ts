import { canonicalText, stateText } from "./status-text.ts";
import { WriteWindow } from "./write-window.ts";

/** A status that is wanted, and the one that is there. */
export interface WantedStatus {
  /** One object. */
  readonly key: string;
  readonly wanted: unknown;
  /** As watched last. */
  readonly live: unknown;
}

interface Written {
  readonly wanted: string;
  readonly state: string;
  /** What the server made of it. */
  readonly live: string;
  readonly atMs: number;
}

/** Of one object, for changes that are no state. */
const LOAD_EVERY_MS = 15_000;
/** Of all objects together. */
const WRITES_PER_SECOND = 20;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;

/** Says which statuses to write now [KU-8]. States go before loads, and of loads the one that has waited longest. */
export class StatusPacer {
  readonly #window = new WriteWindow(WRITES_PER_SECOND);
  readonly #written = new Map<string, Written>();
  readonly #failures = new Map<string, { readonly count: number; readonly untilMs: number }>();

  /** `wanted`: all objects there are; others are forgotten. */
  choose<T extends WantedStatus>(all: readonly T[], nowMs: number): readonly T[] {
    this.#forget(new Set(all.map(({ key }) => key)));
    const changed = all.filter((one) => !this.#isInForce(one) && !this.#isPaused(one.key, nowMs));
    const states = changed.filter((one) => this.#isState(one));
    const loads = changed.filter((one) => !this.#isState(one) && nowMs - this.#atMs(one) >= LOAD_EVERY_MS);
    loads.sort((one, other) => this.#atMs(one) - this.#atMs(other));
    return [...states, ...loads].filter(() => this.#window.tryPass(nowMs));
  }

  /** `live`: the status in the server's answer. */
  wrote(key: string, wanted: unknown, live: unknown, nowMs: number): void {
    this.#failures.delete(key);
    const texts = { wanted: canonicalText(wanted), state: stateText(wanted), live: canonicalText(live) };
    this.#written.set(key, { ...texts, atMs: nowMs });
  }

  failed(key: string, nowMs: number): void {
    const count = (this.#failures.get(key)?.count ?? 0) + 1;
    const pauseMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (count - 1));
    this.#failures.set(key, { count, untilMs: nowMs + pauseMs });
  }

  /** Also where the server keeps a status otherwise than it was written. */
  #isInForce({ key, wanted, live }: WantedStatus): boolean {
    const [wantedText, liveText] = [canonicalText(wanted), canonicalText(live)];
    const written = this.#written.get(key);
    return wantedText === liveText || (written?.wanted === wantedText && written.live === liveText);
  }

  #isState({ key, wanted, live }: WantedStatus): boolean {
    const written = this.#written.get(key);
    const before = written?.live === canonicalText(live) ? written.state : stateText(live);
    return stateText(wanted) !== before;
  }

  #isPaused(key: string, nowMs: number): boolean {
    return nowMs < (this.#failures.get(key)?.untilMs ?? Number.NEGATIVE_INFINITY);
  }

  #atMs({ key }: WantedStatus): number {
    return this.#written.get(key)?.atMs ?? Number.NEGATIVE_INFINITY;
  }

  #forget(kept: ReadonlySet<string>): void {
    for (const map of [this.#written, this.#failures])
      for (const key of map.keys()) if (!kept.has(key)) map.delete(key);
  }
}
