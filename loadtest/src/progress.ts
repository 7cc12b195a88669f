import type { Clock } from "@fairlead/base";

/** One line that is written over itself on a terminal, and said every ten seconds elsewhere. */
export class Progress implements Disposable {
  readonly #out: { readonly isTTY?: boolean; write(text: string): unknown };
  readonly #timer: Disposable;
  #line = "";

  constructor(clock: Clock, out: { readonly isTTY?: boolean; write(text: string): unknown }) {
    this.#out = out;
    this.#timer = clock.every(out.isTTY ? 200 : 10_000, () => this.#write());
  }

  show(line: string): void {
    this.#line = line;
  }

  /** A line that stays. */
  done(line: string): void {
    this.#line = "";
    this.#out.write(`${this.#out.isTTY ? "\r\x1b[K" : ""}${line}\n`);
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
  }

  #write(): void {
    if (this.#line !== "") this.#out.write(this.#out.isTTY ? `\r\x1b[K${this.#line}` : `${this.#line}\n`);
  }
}
