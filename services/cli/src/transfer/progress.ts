import type { Clock } from "@fairlead/base";
import type { Screen } from "../world.ts";

const BAR_WIDTH = 30;
const REDRAW_MS = 100;
const LINE_EVERY_MS = 10_000;

/** How far a long command is: a bar where a person looks, a line every ten seconds elsewhere. `total` 0 = nobody knows. */
export class Progress {
  readonly #screen: Screen;
  readonly #clock: Clock;
  readonly #what: string;
  readonly #total: number;
  #done = 0;
  #shownAtMs: number;

  constructor(screen: Screen, clock: Clock, what: string, total: number) {
    this.#screen = screen;
    this.#clock = clock;
    this.#what = what;
    this.#total = total;
    this.#shownAtMs = clock.now();
  }

  add(count: number): void {
    this.#done += count;
    const now = this.#clock.now();
    if (now - this.#shownAtMs < (this.#screen.isTerminal ? REDRAW_MS : LINE_EVERY_MS)) return;
    this.#shownAtMs = now;
    this.#screen.write(this.#screen.isTerminal ? `\r${this.#text()}` : `${this.#text()}\n`);
  }

  /** Leaves a line that is whole. */
  end(): void {
    if (this.#screen.isTerminal) this.#screen.write(`\r${this.#text()}\n`);
  }

  #text(): string {
    const done = `${this.#done.toLocaleString("en")} ${this.#what}`;
    if (this.#total === 0) return done;
    const part = Math.min(1, this.#done / this.#total);
    const bar = "#".repeat(Math.round(part * BAR_WIDTH)).padEnd(BAR_WIDTH, ".");
    const percent = `${Math.floor(part * 100)} %`.padStart(5);
    return this.#screen.isTerminal ? `[${bar}] ${percent}  ${done}` : `${percent.trim()}  ${done}`;
  }
}
