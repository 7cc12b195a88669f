import { ipFromOctets, ipOctets, type SocketAddress, socketAddress } from "./socket-address.ts";

const MASK_16 = 0xffffn;
const MASK_24 = 0xff_ffffn;
const MASK_32 = 0xffff_ffffn;
const TAG_SHIFT = 82n;
const IPV6_BYTES = 18;
const LARGEST_IPV4_BYTES = 16;
const NOWHERE: SocketAddress = { ip: "::", port: 0 };

/** What a mangled IPv4 address carries besides the address [AD-3]. */
export interface Routing {
  readonly address: SocketAddress;
  /** The 32 bits that the old servers fill with microseconds; ours: a nonce. */
  readonly tm: number;
  /** 46 bits; 0 when an old server wrote it. */
  readonly tag: bigint;
}

function littleEndian(value: bigint): Buffer {
  const bytes = Buffer.alloc(LARGEST_IPV4_BYTES);
  bytes.writeBigUInt64LE(value & 0xffff_ffff_ffff_ffffn, 0);
  bytes.writeBigUInt64LE(value >> 64n, 8);
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0) length -= 1;
  return bytes.subarray(0, length);
}

function fromLittleEndian(bytes: Uint8Array): bigint {
  const padded = Buffer.alloc(LARGEST_IPV4_BYTES);
  padded.set(bytes);
  return padded.readBigUInt64LE(0) | (padded.readBigUInt64LE(8) << 64n);
}

/**
 * Writes an address so that NATs do not rewrite it in passing [AD-2]. `tm` is any 32-bit number; `tag`, 46 bits, rides in bits that clients ignore [AD-3]. IPv6 has
 * room for neither.
 */
export function mangleAddress(address: SocketAddress, tm: number, tag: bigint = 0n): Buffer {
  const octets = ipOctets(address.ip);
  if (octets?.length !== 4) return mangleIpv6(octets ?? new Uint8Array(16), address.port);
  const ip = BigInt(Buffer.from(octets).readUInt32LE(0));
  const time = BigInt(tm >>> 0);
  const low = ((ip + time) << 49n) | (time << 17n) | (BigInt(address.port) + (time & MASK_16));
  return littleEndian(low | (tag << TAG_SHIFT));
}

function mangleIpv6(octets: Uint8Array, port: number): Buffer {
  const bytes = Buffer.alloc(IPV6_BYTES);
  bytes.set(octets);
  bytes.writeUInt16LE(port, 16);
  return bytes;
}

/** Reads any bytes; never throws [AD-2]. IPv4 inside IPv6 comes out as IPv4 [AD-1]. */
export function unmangleAddress(bytes: Uint8Array): SocketAddress {
  if (bytes.length > LARGEST_IPV4_BYTES) return unmangleIpv6(bytes);
  return readIpv4(fromLittleEndian(bytes)).address;
}

/** Address, nonce and tag of a mangled IPv4 address; `undefined` for IPv6 and for nonsense, which carry none [AD-3]. */
export function readRouting(bytes: Uint8Array): Routing | undefined {
  if (bytes.length === 0 || bytes.length > LARGEST_IPV4_BYTES) return undefined;
  return readIpv4(fromLittleEndian(bytes));
}

function unmangleIpv6(bytes: Uint8Array): SocketAddress {
  if (bytes.length !== IPV6_BYTES) return NOWHERE;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return socketAddress(ipFromOctets(view.subarray(0, 16)), view.readUInt16LE(16));
}

function readIpv4(value: bigint): Routing {
  const tm = (value >> 17n) & MASK_32;
  const octets = Buffer.alloc(4);
  octets.writeUInt32LE(Number(((value >> 49n) - tm) & MASK_32));
  const port = Number(((value & MASK_24) - (tm & MASK_16)) & MASK_16);
  return { address: { ip: octets.join("."), port }, tm: Number(tm), tag: value >> TAG_SHIFT };
}
