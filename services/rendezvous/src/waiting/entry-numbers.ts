/** Numbers from 0 to a bound, each out at most once. What was returned first goes out first, so a late reply rarely meets a new owner. */
export class EntryNumbers {
  readonly #bound: number;
  #next = 0;
  #returned: number[] = [];
  #head = 0;

  constructor(bound: number) {
    this.#bound = bound;
  }

  take(): number | undefined {
    if (this.#next < this.#bound) {
      this.#next += 1;
      return this.#next - 1;
    }
    const number = this.#returned[this.#head];
    if (number === undefined) return undefined;
    this.#head += 1;
    if (this.#head * 2 > this.#bound) this.#compact();
    return number;
  }

  release(number: number): void {
    this.#returned.push(number);
  }

  #compact(): void {
    this.#returned = this.#returned.slice(this.#head);
    this.#head = 0;
  }
}
