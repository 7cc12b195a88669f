import type { WordReader } from "./word-reader.ts";

const HTTPS_PORT = 443;

/** Where we send `/api`: any http(s) URL, without a slash at its end. */
export function planApiUrl(reader: WordReader): string | undefined {
  const text = reader.filledText("api-url");
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return text.replace(/\/+$/, "");
  return reader.refuse("api-url", `${text} is not an http or https URL`, "write it as http://127.0.0.1:21114");
}

/** What clients are told: another server's word for it, else our own HTTPS port when it leads there. */
export function planClientApiUrl(reader: WordReader): string | undefined {
  const named = reader.filledText("rustdesk-api-rustdesk-api-server");
  if (named !== undefined) return named;
  const [host, port] = [reader.filledText("rustdesk-host"), reader.port("https-port")];
  if (host === undefined || port === undefined || reader.filledText("api-url") === undefined) return undefined;
  return port === HTTPS_PORT ? `https://${host}` : `https://${host}:${port}`;
}
