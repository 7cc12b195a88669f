import type { Clock, Logger } from "@fairlead/base";
import { CidrList } from "@fairlead/wire";
import type { Presence } from "../presence/presence.ts";

const LOOK_EVERY_MS = 60_000;
/** Fewer may well live in one office. */
const FEWEST = 20;
const SHARE = 0.8;
const PRIVATE = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "fc00::/7",
  "::1/128",
];

/**
 * "Nothing, but always relayed": most devices appear from one private address, so something in front of us hides where clients come from. Then NAT tests fail and
 * every pair seems to share a LAN.
 */
export function watchCrowdedAddress(clock: Clock, logger: Logger, presence: Presence): Disposable {
  const inside = CidrList.parse(PRIVATE);
  return clock.every(LOOK_EVERY_MS, () => {
    const crowd = largestCrowd(presence, clock.now());
    if (crowd.all < FEWEST || crowd.count < crowd.all * SHARE || !inside.contains(crowd.ip)) return;
    logger.warn("clients.one_address", {
      ip: crowd.ip,
      reason: `${Math.round((crowd.count / crowd.all) * 100)} % of devices appear as ${crowd.ip}`,
      setting: "source addresses (NAT, proxy or load balancer in front)",
      do: "keep client addresses: host networking, externalTrafficPolicy=Local, or PROXY protocol with trusted-proxies",
    });
  });
}

function largestCrowd(presence: Presence, nowMs: number): { ip: string; count: number; all: number } {
  const counts = new Map<string, number>();
  let [ip, count, all] = ["", 0, 0];
  for (const { address } of presence.table.peers(nowMs)) {
    const own = (counts.get(address.ip) ?? 0) + 1;
    counts.set(address.ip, own);
    all += 1;
    if (own > count) [ip, count] = [address.ip, own];
  }
  return { ip, count, all };
}
