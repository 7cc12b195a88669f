import type { Clock, Random } from "@fairlead/base";
import { type HostileTotals, inventedLeg, runHostile } from "./hostile-phase.ts";
import type { LoadPlan } from "./load-plan.ts";
import type { LoadReport } from "./load-report.ts";
import type { Progress } from "./progress.ts";
import type { ServerProcess } from "./server-process.ts";
import { SessionPhase } from "./session-phase.ts";
import { smallOffices, UdpFleet } from "./udp-fleet.ts";

const REGISTRATIONS_PER_SECOND = 4000;

export interface LoadPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly server: ServerProcess;
  readonly progress: Progress;
}

/** All phases in order; the fleet's devices stay registered while sessions and strangers come. */
export async function runLoad(ports: LoadPorts, plan: LoadPlan): Promise<LoadReport> {
  const { clock, server } = ports;
  const emptyServerBytes = await server.residentBytes();
  await using fleet = await UdpFleet.open(
    { clock, address: server.ports.address, port: server.ports.main },
    smallOffices(plan.peers),
  );
  const registration = await register(ports, plan, fleet);
  const memoryBytesPerPeer = ((await server.residentBytes()) - emptyServerBytes) / Math.max(1, plan.peers);
  const heartbeats = await measureHeartbeats(ports, plan, fleet);
  const sessions = await measureSessions(ports, plan);
  const halfOpenLegs = await floodRelay(ports, plan);
  const silentConnections = await floodRendezvous(ports, plan);
  return {
    plan,
    emptyServerBytes,
    registration,
    memoryBytesPerPeer,
    heartbeats,
    sessions,
    halfOpenLegs,
    silentConnections,
  };
}

async function register(
  { clock, progress }: LoadPorts,
  plan: LoadPlan,
  fleet: UdpFleet,
): Promise<LoadReport["registration"]> {
  const startedMs = clock.now();
  const accepted = await fleet.registerAll(REGISTRATIONS_PER_SECOND, (count) =>
    progress.show(`registered ${count} of ${plan.peers}`),
  );
  const seconds = (clock.now() - startedMs) / 1000;
  progress.done(`registered ${accepted} of ${plan.peers} in ${seconds.toFixed(1)} s`);
  return { accepted, refused: fleet.refused, seconds };
}

async function measureHeartbeats(
  { server, progress }: LoadPorts,
  plan: LoadPlan,
  fleet: UdpFleet,
): Promise<LoadReport["heartbeats"]> {
  const cpuBefore = await server.cpuSeconds();
  const onProgress = (): void => progress.show(`heartbeats ${fleet.answers} of ${fleet.heartbeats} answered`);
  await fleet.beat({ intervalMs: plan.heartbeatIntervalMs, forMs: plan.heartbeatMs, onProgress });
  const cpuSeconds = (await server.cpuSeconds()) - cpuBefore;
  progress.done(`heartbeats ${fleet.answers} of ${fleet.heartbeats} answered`);
  return {
    sent: fleet.heartbeats,
    answered: fleet.answers,
    askedForKey: fleet.askedForKey,
    cpuSecondsPer1000: (cpuSeconds * 1000) / Math.max(1, fleet.heartbeats),
    latency: fleet.latencies.percentiles(),
  };
}

async function measureSessions(ports: LoadPorts, plan: LoadPlan): Promise<LoadReport["sessions"]> {
  const { clock, server, progress } = ports;
  const phase = new SessionPhase(ports, server, plan);
  const startedMs = clock.now();
  const [cpuBefore, memoryBefore] = [await server.cpuSeconds(), await server.residentBytes()];
  let memoryPeak = memoryBefore;
  using _watch = clock.every(500, () => {
    const megabytes = (phase.bytes / 1e6).toFixed(0);
    progress.show(`sessions ${phase.opened} of ${plan.sessions}, ${phase.failed} failed, ${megabytes} MB`);
    server.residentBytes().then(
      (bytes) => {
        memoryPeak = Math.max(memoryPeak, bytes);
      },
      () => undefined,
    );
  });
  const totals = await phase.run();
  const cpuSeconds = (await server.cpuSeconds()) - cpuBefore;
  progress.done(`sessions ${totals.opened} of ${plan.sessions}, ${totals.failed} failed`);
  return {
    ...totals,
    seconds: (clock.now() - startedMs) / 1000,
    cpuSecondsPerGigabyte: cpuSeconds / Math.max(1e-9, totals.bytes / 1e9),
    memoryBytesPerPair: (memoryPeak - memoryBefore) / Math.max(1, plan.sessionsAtOnce),
  };
}

async function floodRelay({ clock, server, progress }: LoadPorts, plan: LoadPlan): Promise<HostileTotals> {
  const totals = await runHostile(clock, server, {
    attempts: plan.halfOpenLegs,
    atOnce: 2000,
    port: server.ports.relay,
    firstBytes: (n) => inventedLeg(n, server.publicKey),
    holdMs: 200,
    settleMs: plan.halfOpenLegs === 0 ? 0 : 7000,
    onProgress: (attempts) => progress.show(`half-open legs ${attempts} of ${plan.halfOpenLegs}`),
  });
  progress.done(`half-open legs ${totals.attempts}`);
  return totals;
}

async function floodRendezvous({ clock, server, progress }: LoadPorts, plan: LoadPlan): Promise<HostileTotals> {
  const totals = await runHostile(clock, server, {
    attempts: plan.silentConnections,
    atOnce: Math.min(5000, plan.silentConnections),
    port: server.ports.main,
    holdMs: 2000,
    settleMs: plan.silentConnections === 0 ? 0 : 5000,
    onProgress: (attempts) => progress.show(`silent connections ${attempts} of ${plan.silentConnections}`),
  });
  progress.done(`silent connections ${totals.attempts}`);
  return totals;
}
