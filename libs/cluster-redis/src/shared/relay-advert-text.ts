import { relayName } from "@fairlead/base";
import type { AdvertKey, RelayAdvert } from "@fairlead/cluster";

/** Whose advert it is. */
export const advertField = ({ name, node }: AdvertKey): string => `${node?.slot ?? "-"} ${name}`;
export const nameInField = (field: string): string => field.slice(field.indexOf(" ") + 1);

/** JSON knows no Infinity: a limit that is not there is left out. */
export function relayAdvertText(advert: RelayAdvert): string {
  return JSON.stringify(advert, (_, value: unknown) => (value === Number.POSITIVE_INFINITY ? undefined : value));
}

/** Reads an advert of this or another release: what is missing is unknown, what is unknown is left out. `undefined` for what is none. */
export function readRelayAdvert(name: string, text: string): RelayAdvert | undefined {
  const said = parsed(text);
  if (said === undefined) return undefined;
  return {
    name: relayName(name),
    node: said.node,
    state: said.state === "draining" ? "draining" : "serving",
    capacityBps: said.capacityBps ?? Number.POSITIVE_INFINITY,
    usedBps: said.usedBps ?? 0,
    sessions: said.sessions ?? 0,
    maxSessions: said.maxSessions ?? Number.POSITIVE_INFINITY,
    meanSessionBps: said.meanSessionBps ?? 0,
    region: said.region ?? "",
    latitude: said.latitude,
    longitude: said.longitude,
    pools: said.pools ?? [],
    mesh: said.mesh ?? false,
    ...(said.unproven === true ? { unproven: true } : {}),
    release: said.release ?? "",
  };
}

function parsed(text: string): Partial<RelayAdvert> | undefined {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === "object" && said !== null ? said : undefined;
  } catch {
    return undefined;
  }
}
