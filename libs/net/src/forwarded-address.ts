import type { IncomingHttpHeaders } from "node:http";
import { type CidrList, canonicalIp } from "@fairlead/wire";

/** Longest list looked at; a real chain has a handful of hops. */
const MAX_HOPS = 32;

export type ForwardedAddress =
  /** No header, or nothing in it that can be read: the connection's own address stands. */
  | { readonly kind: "none" }
  /** The sender is no trusted proxy: what it wrote counts for nothing. */
  | { readonly kind: "ignored" }
  | { readonly kind: "client"; readonly ip: string };

/**
 * Whose request it is [WS-4]. `X-Forwarded-For` is read from the right, where trusted proxies append: the first address
 * that is not a trusted proxy is the client; when all are trusted, the left-most. Something unreadable ends the walk.
 * `X-Real-IP` counts only without `X-Forwarded-For`: proxies that append the one often pass the other through.
 */
export function decideForwardedAddress(
  headers: IncomingHttpHeaders,
  sender: string,
  trusted: boolean,
  proxies: CidrList,
): ForwardedAddress {
  const chain = headerText(headers["x-forwarded-for"]);
  const single = headerText(headers["x-real-ip"]);
  if (chain === undefined && single === undefined) return { kind: "none" };
  if (!trusted) return { kind: "ignored" };
  const ip = chain === undefined ? hopAddress(single ?? "") : rightMostUntrusted(chain, proxies);
  return ip === undefined || ip === sender ? { kind: "none" } : { kind: "client", ip };
}

function rightMostUntrusted(chain: string, proxies: CidrList): string | undefined {
  let nearest: string | undefined;
  for (const hop of chain.split(",").slice(-MAX_HOPS).reverse()) {
    const ip = hopAddress(hop);
    if (ip === undefined) return nearest;
    if (!proxies.contains(ip)) return ip;
    nearest = ip;
  }
  return nearest;
}

/** `192.0.2.1`, `192.0.2.1:5060`, `2001:db8::1`, `[2001:db8::1]:5060`, as different proxies write. */
function hopAddress(text: string): string | undefined {
  const hop = text.trim();
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(hop)?.[1];
  const withPort = /^([\d.]+):\d+$/.exec(hop)?.[1];
  return canonicalIp(bracketed ?? withPort ?? hop);
}

function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(",") : value;
}
