import { COMMAND, FAMILY, V2_START } from "./proxy-header-v2.ts";

/** Writes the header by which our own front tells an internal listener whose connection it is. Destination is left zero: nobody reads it. */
export function writeProxyV2(ip: string, port: number): Buffer {
  const octets = ip.includes(":") ? ipv6Octets(ip) : Buffer.from(ip.split(".").map(Number));
  const body = Buffer.alloc(octets.length * 2 + 4);
  octets.copy(body);
  body.writeUInt16BE(port, octets.length * 2);
  const fixed = Buffer.alloc(4);
  fixed.writeUInt8(COMMAND.proxy, 0);
  fixed.writeUInt8(((octets.length === 4 ? FAMILY.inet : FAMILY.inet6) << 4) | 1, 1);
  fixed.writeUInt16BE(body.length, 2);
  return Buffer.concat([V2_START, fixed, body]);
}

/** Canonical IPv6 text, at most one `::`, no embedded IPv4 (canonical text writes those as IPv4). */
function ipv6Octets(ip: string): Buffer {
  const [head = "", tail = ""] = ip.split("::");
  const groups = (text: string): number[] =>
    text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16));
  const front = groups(head);
  const back = groups(tail);
  const all = [...front, ...Array<number>(Math.max(0, 8 - front.length - back.length)).fill(0), ...back];
  const octets = Buffer.alloc(16);
  for (const [index, group] of all.slice(0, 8).entries()) octets.writeUInt16BE(group, index * 2);
  return octets;
}
