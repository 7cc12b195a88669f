import { SettingsError } from "./errors.ts";
import { nearestName } from "./nearest-name.ts";
import type { WordTable } from "./word-table.ts";
import type { WordSpec, WordValue } from "./words.ts";

export interface CommandLine {
  /** By the name of the word, in the order written. */
  readonly values: ReadonlyMap<string, readonly WordValue[]>;
  readonly positionals: readonly string[];
}

/**
 * Reads flags: `-k X`, `-kX`, `-k=X`, `--key X`, `--key=X`, and `--` before words that only look like flags. A value may be empty. Throws SettingsError for a
 * flag that the table does not know, or that lacks its value.
 */
export function parseCommandLine(table: WordTable, argv: readonly string[]): CommandLine {
  return new ArgumentReader(table, argv).read();
}

class ArgumentReader {
  readonly #table: WordTable;
  readonly #argv: readonly string[];
  readonly #values = new Map<string, WordValue[]>();
  readonly #positionals: string[] = [];
  #at = 0;

  constructor(table: WordTable, argv: readonly string[]) {
    this.#table = table;
    this.#argv = argv;
  }

  read(): CommandLine {
    for (let argument = this.#next(); argument !== undefined; argument = this.#next()) {
      if (argument === "--") this.#positionals.push(...this.#rest());
      else if (argument.startsWith("--")) this.#readLong(argument);
      else if (argument.startsWith("-") && argument !== "-") this.#readShort(argument);
      else this.#positionals.push(argument);
    }
    return { values: this.#values, positionals: this.#positionals };
  }

  #readLong(argument: string): void {
    const equals = argument.indexOf("=");
    const flag = equals < 0 ? argument : argument.slice(0, equals);
    const spec = this.#table.flag(flag.slice(2));
    if (spec === undefined) throw this.#unknown(flag);
    if (equals >= 0 && !spec.takesValue) throw valueless(flag);
    this.#keep(spec, flag, equals < 0 ? this.#valueOf(spec, flag) : argument.slice(equals + 1));
  }

  #readShort(argument: string): void {
    const flag = argument.slice(0, 2);
    const spec = this.#table.short(argument.slice(1, 2));
    if (spec === undefined) throw this.#unknown(argument);
    const rest = argument.slice(2);
    if (rest === "") this.#keep(spec, flag, this.#valueOf(spec, flag));
    else if (spec.takesValue) this.#keep(spec, flag, rest.replace(/^=/, ""));
    else if (rest.startsWith("=")) throw valueless(flag);
    else {
      this.#keep(spec, flag, "Y");
      this.#readShort(`-${rest}`);
    }
  }

  #valueOf(spec: WordSpec, flag: string): string {
    if (!spec.takesValue) return "Y";
    const value = this.#argv[this.#at];
    if (value === undefined || this.#isFlag(value)) throw valueMissing(spec, flag);
    this.#at += 1;
    return value;
  }

  #isFlag(text: string): boolean {
    if (text === "--") return true;
    if (text.startsWith("--")) return this.#table.flag(text.slice(2).split("=")[0] ?? "") !== undefined;
    return text.length === 2 && text.startsWith("-") && this.#table.short(text.slice(1)) !== undefined;
  }

  #keep(spec: WordSpec, flag: string, value: string): void {
    const entry: WordValue = { value, source: "flag", spelling: flag };
    this.#values.set(spec.name, [...(this.#values.get(spec.name) ?? []), entry]);
  }

  #unknown(flag: string): SettingsError {
    const near = nearestName(flag.toLowerCase().replaceAll("_", "-"), this.#table.flagNames);
    const step = near === undefined ? "see --help for the flags there are" : `write ${near}, or see --help`;
    return new SettingsError(`unknown flag ${flag}; do: ${step}`);
  }

  #next(): string | undefined {
    const argument = this.#argv[this.#at];
    this.#at += 1;
    return argument;
  }

  #rest(): readonly string[] {
    const rest = this.#argv.slice(this.#at);
    this.#at = this.#argv.length;
    return rest;
  }
}

function valueMissing(spec: WordSpec, flag: string): SettingsError {
  return new SettingsError(
    `${flag} has no value; do: write ${flag} ${spec.valueName ?? "VALUE"}, or ${flag} '' for an empty one`,
  );
}

function valueless(flag: string): SettingsError {
  return new SettingsError(`${flag} takes no value; do: write ${flag} alone`);
}
