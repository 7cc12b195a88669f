import type { HostileTotals } from "./hostile-phase.ts";
import type { Percentiles } from "./latencies.ts";
import type { LoadPlan } from "./load-plan.ts";
import type { SessionTotals } from "./session-phase.ts";

export interface LoadReport {
  readonly plan: LoadPlan;
  readonly emptyServerBytes: number;
  readonly registration: { readonly accepted: number; readonly refused: number; readonly seconds: number };
  readonly memoryBytesPerPeer: number;
  readonly heartbeats: {
    readonly sent: number;
    readonly answered: number;
    readonly askedForKey: number;
    readonly cpuSecondsPer1000: number;
    readonly latency: Percentiles;
  };
  readonly sessions: SessionTotals & {
    readonly seconds: number;
    readonly cpuSecondsPerGigabyte: number;
    readonly memoryBytesPerPair: number;
  };
  readonly halfOpenLegs: HostileTotals;
  readonly silentConnections: HostileTotals;
}

/** The report as people read it. */
export function reportText(report: LoadReport): string {
  const { plan, registration, heartbeats, sessions, halfOpenLegs, silentConnections } = report;
  const rows: readonly (readonly [string, string])[] = [
    [
      "registered",
      `${registration.accepted} of ${plan.peers} in ${registration.seconds.toFixed(1)} s, ${registration.refused} refused`,
    ],
    ["memory", `${mib(report.emptyServerBytes)} empty, ${Math.round(report.memoryBytesPerPeer)} bytes per peer`],
    [
      "heartbeats",
      `${heartbeats.answered} of ${heartbeats.sent} answered (${percent(heartbeats.answered, heartbeats.sent)}), ${heartbeats.askedForKey} asked for a key`,
    ],
    ["", `${heartbeats.cpuSecondsPer1000.toFixed(4)} server CPU-seconds per 1000`],
    ["", latencies(heartbeats.latency)],
    [
      "sessions",
      `${sessions.opened} of ${plan.sessions} relayed (${percent(sessions.opened, plan.sessions)}) in ${sessions.seconds.toFixed(1)} s`,
    ],
    ["set-up", latencies(sessions.setUp)],
    [
      "relay",
      `${(sessions.bytes / 1e9).toFixed(2)} GB at ${((sessions.bytes * 8) / 1e6 / Math.max(0.001, sessions.seconds)).toFixed(0)} Mb/s, ${sessions.cpuSecondsPerGigabyte.toFixed(2)} server CPU-seconds per GB`,
    ],
    ["", `${(sessions.memoryBytesPerPair / 1024).toFixed(0)} KiB per standing pair`],
    ...Object.entries(sessions.failures).map(([why, count]) => ["failed", `${count} x ${why}`] as const),
    ["half-open legs", hostile(halfOpenLegs)],
    ["silent", hostile(silentConnections)],
  ];
  return rows.map(([name, text]) => `${name.padEnd(16)}${text}`).join("\n");
}

const mib = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
const percent = (part: number, whole: number): string => `${whole === 0 ? "-" : ((part / whole) * 100).toFixed(2)} %`;
const latencies = ({ p50Ms, p90Ms, p99Ms, maxMs }: Percentiles): string =>
  `p50 ${p50Ms.toFixed(1)} ms, p90 ${p90Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms, longest ${maxMs.toFixed(1)} ms`;
const hostile = (totals: HostileTotals): string =>
  `${totals.attempts} attempts, ${totals.refusedToConnect} refused at once; ${totals.growthBytesPerAttempt.toFixed(0)} bytes per attempt stay, ${totals.peakBytesPerAttempt.toFixed(0)} while standing`;
