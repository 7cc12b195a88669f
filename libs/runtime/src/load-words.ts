import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { errorMessage, isSystemError } from "@fairlead/base";
import { parseCommandLine } from "./command-line.ts";
import { SettingsError } from "./errors.ts";
import { mergeWords, type SettingsFile } from "./merge-words.ts";
import type { WordTable } from "./word-table.ts";
import type { Words } from "./words.ts";

export interface LoadWordsInput {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the process runs: relative paths on the command line start here. */
  readonly workingDir: string;
  /** The word that names the file of settings, such as `config`. */
  readonly configWord?: string;
  /** The word that names the data folder, such as `data-dir`; the working folder when absent or not written. */
  readonly dataDirWord?: string;
}

export interface LoadedWords {
  readonly words: Words;
  /** Absolute. */
  readonly dataDir: string;
}

/** Reads the command line, then the files it leads to, then merges all. Throws SettingsError, also for a `-c FILE` that cannot be read. */
export function loadWords(table: WordTable, input: LoadWordsInput): LoadedWords {
  const line = parseCommandLine(table, input.argv);
  const written = (name: string | undefined): string | undefined =>
    name === undefined ? undefined : line.values.get(name)?.at(-1)?.value;
  const dataDir = resolve(input.workingDir, written(input.dataDirWord) ?? ".");
  const configFile = readConfigFile(input.workingDir, written(input.configWord));
  const envFile = readEnvFile(dataDir);
  const files = { ...(configFile && { configFile }), ...(envFile && { envFile }) };
  return { words: mergeWords(table, line, { environment: input.environment, ...files }), dataDir };
}

function readConfigFile(workingDir: string, path: string | undefined): SettingsFile | undefined {
  if (path === undefined || path === "") return undefined;
  try {
    return { path, text: readFileSync(resolve(workingDir, path), "utf8") };
  } catch (cause) {
    throw new SettingsError(`cannot read ${path} (-c): ${reasonOf(cause)}; do: name a file of NAME=value lines`, {
      cause,
    });
  }
}

/** An absent `.env` is the usual case; one that is there and cannot be read is an error, not a guess. */
function readEnvFile(dataDir: string): SettingsFile | undefined {
  const path = join(dataDir, ".env");
  try {
    return { path: ".env", text: readFileSync(path, "utf8") };
  } catch (cause) {
    if (isSystemError(cause, "ENOENT", "ENOTDIR")) return undefined;
    throw new SettingsError(`cannot read ${path}: ${reasonOf(cause)}; do: make it readable, or remove it`, { cause });
  }
}

function reasonOf(cause: unknown): string {
  if (isSystemError(cause, "ENOENT")) return "there is no such file";
  if (isSystemError(cause, "EACCES")) return "permission denied";
  if (isSystemError(cause, "EISDIR")) return "it is a folder";
  return errorMessage(cause);
}
