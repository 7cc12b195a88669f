import type { Random } from "@fairlead/base";
import { KubeError } from "../errors.ts";

const FIRST_MS = 200;
const LONGEST_MS = 30_000;

/** How long to wait after each failure: doubled, jittered so that many do not come back as one, and never shorter than the server asked [KU-28]. */
export class Backoff {
  readonly #random: Random;
  #failures = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  reset(): void {
    this.#failures = 0;
  }

  after(error: unknown): number {
    const share = this.#random.uint32() / 2 ** 32;
    const ownMs = Math.min(FIRST_MS * 2 ** this.#failures, LONGEST_MS) * (0.5 + share / 2);
    this.#failures = Math.min(this.#failures + 1, 16);
    const askedMs = error instanceof KubeError ? (error.retryAfterMs ?? 0) : 0;
    return Math.max(ownMs, askedMs * (1 + share / 4));
  }
}
