import { resolve } from "node:path";
import { errorMessage } from "@fairlead/base";
import type { WordReader } from "./word-reader.ts";

/** Files that words name: paths relative to the data dir, and the text of those that hold a secret. */
export class SecretFiles {
  readonly #reader: WordReader;
  readonly #dataDir: string;
  readonly #readFile: (path: string) => string;

  constructor(reader: WordReader, dataDir: string, readFile: (path: string) => string) {
    this.#reader = reader;
    this.#dataDir = dataDir;
    this.#readFile = readFile;
  }

  /** Absolute; `undefined` when nobody named one. */
  path(name: string): string | undefined {
    const path = this.#reader.filledText(name);
    return path === undefined ? undefined : resolve(this.#dataDir, path);
  }

  /** As `path`; refuses one that cannot be read, before anything is waited for. */
  readable(name: string): string | undefined {
    const path = this.path(name);
    if (path !== undefined) this.#read(name, path);
    return path;
  }

  /** What the file holds, without blanks around it; refuses one that cannot be read or holds nothing. */
  secret(name: string): string | undefined {
    const path = this.path(name);
    if (path === undefined) return undefined;
    const text = this.#read(name, path).trim();
    return text === "" ? this.#reader.refuse(name, `${path} is empty`, "put a long random text into it") : text;
  }

  #read(name: string, path: string): string {
    try {
      return this.#readFile(path);
    } catch (error) {
      const why = errorMessage(error);
      return this.#reader.refuse(name, `${path} cannot be read: ${why}`, "check the path and its permissions");
    }
  }
}
