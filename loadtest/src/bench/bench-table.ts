import type { HeartbeatBenchReport } from "./heartbeat-bench.ts";
import { messagesPerCpuSecond, type RelayBenchReport } from "./relay-bench.ts";
import type { RelayChoiceScene } from "./relay-choice-bench.ts";

export interface BenchMachine {
  readonly processor: string;
  readonly cores: number;
  readonly node: string;
  /** Such as 2026-01-31. */
  readonly date: string;
}

export interface BenchReports {
  readonly relay: RelayBenchReport;
  readonly smallRelay: RelayBenchReport;
  readonly heartbeats: HeartbeatBenchReport;
  readonly relayChoice: readonly RelayChoiceScene[];
}

/** All benches as the Markdown tables of docs/performance.md. */
export function benchTable(machine: BenchMachine, reports: BenchReports): string {
  const { relay, smallRelay, heartbeats } = reports;
  const { ours, pipe, haproxy } = relay;
  const { oursPerCpuSecond, echoPerCpuSecond, memoryBytes, settings } = heartbeats;
  const ratio = (one: number, other: number): string => (one / other).toFixed(2);
  const relayRow = (name: string, other: typeof pipe, goal: string): string =>
    `| relay, bulk, GB per CPU-second | ${ours.gigabytesPerCpuSecond.toFixed(2)} | ${name} ${other.gigabytesPerCpuSecond.toFixed(2)} | ${ratio(ours.gigabytesPerCpuSecond, other.gigabytesPerCpuSecond)} | ${goal} |`;
  const small = (name: string, other: typeof pipe | undefined): readonly string[] => {
    if (other === undefined) return [];
    const [one, its] = [messagesPerCpuSecond(smallRelay.ours), messagesPerCpuSecond(other)];
    return [`| relay, messages of 200 bytes per CPU-second | ${one} | ${name} ${its} | ${ratio(one, its)} | – |`];
  };
  return [
    `Measured ${machine.date} on ${machine.cores} cores of ${machine.processor}, Node ${machine.node}; medians of interleaved runs. Repeat with \`make bench\`.`,
    "",
    "| what | Fairlead | against | ratio | goal |",
    "|---|---|---|---|---|",
    relayRow("`a.pipe(b)`", pipe, "1.5"),
    ...(haproxy === undefined ? [] : [relayRow("haproxy (tcp mode)", haproxy, "–")]),
    ...small("`a.pipe(b)`", smallRelay.pipe),
    ...small("haproxy (tcp mode)", smallRelay.haproxy),
    `| heartbeats per CPU-second | ${Math.round(oursPerCpuSecond)} | bare \`dgram\` echo ${Math.round(echoPerCpuSecond)} | ${ratio(oursPerCpuSecond, echoPerCpuSecond)} | 0.55 |`,
    `| memory of ${settings.memoryPeers} registered devices | ${(memoryBytes / 2 ** 20).toFixed(1)} MiB | the empty server | – | 60 MiB |`,
    "",
    ...relayChoiceTable(reports.relayChoice),
    "",
  ].join("\n");
}

function relayChoiceTable(scenes: readonly RelayChoiceScene[]): readonly string[] {
  const cells = (texts: readonly string[]): string => `| ${texts.join(" | ")} |`;
  const kinds = scenes[0]?.measured.map(({ kind }) => kind) ?? [];
  const row = ({ name, measured }: RelayChoiceScene): string =>
    cells([name, ...measured.map(({ median, worst }) => `${median.toFixed(2)} (${worst.toFixed(2)})`)]);
  return [
    cells(["highest load of a relay over the mean", ...kinds]),
    cells(["---", ...kinds.map(() => "---")]),
    ...scenes.map(row),
  ];
}
