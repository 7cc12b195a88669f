import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { liveClock } from "@fairlead/testkit";
import { benchHeartbeats, heartbeatBenchDefaults, heartbeatBenchText } from "./heartbeat-bench.ts";
import { benchRelay, relayBenchDefaults, relayBenchText } from "./relay-bench.ts";

const folder = join(import.meta.dirname, "..", "..", "out");
const ports = {
  clock: liveClock(),
  nodePath: process.execPath,
  progress: (line: string) => void process.stdout.write(`${line}\n`),
};

const relay = await benchRelay(ports, relayBenchDefaults);
const heartbeats = await benchHeartbeats(ports, heartbeatBenchDefaults);
const text = `${relayBenchText(relay)}\n\n${heartbeatBenchText(heartbeats)}\n`;
process.stdout.write(`\n${text}`);
await mkdir(folder, { recursive: true });
await writeFile(join(folder, "bench.json"), `${JSON.stringify({ relay, heartbeats }, undefined, 2)}\n`);
await writeFile(join(folder, "bench.txt"), text);
