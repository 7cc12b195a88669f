import { type CommandLine, parseCommandLine } from "./command-line.ts";
import { SettingsError } from "./errors.ts";
import { type IniEntry, type IniFile, parseIni } from "./ini-file.ts";
import { nearestName } from "./nearest-name.ts";
import type { WordTable } from "./word-table.ts";
import { type WordSource, Words, type WordValue, type WordWarning } from "./words.ts";

/** A file of settings: where it is, as messages name it, and what it holds. */
export interface SettingsFile {
  readonly path: string;
  readonly text: string;
}

export interface WordSources {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The file that `-c` names. */
  readonly configFile?: SettingsFile;
  /** The `.env` of the data folder. */
  readonly envFile?: SettingsFile;
}

type Layer = ReadonlyMap<string, readonly WordValue[]>;

/** Merges all sources by word, best first: flag, `-c`, `.env`, environment. Throws SettingsError for what nobody may write on a command line. */
export function readWords(table: WordTable, sources: WordSources): Words {
  const line = parseCommandLine(table, sources.argv);
  return mergeWords(table, line, sources);
}

/** The same for a command line that was read before. */
export function mergeWords(table: WordTable, line: CommandLine, sources: Omit<WordSources, "argv">): Words {
  const warnings: WordWarning[] = [];
  const layers = [
    line.values,
    fileLayer(table, sources.configFile, "-c", warnings),
    fileLayer(table, sources.envFile, ".env", warnings),
    environmentLayer(table, sources.environment),
  ];
  const merged = new Map<string, readonly WordValue[]>();
  for (const spec of table.specs) {
    const best = layers.map((layer) => layer.get(spec.name)).find((values) => values !== undefined);
    if (best !== undefined) merged.set(spec.name, best);
  }
  return new Words(merged, line.positionals, warnings);
}

function fileLayer(
  table: WordTable,
  file: SettingsFile | undefined,
  source: WordSource,
  warnings: WordWarning[],
): Layer {
  const layer = new Map<string, readonly WordValue[]>();
  if (file === undefined) return layer;
  const parsed = parseText(file);
  for (const line of parsed.strangeLines) warnings.push(strangeLine(file, line));
  for (const entry of parsed.entries) {
    const spec = table.named(entry.name);
    if (spec === undefined) warnings.push(unknownName(table, file, entry));
    else
      layer.set(spec.name, [
        { value: entry.value, source, spelling: `${entry.name} in ${file.path} line ${entry.line}` },
      ]);
  }
  return layer;
}

function parseText(file: SettingsFile): IniFile {
  if (!file.text.includes("\0")) return parseIni(file.text);
  throw new SettingsError(`${file.path} is not a text file; do: write lines of NAME=value there, or name another file`);
}

function environmentLayer(table: WordTable, environment: WordSources["environment"]): Layer {
  const layer = new Map<string, readonly WordValue[]>();
  for (const [name, value] of Object.entries(environment)) {
    const spec = table.named(name);
    if (spec === undefined || value === undefined) continue;
    layer.set(spec.name, [{ value, source: "environment", spelling: `${name} in the environment` }]);
  }
  return layer;
}

function unknownName(table: WordTable, file: SettingsFile, { name, line }: IniEntry): WordWarning {
  const near = nearestName(name.toUpperCase().replaceAll("_", "-"), table.fileNames);
  const step = near === undefined ? "remove the line if nothing else reads it" : `write ${near} if that was meant`;
  return {
    reason: `${name} is not a setting of this server and is ignored`,
    setting: `${name} (${file.path} line ${line})`,
    do: step,
  };
}

function strangeLine(file: SettingsFile, line: number): WordWarning {
  return {
    reason: "a line is not NAME=value and is ignored",
    setting: `${file.path} line ${line}`,
    do: "write it as NAME=value, or start it with #",
  };
}
