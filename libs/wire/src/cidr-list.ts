import { BlockList, isIPv4 } from "node:net";
import { WireError } from "./errors.ts";
import { canonicalIp } from "./socket-address.ts";

/** Where IPv4 begins in a mapped address. */
const MAPPED_BITS = 96;

interface Network {
  readonly ip: string;
  readonly bits: number;
}

/** The address part as written, its family and its widest prefix; mapped IPv6 is IPv4 when the prefix reaches into it. */
function readNetwork(entry: string): Network {
  const [address = "", prefix, ...more] = entry.trim().split("/");
  const ip = canonicalIp(address);
  const bits = prefix === undefined ? 128 : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  if (ip === undefined || more.length > 0) throw badNetwork(entry);
  if (!address.includes(":")) return checked(entry, { ip, bits: prefix === undefined ? 32 : bits });
  const mapped = isIPv4(ip) && bits >= MAPPED_BITS;
  return checked(entry, mapped ? { ip, bits: bits - MAPPED_BITS } : { ip: isIPv4(ip) ? "::" : ip, bits });
}

function checked(entry: string, network: Network): Network {
  if (network.bits >= 0 && network.bits <= (isIPv4(network.ip) ? 32 : 128)) return network;
  throw badNetwork(entry);
}

const badNetwork = (entry: string): WireError =>
  new WireError("WIRE_BAD_CIDR", `"${entry}" is not an address or network such as 10.0.0.0/8 or 2001:db8::/32`);

/** A set of networks, IPv4 and IPv6 mixed. Plain addresses are networks of one. Mapped addresses are IPv4 [AD-1]. */
export class CidrList {
  static readonly none = CidrList.parse([]);
  readonly entries: readonly string[];
  readonly #ipv4 = new BlockList();
  readonly #ipv6 = new BlockList();

  private constructor(entries: readonly string[]) {
    this.entries = entries;
    for (const { ip, bits } of entries.map(readNetwork)) {
      if (isIPv4(ip)) this.#ipv4.addSubnet(ip, bits, "ipv4");
      else this.#ipv6.addSubnet(ip, bits, "ipv6");
    }
  }

  /** Throws WIRE_BAD_CIDR naming the entry. */
  static parse(entries: readonly string[]): CidrList {
    return new CidrList(entries);
  }

  get empty(): boolean {
    return this.entries.length === 0;
  }

  contains(ip: string): boolean {
    if (this.empty) return false;
    const canonical = canonicalIp(ip);
    if (canonical === undefined) return false;
    return isIPv4(canonical) ? this.#ipv4.check(canonical, "ipv4") : this.#ipv6.check(canonical, "ipv6");
  }
}
