/** Lets at most `count` pass in any second, not only on average. */
export class WriteWindow {
  readonly #passedAtMs: number[] = [];
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  tryPass(nowMs: number): boolean {
    const oldest = this.#passedAtMs.at(-this.#count);
    if (oldest !== undefined && nowMs - oldest < 1000) return false;
    this.#passedAtMs.push(nowMs);
    if (this.#passedAtMs.length > this.#count) this.#passedAtMs.shift();
    return true;
  }
}
