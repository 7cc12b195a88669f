import type { OperatorAdvice } from "@fairlead/runtime";

/** `warn`: it will not do what was probably meant. `note`: it is worth knowing. */
export interface Notice {
  readonly level: "warn" | "note";
  readonly advice: OperatorAdvice;
}

/** Collects what to tell before the server starts, in the order found. */
export class Notices {
  readonly #all: Notice[] = [];

  get all(): readonly Notice[] {
    return this.#all;
  }

  warn(advice: OperatorAdvice): void {
    this.#all.push({ level: "warn", advice });
  }

  note(advice: OperatorAdvice): void {
    this.#all.push({ level: "note", advice });
  }
}
