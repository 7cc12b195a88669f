import { Forwarder } from "@fairlead/cluster";
import {
  forwardBudgetDefaults,
  IpChanges,
  LicenceKeys,
  listBudgetDefaults,
  probeBudgetDefaults,
  RegistrationLimits,
  renameBudgetDefaults,
  SourceBudget,
} from "@fairlead/protocol";
import { DatagramDesk } from "./datagrams/datagram-desk.ts";
import { serveForwards } from "./forwarding/serve-forwards.ts";
import { RecentRenames } from "./handlers/recent-renames.ts";
import { LiveSettings } from "./live-settings.ts";
import { openListeners } from "./open-listeners.ts";
import { watchCrowdedAddress } from "./operator/crowded-address.ts";
import { OperatorEvents, type OperatorSettings } from "./operator/operator-events.ts";
import { Ownership } from "./ownership/ownership.ts";
import { ProvenGate } from "./ownership/proven-gate.ts";
import type { RendezvousPorts } from "./ports.ts";
import { Presence } from "./presence/presence.ts";
import { countByTransport } from "./presence/transport-counts.ts";
import { PunchLog } from "./punch-log.ts";
import { RelayDesk } from "./relays/relay-desk.ts";
import { RelayWatch } from "./relays/relay-watch.ts";
import { Rendezvous } from "./rendezvous.ts";
import { RendezvousMetrics } from "./rendezvous-metrics.ts";
import { HealthChecks } from "./session/health-checks.ts";
import { KeepAlives } from "./session/keep-alives.ts";
import { KeyExchangeOffers } from "./session/key-exchange-offers.ts";
import type { RendezvousSettings } from "./settings.ts";
import { ClientSources } from "./sources/client-sources.ts";
import { SourceExchange } from "./sources/source-exchange.ts";
import { ReplyFaults } from "./waiting/reply-faults.ts";
import { WaitingRequests } from "./waiting/waiting-requests.ts";
import type { Workings } from "./workings.ts";

/** Opens a rendezvous' ports. Rejects with `ListenError`; then nothing is left open. */
export async function startRendezvous(ports: RendezvousPorts, settings: RendezvousSettings): Promise<Rendezvous> {
  await using started = new AsyncDisposableStack();
  const workings = makeWorkings(ports, settings, started);
  started.use(serveForwards(workings));
  const { times, probeKey } = settings;
  const watch = { everyMs: times.relayProbeEveryMs, timeoutMs: times.relayProbeTimeoutMs, licenceKey: probeKey };
  started.use(new RelayWatch(ports, watch));
  started.use(watchCrowdedAddress(ports.clock, ports.logger, workings.presence));
  const { sources } = ports.cluster;
  if (sources !== undefined)
    started.use(new SourceExchange({ ...ports, ...sources }, workings.sources, workings.presence));
  const listeners = await openListeners(workings, new DatagramDesk(workings), started);
  return new Rendezvous(workings, listeners, started.move());
}

function makeWorkings(ports: RendezvousPorts, settings: RendezvousSettings, started: AsyncDisposableStack): Workings {
  const { clock, random } = ports;
  const { times, bounds } = settings;
  const presence = started.use(new Presence(clock, { ...bounds, hashSeed: random.uint32() }));
  const { cluster } = ports;
  const waiting = started.use(
    new WaitingRequests(clock, random, waitingSettings(settings), () => cluster.nodes.self.slot),
  );
  const healthChecks = new HealthChecks();
  const operator = new OperatorEvents(ports.logger, clock, operatorSettings(settings));
  const ownership = Ownership.start(ports, presence, operator, settings);
  if (ownership !== undefined) started.use(ownership);
  return {
    ports,
    settings,
    live: new LiveSettings(settings, ports.relays),
    presence,
    ownership,
    gate: started.use(new ProvenGate(ports.cluster.nodes, clock)),
    renames: new RecentRenames(clock),
    waiting,
    forwarder: new Forwarder(ports),
    healthChecks,
    keepAlives: started.use(new KeepAlives(clock, times)),
    offers: new KeyExchangeOffers(clock, random, ports.signer, times.ephemeralKeyMs),
    keys: new LicenceKeys(settings.acceptedKeys),
    ...makeLimits(settings),
    sources: new ClientSources(),
    replyFaults: new ReplyFaults(clock),
    relayDesk: new RelayDesk(ports, settings.regionOverrides),
    ipChanges: new IpChanges(),
    punchLog: new PunchLog(bounds.maxPunchLog),
    metrics: new RendezvousMetrics(ports.metrics, {
      onlineByTransport: () => countByTransport(presence.table.peers(clock.now())),
      waitingRequests: () => waiting.size,
      healthChecks: () => healthChecks.size,
      relays: () => ports.relays.snapshot(),
    }),
    operator,
    nextArrival: counter(),
  };
}

function counter(): () => number {
  let count = 0;
  return () => {
    count += 1;
    return count;
  };
}

type Limits = Pick<Workings, "registrationLimits" | "renameBudget" | "probeBudget" | "listBudget" | "forwardBudget">;

function makeLimits(settings: RendezvousSettings): Limits {
  return {
    registrationLimits: new RegistrationLimits(settings.registrationLimits),
    renameBudget: new SourceBudget(renameBudgetDefaults),
    probeBudget: new SourceBudget(probeBudgetDefaults),
    listBudget: new SourceBudget(listBudgetDefaults),
    forwardBudget: new SourceBudget(forwardBudgetDefaults),
  };
}

function operatorSettings(settings: RendezvousSettings): OperatorSettings {
  const { keySetting, port, registrationLimits } = settings;
  return { keySetting, port, registrationsPerAddress: registrationLimits.perAddress };
}

function waitingSettings({ bounds, times }: RendezvousSettings): ConstructorParameters<typeof WaitingRequests>[2] {
  return {
    maxEntries: bounds.maxWaitingRequests,
    maxPerRequester: bounds.maxWaitingPerConnection,
    maxPerAddress: bounds.maxWaitingPerAddress,
    lifetimeMs: times.waitingMs,
  };
}
