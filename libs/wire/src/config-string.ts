import { WireError } from "./errors.ts";

/** What a client needs to find its server. Empty text = not set. */
export interface ClientConfig {
  readonly host: string;
  readonly key: string;
  readonly api: string;
  readonly relay: string;
}

const reversed = (text: string): string => [...text].reverse().join("");

/** The string that people paste into clients [KEY-7]: JSON, base64url without padding, reversed. */
export function encodeConfigString(config: ClientConfig): string {
  const { key, host, api, relay } = config;
  return reversed(Buffer.from(JSON.stringify({ key, host, api, relay })).toString("base64url"));
}

/** Reads the string or the bare JSON, as clients do. Throws WIRE_BAD_CONFIG_STRING. */
export function decodeConfigString(text: string): ClientConfig {
  const trimmed = text.trim().replace(/^config=/, "");
  const json = trimmed.startsWith("{") ? trimmed : Buffer.from(reversed(trimmed), "base64url").toString();
  return fieldsOf(parse(json));
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new WireError("WIRE_BAD_CONFIG_STRING", "this is neither a config string nor its JSON", { cause });
  }
}

function fieldsOf(value: unknown): ClientConfig {
  const fields = new Map<string, unknown>(Object.entries(value ?? {}));
  const text = (name: string): string => {
    const field = fields.get(name) ?? "";
    if (typeof field === "string") return field;
    throw new WireError("WIRE_BAD_CONFIG_STRING", `"${name}" in the config string is not text`);
  };
  return { host: text("host"), key: text("key"), api: text("api"), relay: text("relay") };
}
