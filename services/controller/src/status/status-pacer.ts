import { RetryPauses } from "../apply/retry-pauses.ts";
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

/** Says which statuses to write now [KU-8]. States go before loads, and of loads the one that has waited longest. */
export class StatusPacer {
  readonly #window = new WriteWindow(WRITES_PER_SECOND);
  readonly #written = new Map<string, Written>();
  readonly #pauses = new RetryPauses();
  /** Of statuses that are the same objects for many rounds: there may be thousands. */
  readonly #texts = new WeakMap<object, string>();

  /** `wanted`: all objects there are; others are forgotten. */
  choose<T extends WantedStatus>(all: readonly T[], nowMs: number): readonly T[] {
    this.#forget(new Set(all.map(({ key }) => key)));
    const changed = all.filter((one) => !this.#isInForce(one) && !this.#pauses.isPaused(one.key, nowMs));
    const { states = [], loads = [] } = Object.groupBy(changed, (one) => (this.#isState(one) ? "states" : "loads"));
    const due = loads.filter((one) => nowMs - this.#atMs(one) >= LOAD_EVERY_MS);
    due.sort((one, other) => this.#atMs(one) - this.#atMs(other));
    return [...states, ...due].filter(() => this.#window.tryPass(nowMs));
  }

  /** `live`: the status in the server's answer. */
  wrote(key: string, wanted: unknown, live: unknown, nowMs: number): void {
    this.#pauses.succeeded(key);
    const texts = { wanted: canonicalText(wanted), state: stateText(wanted), live: canonicalText(live) };
    this.#written.set(key, { ...texts, atMs: nowMs });
  }

  failed(key: string, nowMs: number): void {
    this.#pauses.failed(key, nowMs);
  }

  /** Also where the server keeps a status otherwise than it was written. */
  #isInForce({ key, wanted, live }: WantedStatus): boolean {
    const [wantedText, liveText] = [this.#text(wanted), this.#text(live)];
    const written = this.#written.get(key);
    return wantedText === liveText || (written?.wanted === wantedText && written.live === liveText);
  }

  #isState({ key, wanted, live }: WantedStatus): boolean {
    const written = this.#written.get(key);
    const before = written?.live === this.#text(live) ? written.state : stateText(live);
    return stateText(wanted) !== before;
  }

  #text(status: unknown): string {
    if (typeof status !== "object" || status === null) return canonicalText(status);
    const known = this.#texts.get(status);
    if (known !== undefined) return known;
    const text = canonicalText(status);
    this.#texts.set(status, text);
    return text;
  }

  #atMs({ key }: WantedStatus): number {
    return this.#written.get(key)?.atMs ?? Number.NEGATIVE_INFINITY;
  }

  #forget(kept: ReadonlySet<string>): void {
    this.#pauses.keep(kept);
    for (const key of this.#written.keys()) if (!kept.has(key)) this.#written.delete(key);
  }
}
