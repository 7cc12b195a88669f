import type { Clock } from "@fairlead/base";
import { Responder, type ResponderKind } from "./heartbeat-responders.ts";
import { HeartbeatTraffic, type HeartbeatTrafficSettings } from "./heartbeat-traffic.ts";

export interface HeartbeatBenchSettings {
  readonly traffic: HeartbeatTrafficSettings;
  /** Measurements of each, one after the other in turns, so that what else the machine does meets both alike. */
  readonly rounds: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** Registered to see what a device costs in memory. */
  readonly memoryPeers: number;
}
export const heartbeatBenchDefaults: HeartbeatBenchSettings = {
  traffic: { sockets: 16, peersPerSocket: 64, window: 8 },
  rounds: 5,
  warmUpMs: 700,
  measureMs: 1_500,
  memoryPeers: 20_000,
};

export interface HeartbeatBenchPorts {
  readonly clock: Clock;
  /** The Node that runs the responders. */
  readonly nodePath: string;
  /** Hears a line per finished measurement. */
  readonly progress: (line: string) => void;
}

/** Medians. CPU seconds are the responder's alone, user and system. */
export interface HeartbeatBenchReport {
  readonly settings: HeartbeatBenchSettings;
  readonly oursPerCpuSecond: number;
  readonly echoPerCpuSecond: number;
  /** Resident memory with `memoryPeers` registered, over that of the empty server. */
  readonly memoryBytes: number;
}

/** Heartbeats of registered devices against a bare `dgram` echo. */
export async function benchHeartbeats(
  ports: HeartbeatBenchPorts,
  settings: HeartbeatBenchSettings,
): Promise<HeartbeatBenchReport> {
  const results: Record<ResponderKind, number[]> = { ours: [], echo: [] };
  for (let round = 1; round <= settings.rounds; round += 1) {
    for (const kind of ["echo", "ours"] as const) {
      const rate = await measure(kind, ports, settings);
      results[kind].push(rate);
      ports.progress(`heartbeats ${round}/${settings.rounds} ${kind}: ${Math.round(rate)} per CPU second`);
    }
  }
  const memoryBytes = await measureMemory(ports, settings.memoryPeers);
  return {
    settings,
    oursPerCpuSecond: median(results.ours),
    echoPerCpuSecond: median(results.echo),
    memoryBytes,
  };
}

/** The report as people read it. */
export function heartbeatBenchText(report: HeartbeatBenchReport): string {
  const { settings, oursPerCpuSecond, echoPerCpuSecond, memoryBytes } = report;
  const { sockets, peersPerSocket } = settings.traffic;
  return [
    `heartbeats, ${sockets * peersPerSocket} devices, medians of ${settings.rounds} interleaved runs of ${settings.measureMs} ms:`,
    `  fairlead    ${Math.round(oursPerCpuSecond)} per CPU second`,
    `  dgram echo  ${Math.round(echoPerCpuSecond)} per CPU second; fairlead has ${(oursPerCpuSecond / echoPerCpuSecond).toFixed(2)} of it (goal 0.55)`,
    `  ${settings.memoryPeers} registered devices: ${(memoryBytes / 2 ** 20).toFixed(1)} MiB over the empty server (goal 60)`,
  ].join("\n");
}

async function measure(
  kind: ResponderKind,
  { clock, nodePath }: HeartbeatBenchPorts,
  { traffic: settings, warmUpMs, measureMs }: HeartbeatBenchSettings,
): Promise<number> {
  await using responder = await Responder.start(kind, nodePath);
  await using traffic = await HeartbeatTraffic.open(clock, responder.port, settings);
  await traffic.register();
  await traffic.flood(warmUpMs);
  const [answers, cpuSeconds] = [traffic.answers, await responder.cpuSeconds()];
  await traffic.flood(measureMs);
  return (traffic.answers - answers) / ((await responder.cpuSeconds()) - cpuSeconds);
}

async function measureMemory({ clock, nodePath }: HeartbeatBenchPorts, peers: number): Promise<number> {
  await using responder = await Responder.start("ours", nodePath);
  const empty = await responder.residentBytes();
  const sockets = 20;
  const settings = { sockets, peersPerSocket: Math.ceil(peers / sockets), window: 1 };
  await using traffic = await HeartbeatTraffic.open(clock, responder.port, settings);
  await traffic.register();
  return (await responder.residentBytes()) - empty;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
