import type { ProxyHeader } from "./proxy-header.ts";
import { readProxyV1 } from "./proxy-header-v1.ts";
import { readProxyV2, V2_START } from "./proxy-header-v2.ts";

const V1_START = Buffer.from("PROXY ", "latin1");

/**
 * Reads a PROXY protocol header, version 1 or 2 [PX-1]. Pure; call again with more bytes on `needMore`. Reads at most
 * 2064 bytes.
 */
export function readProxyHeader(bytes: Buffer): ProxyHeader {
  if (bytes.length === 0) return { kind: "needMore" };
  const start = bytes[0] === V1_START[0] ? V1_START : V2_START;
  const seen = Math.min(bytes.length, start.length);
  if (bytes.compare(start, 0, seen, 0, seen) !== 0) return { kind: "none" };
  if (seen < start.length) return { kind: "needMore" };
  return start === V1_START ? readProxyV1(bytes) : readProxyV2(bytes);
}
