import type { IncomingMessage } from "node:http";
import { CLIENT_HEADERS, HOP_BY_HOP_HEADERS } from "@fairlead/protocol";

const ABOUT_CLIENT: ReadonlySet<string> = new Set(CLIENT_HEADERS);
const NOT_FORWARDED: ReadonlySet<string> = new Set([...HOP_BY_HOP_HEADERS, ...CLIENT_HEADERS]);

/** A request head as it came, in bytes again, except that what it says about the client is replaced by what we know. */
export function replayHead(request: IncomingMessage, secure: boolean): Buffer {
  const lines = [`${request.method ?? "GET"} ${request.url ?? "/"} HTTP/1.1`];
  for (const [name, value] of headerPairs(request.rawHeaders)) {
    if (!ABOUT_CLIENT.has(name.toLowerCase())) lines.push(`${name}: ${value}`);
  }
  if (secure) lines.push("X-Forwarded-Proto: https");
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
}

/** Headers that go on to the next hop, as a flat list of names and values. */
export function endToEndHeaders(rawHeaders: readonly string[], connection: string | undefined): string[] {
  const named = new Set((connection ?? "").split(",").map((name) => name.trim().toLowerCase()));
  const kept = headerPairs(rawHeaders).filter(([name]) => {
    const key = name.toLowerCase();
    return !NOT_FORWARDED.has(key) && !named.has(key);
  });
  return kept.flat();
}

function headerPairs(rawHeaders: readonly string[]): (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) pairs.push([rawHeaders[i] ?? "", rawHeaders[i + 1] ?? ""]);
  return pairs;
}
