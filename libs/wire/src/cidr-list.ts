import { BlockList, isIPv4 } from "node:net";
import { WireError } from "./errors.ts";
import { canonicalIp } from "./socket-address.ts";

interface Network {
  readonly ip: string;
  readonly bits: number;
}

function readNetwork(entry: string): Network {
  const [address = "", prefix, ...more] = entry.trim().split("/");
  const ip = canonicalIp(address);
  const wasMapped = ip !== undefined && isIPv4(ip) && address.includes(":");
  const width = ip === undefined ? 0 : isIPv4(ip) ? 32 : 128;
  const written = prefix === undefined ? undefined : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  const bits = written === undefined ? width : wasMapped ? written - 96 : written;
  if (ip === undefined || more.length > 0 || !(bits >= 0 && bits <= width)) {
    throw new WireError("WIRE_BAD_CIDR", `"${entry}" is not an address or network such as 10.0.0.0/8 or 2001:db8::/32`);
  }
  return { ip, bits };
}

/** A set of networks, IPv4 and IPv6 mixed. Plain addresses are networks of one. Mapped addresses are IPv4 [AD-1]. */
export class CidrList {
  static readonly none = CidrList.parse([]);
  readonly entries: readonly string[];
  readonly #networks = new BlockList();

  private constructor(entries: readonly string[]) {
    this.entries = entries;
    for (const { ip, bits } of entries.map(readNetwork))
      this.#networks.addSubnet(ip, bits, isIPv4(ip) ? "ipv4" : "ipv6");
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
    return canonical !== undefined && this.#networks.check(canonical, isIPv4(canonical) ? "ipv4" : "ipv6");
  }
}
