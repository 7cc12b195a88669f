import type { RelayAdvert } from "@fairlead/cluster";
import { ADVERT_LIFETIME_MS } from "./relay-scripts.ts";

/** One relay's words as they were read. `advert` absent: it left. */
export interface ReadAdvert {
  /** Whose it is. */
  readonly field: string;
  /** By the store's clock. */
  readonly writtenMs: number;
  /** Another with every word of the relay. */
  readonly word: string;
  readonly advert: RelayAdvert | undefined;
}

interface Heard extends ReadAdvert {
  readonly heardAtMs: number;
}

/**
 * Which adverts count, by the clock of whoever reads them: for 5 s since a new word of the relay was read, in which the store answered. While the store is silent nothing
 * grows old, and after it every relay has 5 s to speak again [CL-31].
 */
export class FreshAdverts {
  readonly #heard = new Map<string, Heard>();
  #answeringSinceMs = Number.NEGATIVE_INFINITY;
  #silent = false;

  silent(): void {
    this.#silent = true;
  }

  /** Answers those that count now, newest first. */
  read(adverts: readonly ReadAdvert[], nowMs: number): readonly RelayAdvert[] {
    if (this.#silent) this.#answeringSinceMs = nowMs;
    this.#silent = false;
    for (const read of adverts) {
      if (this.#heard.get(read.field)?.word !== read.word) this.#heard.set(read.field, { ...read, heardAtMs: nowMs });
    }
    const isFresh = ({ heardAtMs }: Heard): boolean =>
      nowMs - Math.max(heardAtMs, this.#answeringSinceMs) <= ADVERT_LIFETIME_MS;
    const there = new Set(adverts.map(({ field }) => field));
    for (const [field, heard] of [...this.#heard]) if (!there.has(field) && !isFresh(heard)) this.#heard.delete(field);
    const fresh = [...this.#heard.values()].filter(isFresh);
    return fresh.sort(newestFirst).flatMap(({ advert }) => advert ?? []);
  }
}

const newestFirst = (one: Heard, other: Heard): number =>
  other.heardAtMs - one.heardAtMs || other.writtenMs - one.writtenMs;
