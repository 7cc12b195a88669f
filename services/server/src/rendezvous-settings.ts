import { type RendezvousSettings, rendezvousDefaults } from "@fairlead/rendezvous";
import { CidrList } from "@fairlead/wire";
import type { ServerParts } from "./server-parts.ts";
import type { RendezvousPlan } from "./server-plan.ts";

/** The rendezvous of a plan in its own terms. */
export function rendezvousSettings({ plan, keys, sockets }: ServerParts, own: RendezvousPlan): RendezvousSettings {
  return {
    ...rendezvousDefaults,
    bind: plan.bindHost,
    port: own.port,
    natTestPort: own.natTestPort,
    wsPort: own.wsPort,
    internalSocketPath: sockets?.rendezvousPath,
    trustedProxies: CidrList.parse(plan.trustedProxies),
    acceptedKeys: keys.accepted,
    keySetting: plan.key.setting,
    probeKey: keys.accepted[0] ?? "",
    alwaysUseRelay: own.alwaysUseRelay,
    lanMask: own.lanMask,
    relayOverrides: own.relayOverrides,
    serverList: own.serverList,
    apiUrl: plan.apiUrl,
    receiveBufferBytes: own.receiveBufferBytes,
    registrationLimits: { ...rendezvousDefaults.registrationLimits, exempt: own.registerAllow },
  };
}
