import type { CidrList } from "@fairlead/wire";

/** Another relay name for clients of some networks [RC-3]. */
export interface RelayOverride {
  readonly clients: CidrList;
  /** Handed out as written. */
  readonly relay: string;
  /** Only where this relay was chosen; `undefined` = whichever was. */
  readonly instead?: string | undefined;
}

/** The relay of one request, as it was chosen and as either side is told. */
export interface RelayPlan {
  /** Empty: none; the clients fall back to the rendezvous host. */
  readonly chosen: string;
  readonly forControlling: string;
  readonly forTarget: string;
}

/** [RC-3] The first override that fits. `--mask` with LOCAL_IP is one override. */
function relayNameFor(ip: string, chosen: string, overrides: readonly RelayOverride[]): string {
  return overrides.find((one) => fits(one, ip, chosen))?.relay ?? chosen;
}

export function planRelay(
  chosen: string,
  controllingIp: string,
  targetIp: string,
  overrides: readonly RelayOverride[],
): RelayPlan {
  return {
    chosen,
    forControlling: relayNameFor(controllingIp, chosen, overrides),
    forTarget: relayNameFor(targetIp, chosen, overrides),
  };
}

/**
 * The relay that A is told when B wrote `written` [RR-1] [RR-4]. B's own choice passes unchanged; what B merely repeats, or leaves empty, becomes the
 * name for A. When B was told none it writes its own idea of our relay, so A's override, if it has one, wins.
 */
export function relayForControlling(written: string, plan: RelayPlan): string {
  const repeated = written === "" || written === plan.forTarget;
  const overridden = plan.forControlling !== plan.chosen && plan.forTarget === "";
  return repeated || overridden ? plan.forControlling : written;
}

/** The relay that B is told when A wrote `written`: the same the other way round [RR-2] [RR-4]. */
export function relayForTarget(written: string, plan: RelayPlan): string {
  return written === "" || written === plan.forControlling ? plan.forTarget : written;
}

function fits(override: RelayOverride, ip: string, chosen: string): boolean {
  return (override.instead === undefined || override.instead === chosen) && override.clients.contains(ip);
}
