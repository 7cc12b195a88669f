import { foldName, type WordSpec } from "./words.ts";

/** The words that one command knows, by every way to write them. */
export class WordTable {
  readonly specs: readonly WordSpec[];
  readonly #flags = new Map<string, WordSpec>();
  readonly #shorts = new Map<string, WordSpec>();
  readonly #fileNames = new Map<string, WordSpec>();

  constructor(specs: readonly WordSpec[]) {
    this.specs = specs;
    for (const spec of specs) this.#add(spec);
  }

  /** By its long flag without the dashes. */
  flag(name: string): WordSpec | undefined {
    return this.#flags.get(foldName(name));
  }

  /** By its letter. */
  short(letter: string): WordSpec | undefined {
    return this.#shorts.get(letter);
  }

  /** By the name a file or the environment uses. */
  named(name: string): WordSpec | undefined {
    return this.#fileNames.get(foldName(name));
  }

  /** Every long flag, dashes included. */
  get flagNames(): readonly string[] {
    return [...this.#flags.keys()].map((name) => `--${name}`);
  }

  /** Every name for files, in the capitals that people use there. */
  get fileNames(): readonly string[] {
    return [...this.#fileNames.keys()].map((name) => name.toUpperCase());
  }

  #add(spec: WordSpec): void {
    if (spec.from !== "environment") {
      this.#flags.set(foldName(spec.name), spec);
      if (spec.short !== undefined) this.#shorts.set(spec.short, spec);
    }
    if (spec.from === "flag") return;
    for (const name of [spec.name, ...(spec.aliases ?? [])]) this.#fileNames.set(foldName(name), spec);
  }
}
