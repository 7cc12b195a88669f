import { ipFromOctets, socketAddress } from "@fairlead/wire";
import type { ProxyHeader } from "./proxy-header.ts";

/** HAProxy PROXY protocol, section 2.2: how a version 2 header begins. */
export const V2_START = Buffer.from("0d0a0d0a000d0a515549540a", "hex");
const FIXED_BYTES = 16;
/** Room for addresses and extensions; the specification allows 65535, nobody sends more than a few hundred. */
const MAX_BODY_BYTES = 2048;
export const COMMAND = { local: 0x20, proxy: 0x21 } as const;
export const FAMILY = { inet: 1, inet6: 2 } as const;

/** HAProxy PROXY protocol, section 2.2. The caller has seen the signature. Extensions (TLVs) are skipped. */
export function readProxyV2(bytes: Buffer): ProxyHeader {
  if (bytes.length < FIXED_BYTES) return { kind: "needMore" };
  const command = bytes.readUInt8(12);
  const bodyBytes = bytes.readUInt16BE(14);
  if (bodyBytes > MAX_BODY_BYTES) return { kind: "bad" };
  if (command !== COMMAND.local && command !== COMMAND.proxy) return { kind: "bad" };
  const lengthBytes = FIXED_BYTES + bodyBytes;
  if (bytes.length < lengthBytes) return { kind: "needMore" };
  if (command === COMMAND.local) return { kind: "header", lengthBytes };
  return readAddresses(bytes.subarray(FIXED_BYTES, lengthBytes), bytes.readUInt8(13) >> 4, lengthBytes);
}

function readAddresses(body: Buffer, family: number, lengthBytes: number): ProxyHeader {
  if (family !== FAMILY.inet && family !== FAMILY.inet6) return { kind: "header", lengthBytes };
  const ipBytes = family === FAMILY.inet ? 4 : 16;
  if (body.length < ipBytes * 2 + 4) return { kind: "bad" };
  const port = body.readUInt16BE(ipBytes * 2);
  return { kind: "header", lengthBytes, source: socketAddress(ipFromOctets(body.subarray(0, ipBytes)), port) };
}
