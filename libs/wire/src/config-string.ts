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

/**
 * Reads what clients read: the string (padded or not, either base64 alphabet), the bare JSON, either behind `config=` as in a QR code, and the plain form
 * `host=h,key=k,api=a,relay=r`. Throws WIRE_BAD_CONFIG_STRING, also when no host is named.
 */
export function decodeConfigString(text: string): ClientConfig {
  const trimmed = text.trim().replace(/^config=/, "");
  const config = /^host=/i.test(trimmed) ? plainForm(trimmed) : fieldsOf(parse(jsonOf(trimmed)));
  if (config.host !== "") return config;
  throw new WireError("WIRE_BAD_CONFIG_STRING", "the config string names no host");
}

const jsonOf = (text: string): string =>
  text.startsWith("{") ? text : Buffer.from(reversed(text), "base64url").toString();

/** Names in any case; values hold no commas. */
function plainForm(text: string): ClientConfig {
  const pairs = text.split(",").map((pair) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at).trim().toLowerCase(), pair.slice(at + 1).trim()] as const;
  });
  return fieldsOf(Object.fromEntries(pairs));
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
