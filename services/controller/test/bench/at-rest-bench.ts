import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { delay, noMetrics, silentLogger } from "@fairlead/base";
import { openRedisStore, RedisRelayOrders } from "@fairlead/cluster-redis";
import { FakeKube, type FakeObject, findPort, liveClock, liveRandom, RedisServer, waitUntil } from "@fairlead/testkit";
import { crds } from "../../src/api/crds.ts";
import { chartConfig } from "../running/chart-config.ts";
import { FakeRelays } from "../running/fake-relays.ts";

/**
 * `node services/controller/test/bench/at-rest-bench.ts [RELAYS] [SECONDS]`: a real controller process at rest among relays that are played, and what it costs: memory, processor, writes.
 * Goal: 200 relays in 150 MiB.
 */
const RELAYS = Number(process.argv[2] ?? 200);
const SECONDS = Number(process.argv[3] ?? 60);
/** What the one command holds beside the controller counts, too. */
const COMMANDS = join(import.meta.dirname, "..", "..", "..", "cli", "src", "run-command.ts");
const CONTROLLER = join(import.meta.dirname, "controller-process.ts");
const MIB = 2 ** 20;
const TICKS_PER_SECOND = 100;

const ports = { clock: liveClock(), random: liveRandom(), logger: silentLogger, metrics: noMetrics };
const isServing = (one: FakeObject): boolean =>
  (one["status"] as { readonly state?: string } | undefined)?.state === "Serving";

await using redis = await RedisServer.start();
await using store = await openRedisStore(ports, { url: `redis://127.0.0.1:${redis.port}` });
await using kube = await FakeKube.start({
  objects: [
    ...(crds() as readonly FakeObject[]),
    ...chartConfig({ replicas: RELAYS, pool: { exposure: { mode: "hostPort", probe: "off" } } }),
  ],
});
kube.playKubelet({ nodes: Array.from({ length: RELAYS }, (_, index) => `node-${index}`), startMs: 100 });
const relays = new FakeRelays(kube, new RedisRelayOrders(store));
const opsPort = await findPort("127.0.0.1");
const words = ["--import", COMMANDS, CONTROLLER, kube.url, `redis://127.0.0.1:${redis.port}`, String(opsPort)];
const child = spawn(process.execPath, words, { stdio: ["ignore", "ignore", "inherit"] });
try {
  let second = 0;
  using _ = ports.clock.every(1000, () => {
    second += 1;
    for (const [index, { metadata }] of relays.pods.entries())
      relays.loads.set(metadata.name, {
        sessions: 5 + ((index + second) % 7),
        usedBps: 1e8 + ((index * 7 + second * 13) % 50) * 1e6,
      });
    void relays.tell();
  });
  await delay(ports.clock, 300);
  console.log(`memory at its start: ${(rssBytes() / MIB).toFixed(0)} MiB`);
  const startedMs = ports.clock.now();
  const allServe = (): boolean => kube.list("relayinstances.fairlead.io").filter(isServing).length === RELAYS;
  await waitUntil(ports.clock, "all serve", allServe, 300_000);
  console.log(`${RELAYS} relays serve after ${((ports.clock.now() - startedMs) / 1000).toFixed(1)} s`);
  await delay(ports.clock, Number(process.argv[4] ?? 60) * 1000);
  kube.seen.forget();
  const [cpuBefore, readings] = [cpuSeconds(), [] as number[]];
  for (let at = 0; at < SECONDS; at += 1) {
    await delay(ports.clock, 1000);
    readings.push(rssBytes());
  }
  const page = await (await fetch(`http://127.0.0.1:${opsPort}/metrics`)).text();
  const metric = (name: string): number => Number(new RegExp(`^${name} (.*)$`, "m").exec(page)?.[1] ?? Number.NaN);
  const [used, total] = [metric("nodejs_heap_size_used_bytes"), metric("nodejs_heap_size_total_bytes")];
  const writes = Map.groupBy(kube.seen.writes, ({ verb, resource }) => `${verb} ${resource}`);
  console.log(
    `memory: ${(Math.max(...readings) / MIB).toFixed(0)} MiB at most, ${((readings.at(-1) ?? 0) / MIB).toFixed(0)} MiB now (${rssParts()})`,
  );
  console.log(
    `heap: ${(used / MIB).toFixed(0)} MiB of ${(total / MIB).toFixed(0)} MiB, other: ${(metric("nodejs_external_memory_bytes") / MIB).toFixed(0)} MiB`,
  );
  console.log(`processor: ${(((cpuSeconds() - cpuBefore) / SECONDS) * 100).toFixed(1)} % of a core`);
  for (const [what, all] of writes) console.log(`${what}: ${all.length} in ${SECONDS} s`);
} finally {
  child.kill("SIGTERM");
}

/** Anonymous, and of files: the program's own pages. */
function rssParts(): string {
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  const part = (name: string): string => (Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024).toFixed(0);
  return `${part("RssAnon")} MiB its own, ${part("RssFile")} MiB of files`;
}

function rssBytes(): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
}

/** User and system time of all its threads. */
function cpuSeconds(): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
