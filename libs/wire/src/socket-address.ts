import { isIP, isIPv4 } from "node:net";

/** An IP address and port. `ip` is canonical text without brackets or zone; IPv4-mapped and -compatible IPv6 is always written as IPv4 [AD-1]. */
export interface SocketAddress {
  readonly ip: string;
  readonly port: number;
}

const MAPPED_PREFIX = 0xffff;

/** The eight groups of a valid IPv6 text without zone. */
function ipv6Groups(text: string): number[] {
  const dotted = text.lastIndexOf(":") + 1;
  const plain = text.includes(".") ? text.slice(0, dotted) + dottedAsGroups(text.slice(dotted)) : text;
  const [left = "", right] = plain.split("::");
  const head = left === "" ? [] : left.split(":");
  const tail = right === undefined || right === "" ? [] : right.split(":");
  const gap = new Array<string>(right === undefined ? 0 : 8 - head.length - tail.length).fill("0");
  return [...head, ...gap, ...tail].map((group) => Number.parseInt(group, 16));
}

function dottedAsGroups(dotted: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = dotted.split(".").map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

/** RFC 5952 text: lower case, the longest run of two or more zero groups, leftmost first, written as `::`. */
function ipv6Text(groups: readonly number[]): string {
  let [start, length] = [-1, 1];
  for (let at = 0; at < 8; at += 1) {
    let run = 0;
    while (at + run < 8 && groups[at + run] === 0) run += 1;
    if (run > length) [start, length] = [at, run];
  }
  const hex = groups.map((group) => group.toString(16));
  if (start < 0) return hex.join(":");
  return `${hex.slice(0, start).join(":")}::${hex.slice(start + length).join(":")}`;
}

/** Mapped and compatible addresses other than `::1` are IPv4 [AD-1]. */
function embeddedIpv4(groups: readonly number[]): string | undefined {
  if (groups.slice(0, 5).some((group) => group !== 0)) return undefined;
  const [sixth = 0, high = 0, low = 0] = groups.slice(5);
  if (sixth !== 0 && sixth !== MAPPED_PREFIX) return undefined;
  if (sixth === 0 && high === 0 && low === 1) return undefined;
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

/** The one text of an address: brackets and zone stripped, IPv4 where IPv6 only wraps it [AD-1], IPv6 as in RFC 5952. `undefined` for anything else. */
export function canonicalIp(text: string): string | undefined {
  if (isIPv4(text)) return text;
  const bare = text.replace(/^\[(.*)\]$/, "$1").replace(/%.*$/, "");
  if (isIP(bare) === 0) return undefined;
  if (isIPv4(bare)) return bare;
  const groups = ipv6Groups(bare);
  return embeddedIpv4(groups) ?? ipv6Text(groups);
}

/** Normalised [AD-1]. Text that is no address is kept as it is: the caller took it from a socket. */
export function socketAddress(ip: string, port: number): SocketAddress {
  return { ip: canonicalIp(ip) ?? ip, port };
}

export const isIpv4 = (ip: string): boolean => isIPv4(ip);

/** `203.0.113.7:21116`, `[2001:db8::1]:21116`. */
export function formatSocketAddress(address: SocketAddress): string {
  return address.ip.includes(":") ? `[${address.ip}]:${address.port}` : `${address.ip}:${address.port}`;
}

/** Reads what `formatSocketAddress` writes; `undefined` for anything else. */
export function parseSocketAddress(text: string): SocketAddress | undefined {
  const parts = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text);
  const ip = canonicalIp(parts?.[1] ?? parts?.[2] ?? "");
  const port = Number(parts?.[3]);
  return ip === undefined || port > 65_535 ? undefined : { ip, port };
}

/** The 16 octets of a canonical IPv6 address, or the 4 of an IPv4 one. `undefined` for other text. */
export function ipOctets(ip: string): Uint8Array | undefined {
  if (isIPv4(ip)) return Uint8Array.from(ip.split(".").map(Number));
  if (isIP(ip) === 0) return undefined;
  return Uint8Array.from(ipv6Groups(ip).flatMap((group) => [group >> 8, group & 255]));
}

/** Canonical text of 4 or 16 octets. */
export function ipFromOctets(octets: Uint8Array): string {
  if (octets.length === 4) return octets.join(".");
  const groups = Array.from({ length: 8 }, (_, at) => (octets[at * 2] ?? 0) * 256 + (octets[at * 2 + 1] ?? 0));
  return ipv6Text(groups);
}

/** By what an address is limited: IPv4 by itself, IPv6 by its /64, because one host has all of it. */
export function limitKey(ip: string): string {
  if (!ip.includes(":")) return ip;
  const canonical = canonicalIp(ip) ?? ip;
  const octets = ipOctets(canonical);
  return octets?.length === 16 ? `${ipFromOctets(octets.fill(0, 8))}/64` : canonical;
}
