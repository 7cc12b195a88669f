import { canonicalIp } from "@fairlead/wire";
import type { ProxyHeader } from "./proxy-header.ts";

/** HAProxy PROXY protocol, section 2.1: the longest line, with its CRLF. */
const MAX_LINE_BYTES = 107;
const PORT = /^(0|[1-9]\d{0,4})$/;

/** Reads `PROXY TCP4 192.0.2.1 192.0.2.9 56324 21116\r\n`. The caller has seen that it begins with `PROXY `. */
export function readProxyV1(bytes: Buffer): ProxyHeader {
  const end = bytes.subarray(0, MAX_LINE_BYTES).indexOf("\r\n");
  if (end === -1) return { kind: bytes.length >= MAX_LINE_BYTES ? "bad" : "needMore" };
  const lengthBytes = end + 2;
  const words = bytes.toString("latin1", 0, end).split(" ");
  if (words[1] === "UNKNOWN") return { kind: "header", lengthBytes };
  const source = words.length === 6 ? sourceOf(words[1], words[2], words[4]) : undefined;
  return source === undefined ? { kind: "bad" } : { kind: "header", lengthBytes, source };
}

function sourceOf(family: string | undefined, address = "", portText = "") {
  const port = PORT.test(portText) ? Number(portText) : Number.NaN;
  const colons = address.includes(":");
  if ((family !== "TCP4" || colons) && (family !== "TCP6" || !colons)) return undefined;
  const ip = canonicalIp(address);
  return ip === undefined || !(port <= 65_535) ? undefined : { ip, port };
}
