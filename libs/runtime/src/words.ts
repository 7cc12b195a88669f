/** One setting as people write it: on the command line, in a file, in the environment. */
export interface WordSpec {
  /** In kebab-case, such as `relay-servers`. Everywhere, case, `-` and `_` are alike. */
  readonly name: string;
  /** The one-letter flag, case-sensitive. */
  readonly short?: string;
  /** False for a switch: its flag stands alone and reads `Y`. */
  readonly takesValue: boolean;
  /** How `--help` calls the value, such as `HOST,…`. */
  readonly valueName?: string;
  readonly help: string;
  /** Where it may be written; everywhere when absent. */
  readonly from?: "flag" | "environment";
  /** Further names under which files and the environment may hold it. */
  readonly aliases?: readonly string[];
}

/** `flag` beats `-c FILE` beats `.env` beats `environment`. */
export type WordSource = "flag" | "-c" | ".env" | "environment" | "default";

export interface WordValue {
  /** May be empty: an empty value was written, which is not the same as absent. */
  readonly value: string;
  readonly source: WordSource;
  /** The name and place as written, such as `--key`, `KEY in .env line 3`, `KEY in the environment`. */
  readonly spelling: string;
}

/** Something was written that nobody here reads; the server starts all the same. */
export interface WordWarning {
  readonly reason: string;
  readonly setting: string;
  readonly do: string;
}

/** What was written, best source first per word. */
export class Words {
  readonly #values: ReadonlyMap<string, readonly WordValue[]>;
  readonly positionals: readonly string[];
  readonly warnings: readonly WordWarning[];

  constructor(
    values: ReadonlyMap<string, readonly WordValue[]>,
    positionals: readonly string[],
    warnings: readonly WordWarning[],
  ) {
    this.#values = values;
    this.positionals = positionals;
    this.warnings = warnings;
  }

  /** The value that counts: of the best source, the last one written. `undefined` when absent everywhere. */
  get(name: string): WordValue | undefined {
    return this.all(name).at(-1);
  }

  /** Every value of the best source in the order written: a flag may be given twice. */
  all(name: string): readonly WordValue[] {
    return this.#values.get(foldName(name)) ?? [];
  }

  has(name: string): boolean {
    return this.all(name).length > 0;
  }
}

/** What two spellings of one name have in common. */
export function foldName(name: string): string {
  return name.toLowerCase().replaceAll("_", "-");
}
