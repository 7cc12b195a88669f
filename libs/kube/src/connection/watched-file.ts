import { readFile } from "node:fs/promises";
import { type Clock, errorCode, errorMessage } from "@fairlead/base";
import { KubeOpenError } from "../errors.ts";

/** A file is not read more often than this unless what it gave was refused. */
const FRESH_MS = 10_000;

/** A file that others replace: the text in it, at most 10 s old [KU-30]. A file that cannot be read gives what it gave before, as long as there is that. */
export class WatchedFile {
  readonly #clock: Clock;
  readonly #path: string;
  #text: string | undefined;
  #readAtMs = 0;

  constructor(clock: Clock, path: string) {
    this.#clock = clock;
    this.#path = path;
  }

  async text(again = false): Promise<string> {
    const known = this.#text;
    if (known !== undefined && !again && this.#clock.now() - this.#readAtMs < FRESH_MS) return known;
    try {
      this.#text = (await readFile(this.#path, "utf8")).trim() || known;
      this.#readAtMs = this.#clock.now();
    } catch (error) {
      if (known === undefined) throw this.#unreadable(errorCode(error) ?? errorMessage(error), error);
    }
    if (this.#text === undefined) throw this.#unreadable("it is empty", undefined);
    return this.#text;
  }

  #unreadable(reason: string, cause: unknown): KubeOpenError {
    const advice = "do: mount the service account's token, or name a kubeconfig";
    return new KubeOpenError(`${this.#path} cannot be read: ${reason}; ${advice}`, { cause });
  }
}
