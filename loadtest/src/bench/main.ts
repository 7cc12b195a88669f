import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { liveClock } from "@fairlead/testkit";
import { benchTable } from "./bench-table.ts";
import { benchHeartbeats, heartbeatBenchDefaults, heartbeatBenchText } from "./heartbeat-bench.ts";
import { benchRelay, relayBenchDefaults, relayBenchText } from "./relay-bench.ts";
import { benchRelayChoice, relayChoiceText } from "./relay-choice-bench.ts";

const folder = join(import.meta.dirname, "..", "..", "out");
const ports = {
  clock: liveClock(),
  nodePath: process.execPath,
  progress: (line: string) => void process.stdout.write(`${line}\n`),
};

const relay = await benchRelay(ports, relayBenchDefaults, "bulk");
const smallRelay = await benchRelay(ports, relayBenchDefaults, "small");
const heartbeats = await benchHeartbeats(ports, heartbeatBenchDefaults);
const relayChoice = benchRelayChoice();
const text = `${relayBenchText(relay)}\n\n${relayBenchText(smallRelay)}\n\n${heartbeatBenchText(heartbeats)}\n\n${relayChoiceText(relayChoice)}\n`;
const machine = {
  processor: cpus()[0]?.model ?? "an unknown processor",
  cores: cpus().length,
  node: process.versions.node,
  date: new Date().toISOString().slice(0, 10),
};
const table = benchTable(machine, { relay, smallRelay, heartbeats, relayChoice });
process.stdout.write(`\n${text}\n${table}`);
await mkdir(folder, { recursive: true });
await writeFile(
  join(folder, "bench.json"),
  `${JSON.stringify({ relay, smallRelay, heartbeats, relayChoice }, undefined, 2)}\n`,
);
await writeFile(join(folder, "bench.txt"), text);
await writeFile(join(folder, "bench.md"), table);
