import { ipOctets } from "@fairlead/wire";
import { COMMAND, FAMILY, V2_START } from "./proxy-header-v2.ts";

const NO_ADDRESS = new Uint8Array(4);

/**
 * The header by which our own front tells an internal listener whose connection it is. The destination is left zero:
 * nobody reads it.
 */
export function writeProxyV2(ip: string, port: number): Buffer {
  const octets = ipOctets(ip) ?? NO_ADDRESS;
  const body = Buffer.alloc(octets.length * 2 + 4);
  body.set(octets);
  body.writeUInt16BE(port, octets.length * 2);
  const family = octets.length === 4 ? FAMILY.inet : FAMILY.inet6;
  const fixed = Buffer.of(COMMAND.proxy, (family << 4) | 1, body.length >> 8, body.length & 0xff);
  return Buffer.concat([V2_START, fixed, body]);
}
