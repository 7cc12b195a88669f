import type { Percentiles } from "../latencies.ts";
import type { ClusterLoadReport } from "./run-cluster-load.ts";

/** The report as people read it. */
export function clusterReportText(report: ClusterLoadReport): string {
  const { plan, registered, registerSeconds, heartbeats, setUp, storeCallsPerSecond } = report;
  const calls = [...storeCallsPerSecond].map(([name, rate]) => `${name} ${rate.toFixed(1)}`);
  const rows: readonly (readonly [string, string])[] = [
    ["registered", `${registered} of ${plan.peers} on ${plan.nodes} nodes in ${registerSeconds.toFixed(1)} s`],
    ["store", `${Math.round(report.storeBytesPerPeer)} bytes per peer`],
    ["nodes", `${Math.round(report.nodeBytesPerPeer)} bytes of resident memory per peer`],
    ["heartbeats", `${heartbeats.answered} of ${heartbeats.sent} answered`],
    ["store commands", `${calls.join(", ")} per second while everybody heartbeats`],
    ["set-up, same node", latencies(setUp.sameNode)],
    ["set-up, 3 nodes", latencies(setUp.acrossNodes)],
    ...setUp.failures.map((why) => ["failed", why] as const),
  ];
  return rows.map(([name, text]) => `${name.padEnd(20)}${text}`).join("\n");
}

/** CPU of heartbeats at each number of nodes, against one node. */
export function costText(costs: ReadonlyMap<number, readonly number[]>): string {
  const one = median(costs.get(1) ?? []);
  const lines = [...costs].map(([nodes, found]) => {
    const cost = median(found);
    const text = `${(cost * 1000).toFixed(2)} CPU-ms per 1000 heartbeats and node, ${(cost / one).toFixed(2)} x one node`;
    return `${nodes} node${nodes === 1 ? " " : "s"}  ${text} (median of ${found.length})`;
  });
  return lines.join("\n");
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const latencies = ({ count, p50Ms, p99Ms, maxMs }: Percentiles): string =>
  `p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms, longest ${maxMs.toFixed(1)} ms (${count})`;
