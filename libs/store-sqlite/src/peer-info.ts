import { canonicalIp, isIpv4 } from "@fairlead/wire";

/** The `info` column as hbbs writes it: the registered address, IPv4 in its IPv6-mapped form. */
export function formatInfo(canonical: string): string {
  return JSON.stringify({ ip: isIpv4(canonical) ? `::ffff:${canonical}` : canonical });
}

/** The canonical address in an `info` column; empty when it holds none [AD-1]. hbbs on an IPv4 listener writes plain text: both read alike. */
export function parseInfo(info: string): string {
  try {
    const parsed: unknown = JSON.parse(info);
    if (typeof parsed !== "object" || parsed === null || !("ip" in parsed)) return "";
    return typeof parsed.ip === "string" ? (canonicalIp(parsed.ip) ?? "") : "";
  } catch {
    return "";
  }
}
