import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { liveClock, liveRandom } from "@fairlead/testkit";
import { Progress } from "../progress.ts";
import { clusterReportText, costText } from "./cluster-report.ts";
import { heartbeatCost } from "./heartbeat-cost.ts";
import { runClusterLoad } from "./run-cluster-load.ts";

// make load CLUSTER=1: [--peers N] [--pairs N] [--beat-seconds N] [--per-node N] [--rounds N]
const { values } = parseArgs({
  options: {
    peers: { type: "string", default: "100000" },
    pairs: { type: "string", default: "200" },
    "beat-seconds": { type: "string", default: "60" },
    "per-node": { type: "string", default: "33000" },
    rounds: { type: "string", default: "5" },
  },
});
const clock = liveClock();
const folder = join(import.meta.dirname, "..", "..", "out");
await mkdir(folder, { recursive: true });
const maker = { clock, nodePath: process.execPath, folder };
using progress = new Progress(clock, process.stdout);

const plan = {
  peers: Number(values.peers),
  nodes: 3,
  pairs: Number(values.pairs),
  beatMs: Number(values["beat-seconds"]) * 1000,
};
const report = await runClusterLoad({ ...maker, random: liveRandom(), progress }, plan);
const texts = [clusterReportText(report)];
process.stdout.write(`\n${texts[0]}\n`);

const rounds = Number(values.rounds);
const costs = new Map<number, number[]>([1, 2, 3].map((nodes) => [nodes, []]));
for (let round = 1; round <= rounds; round += 1) {
  for (const [nodes, found] of costs) {
    progress.show(`heartbeats at ${nodes} nodes, round ${round} of ${rounds}`);
    found.push(await heartbeatCost(maker, nodes, Number(values["per-node"])));
  }
}
if (rounds > 0) texts.push(costText(costs));
process.stdout.write(`\n${texts.at(-1)}\n`);
await writeFile(join(folder, "cluster-load.txt"), `${texts.join("\n\n")}\n`);
process.stdout.write(`\nwritten to ${folder}\n`);
process.exitCode = report.registered >= plan.peers && report.setUp.failures.length === 0 ? 0 : 1;
