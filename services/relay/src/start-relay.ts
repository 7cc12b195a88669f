import { type ListenPorts, listenTcp, listenWs, ReadBuffers, SocketForwardingEngine, TlsSource } from "@fairlead/net";
import { LicenceKeys } from "@fairlead/protocol";
import { CidrList } from "@fairlead/wire";
import { AddressRules } from "./address-rules.ts";
import type { ArrivedLeg, LegPair } from "./arrived-leg.ts";
import { Bandwidth } from "./bandwidth.ts";
import { LegIntake } from "./leg-intake.ts";
import { LegRefusals } from "./leg-refusals.ts";
import { MeshListener } from "./mesh/mesh-listener.ts";
import { RelayMesh } from "./mesh/relay-mesh.ts";
import { PairingDesk } from "./pairing-desk.ts";
import { Relay, type RelayListeners } from "./relay.ts";
import { RelayMetrics } from "./relay-metrics.ts";
import type { RelayPorts } from "./relay-ports.ts";
import { SessionTable } from "./session-table.ts";
import type { RelaySettings } from "./settings.ts";

/** Opens a relay's ports. Rejects with `ListenError`, `TlsFilesError`, or `WireError` for a list entry that is no CIDR; then nothing is left open. */
export async function startRelay(ports: RelayPorts, settings: RelaySettings): Promise<Relay> {
  await using started = new AsyncDisposableStack();
  const bandwidth = new Bandwidth(settings.limits, ports.clock.now());
  const rules = new AddressRules(settings.lists);
  const metrics = new RelayMetrics(ports.metrics);
  const refusals = new LegRefusals(ports.logger, metrics);
  const engine = new SocketForwardingEngine(ports);
  const tableParts = { engine, bandwidth, rules, metrics, refusals };
  const sessions = started.use(new SessionTable(ports, tableParts, settings));
  const mesh = started.use(meshOf(ports, settings, { engine, desk: () => desk }));
  const carry = (pair: LegPair): void => sessions.open(pair);
  const lone = mesh && ((leg: ArrivedLeg): void => mesh.lone(leg));
  const desk: PairingDesk = started.use(new PairingDesk(ports, pairingOf(settings), refusals, carry, lone));
  metrics.read({ sessions: () => sessions.size, waitingLegs: () => desk.waiting });
  rules.onChange(() => enforceRules(rules, desk, sessions));
  const intake = new LegIntake(ports, {
    keys: new LicenceKeys(settings.acceptedKeys),
    rules,
    refusals,
    readBuffers: new ReadBuffers(),
    maxMessageBytes: settings.maxMessageBytes,
    arrive: (leg) => desk.arrive(leg),
  });
  const listeners = await openPorts(started, ports, settings, intake);
  const meshPort = mesh && (await openMeshPort(started, ports, settings, (leg) => intake.bring(leg)));
  return new Relay(ports, { bandwidth, rules, sessions, desk, intake, listeners, mesh, meshPort }, started.move());
}

function meshOf(
  { clock, logger, metrics, mesh }: RelayPorts,
  { idleTimeoutMs }: RelaySettings,
  { engine, desk }: { readonly engine: SocketForwardingEngine; readonly desk: () => PairingDesk },
): RelayMesh | undefined {
  if (mesh === undefined) return undefined;
  return new RelayMesh(
    { ...mesh, clock, logger, metrics },
    {
      engine,
      idleTimeoutMs,
      takeOut: (leg) => desk().takeOut(leg),
      refuse: (leg, reason) => desk().refuseWaiting(leg, reason),
    },
  );
}

async function openMeshPort(
  started: AsyncDisposableStack,
  ports: RelayPorts,
  settings: RelaySettings,
  arrive: (leg: ArrivedLeg) => void,
): Promise<number | undefined> {
  if (ports.mesh === undefined || settings.mesh === undefined) return undefined;
  return started.use(await MeshListener.open(ports, settings.mesh, ports.mesh.trust, arrive)).port;
}

/** The lists are live [RL-11]: who is refused now does not wait and is not carried any longer. */
function enforceRules(rules: AddressRules, desk: PairingDesk, sessions: SessionTable): void {
  for (const leg of desk.waitingLegs()) if (rules.refuses(leg.remote.ip)) desk.refuseWaiting(leg, "blocked");
  sessions.enforce();
}

async function openPorts(
  started: AsyncDisposableStack,
  ports: ListenPorts,
  settings: RelaySettings,
  intake: LegIntake,
): Promise<RelayListeners> {
  const shared = {
    trustedProxies: CidrList.parse(settings.trustedProxies),
    maxConnections: settings.maxConnections,
    maxConnectionsPerAddress: settings.maxConnectionsPerAddress,
    openingDeadlineMs: settings.firstMessageDeadlineMs,
    maxPayloadBytes: settings.maxFirstMessageBytes,
    maxQueuedBytes: settings.maxMessageBytes,
  };
  const tls = settings.tlsFiles === undefined ? undefined : started.use(new TlsSource(settings.tlsFiles, ports));
  const tcp = await listenTcp({ ...shared, name: "relay_tcp", at: settings.tcp }, ports, intake.acceptTcp);
  started.use(tcp);
  const ws = await listenWs({ ...shared, name: "relay_ws", at: settings.ws, tls }, ports, intake.acceptWs);
  started.use(ws);
  if (settings.frontPath === undefined) return { tcp, ws, all: [tcp, ws] };
  const at = { path: settings.frontPath };
  const front = await listenWs({ ...shared, name: "relay_front", at }, ports, intake.acceptWs);
  started.use(front);
  return { tcp, ws, all: [tcp, ws, front] };
}

function pairingOf(settings: RelaySettings) {
  return {
    unbrokeredHoldMs: settings.unbrokeredHoldMs,
    maxUnbrokered: settings.maxUnbrokeredLegs,
    maxUnbrokeredPerAddress: settings.maxUnbrokeredLegsPerAddress,
    brokeredWaitMs: settings.loneLegMs,
    maxBrokered: settings.maxWaitingLegs,
    maxEarlyBytes: settings.maxEarlyBytes,
  };
}
