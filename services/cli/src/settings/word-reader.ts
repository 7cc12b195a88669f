import { adviceLine, maskText, SettingsError, type Words, type WordValue } from "@fairlead/runtime";
import type { Notices } from "./notices.ts";

const LARGEST_PORT = 65_535;

/** Reads typed values out of words. What cannot be used is refused with the place where it was written. */
export class WordReader {
  readonly #words: Words;
  readonly notices: Notices;

  constructor(words: Words, notices: Notices) {
    this.#words = words;
    this.notices = notices;
  }

  /** As written, trimmed; `undefined` when absent, which is not the same as empty. */
  text(name: string): string | undefined {
    return this.#words.get(name)?.value.trim();
  }

  /** Absent when empty. */
  filledText(name: string): string | undefined {
    const text = this.text(name);
    return text === "" ? undefined : text;
  }

  written(name: string): WordValue | undefined {
    return this.#words.get(name);
  }

  /** Comma-separated, trimmed, without empty entries; a flag given twice adds up. */
  list(name: string): readonly string[] {
    return this.#words.all(name).flatMap((word) => splitList(word.value));
  }

  /** `Y`, `yes`, `true`, `on` and `1` in any case. */
  isOn(name: string): boolean {
    return /^(y|yes|true|on|1)$/i.test(this.text(name) ?? "");
  }

  port(name: string): number | undefined {
    const text = this.filledText(name);
    if (text === undefined) return undefined;
    const port = Number(text);
    if (/^\d+$/.test(text) && port >= 1 && port <= LARGEST_PORT) return port;
    return this.refuse(name, `${text} is not a port`, `give a number from 1 to ${LARGEST_PORT}`);
  }

  /** A whole number from 0 on. */
  wholeNumber(name: string): number | undefined {
    const text = this.filledText(name);
    if (text === undefined) return undefined;
    if (/^\d{1,15}$/.test(text)) return Number(text);
    return this.refuse(name, `${text} is not a whole number`, "give digits only");
  }

  /** A number above 0; anything else is left out with a warning, as the old relay did in silence. */
  positiveOrIgnored(name: string): number | undefined {
    const text = this.filledText(name);
    if (text === undefined) return undefined;
    const number = Number(text);
    if (Number.isFinite(number) && number > 0) return number;
    const setting = this.setting(name);
    this.notices.warn({
      reason: `${text} is not a number above 0 and is ignored`,
      setting,
      do: "give a number above 0",
    });
    return undefined;
  }

  /** `NAME=value (where it was written)`, or `(default)`. */
  setting(name: string): string {
    const word = this.#words.get(name);
    const label = name.toUpperCase().replaceAll("-", "_");
    return word === undefined ? `${label} (default)` : `${label}=${shown(name, word.value)} (${word.spelling})`;
  }

  refuse(name: string, reason: string, remedy: string): never {
    throw new SettingsError(adviceLine({ reason, setting: this.setting(name), do: remedy }));
  }
}

const SECRET_WORDS: ReadonlySet<string> = new Set([
  "key-priv",
  "admin-token",
  "bus-secret",
  "redis-password",
  "rustdesk-api-jwt-key",
]);

function shown(name: string, value: string): string {
  return SECRET_WORDS.has(name) ? "***" : maskText(value);
}

function splitList(text: string): readonly string[] {
  return text
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}
