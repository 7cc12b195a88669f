import { noTracer, relayName } from "@fairlead/base";
import { type Admissions, Ed25519Signer, MemoryAdmissions, MemoryRelayDirectory, soloCluster } from "@fairlead/cluster";
import { rendezvousCommands, startRendezvous } from "@fairlead/rendezvous";
import type { AdminCommand } from "@fairlead/runtime";
import { openSqliteRegistry, parseDbUrl } from "@fairlead/store-sqlite";
import { notAnswering } from "./relay-complaint.ts";
import { rendezvousSettings } from "./rendezvous-settings.ts";
import type { ServerParts } from "./server-parts.ts";
import type { RendezvousPlan } from "./server-plan.ts";
import { storedPeersCommand } from "./stored-peers-command.ts";

/** The rendezvous of a server, on hbbs's own database. */
export interface RendezvousPart {
  readonly commands: readonly AdminCommand[];
  refuseNewcomers(): void;
}

/** `admissions` is the way to the relay beside it; without one nobody hears of what was brokered. */
export async function startRendezvousPart(
  parts: ServerParts,
  admissions: Admissions | undefined,
  started: AsyncDisposableStack,
): Promise<RendezvousPart | undefined> {
  const { ports, plan, foundation, keys, tls } = parts;
  if (plan.rendezvous === undefined) return undefined;
  const registry = started.use(await openRegistry(parts, plan.rendezvous));
  started.use(foundation.health.watch("store", () => registry.complaint()));
  const relays = new MemoryRelayDirectory(plan.rendezvous.relayServers.map(relayName));
  started.use(foundation.health.watch("relays", () => notAnswering(relays)));
  const rendezvousPorts = {
    ...ports,
    ...foundation,
    registry,
    relays,
    admissions: admissions ?? new MemoryAdmissions(ports.clock),
    signer: keys.pair && new Ed25519Signer(keys.pair),
    cluster: soloCluster,
    tracer: noTracer,
    tls,
  };
  const rendezvous = started.use(await startRendezvous(rendezvousPorts, rendezvousSettings(parts, plan.rendezvous)));
  return {
    commands: [...rendezvousCommands(rendezvous), storedPeersCommand(registry)],
    refuseNewcomers: () => rendezvous.stopAccepting(),
  };
}

function openRegistry(
  { ports, plan, foundation }: ServerParts,
  own: RendezvousPlan,
): ReturnType<typeof openSqliteRegistry> {
  return openSqliteRegistry({ ...ports, metrics: foundation.metrics, file: parseDbUrl(own.databaseUrl, plan.dataDir) });
}
