import type { RelayOverride } from "@fairlead/protocol";
import type { RendezvousPlan } from "@fairlead/server";
import type { CidrList } from "@fairlead/wire";
import type { PortPlan } from "./port-plan.ts";
import { cidrWord, planRelayOverrides, planRelayServers } from "./relay-list.ts";
import type { WordReader } from "./word-reader.ts";

export interface RendezvousFacts {
  readonly ports: PortPlan;
  /** This machine's own address, which LOCAL_IP defaults to when a mask is set. */
  readonly ownIp: string | undefined;
  /** Relays of a cluster say themselves what they are called. */
  readonly clustered: boolean;
}

export function planRendezvous(reader: WordReader, facts: RendezvousFacts): RendezvousPlan {
  const lanMask = cidrWord(reader, "mask");
  return {
    port: facts.ports.main,
    natTestPort: facts.ports.natTest,
    wsPort: facts.ports.ws,
    relayServers: planRelayServers(reader, facts.clustered ? undefined : facts.ports.relay),
    relayOverrides: [...planRelayOverrides(reader), ...lanOverride(reader, lanMask, facts.ownIp)],
    alwaysUseRelay: reader.isOn("always-use-relay"),
    serverList: { serial: reader.wholeNumber("serial") ?? 0, servers: reader.list("rendezvous-servers") },
    lanMask,
    receiveBufferBytes: reader.wholeNumber("rmem") || undefined,
    databaseUrl: reader.filledText("db-url"),
    registerAllow: cidrWord(reader, "register-allow"),
  };
}

/** Clients inside the mask are told LOCAL_IP as written, or this machine's own address [RC-3]. */
function lanOverride(
  reader: WordReader,
  clients: CidrList | undefined,
  ownIp: string | undefined,
): readonly RelayOverride[] {
  const relay = reader.filledText("local-ip") ?? ownIp;
  return clients === undefined || relay === undefined ? [] : [{ clients, relay }];
}
