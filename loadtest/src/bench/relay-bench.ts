import { type Clock, delay } from "@fairlead/base";
import { Forwarder, type ForwarderKind, hasHaproxy } from "./relay-forwarders.ts";
import { RelayTraffic, SMALL_BYTES, type TrafficKind } from "./relay-traffic.ts";

export interface RelayBenchSettings {
  /** Connections that are forwarded at the same time. */
  readonly pairs: number;
  /** Measurements per forwarder, one after the other in turns, so that what else the machine does meets all alike. */
  readonly rounds: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
}
export const relayBenchDefaults: RelayBenchSettings = { pairs: 8, rounds: 5, warmUpMs: 400, measureMs: 1_500 };

export interface RelayBenchPorts {
  readonly clock: Clock;
  /** The Node that runs the forwarders. */
  readonly nodePath: string;
  /** Hears a line per finished measurement. */
  readonly progress: (line: string) => void;
}

/** GB = 10^9 bytes; CPU seconds are the forwarder's alone, user and system. */
export interface RelayMeasurement {
  readonly gigabytesPerCpuSecond: number;
  readonly gigabytesPerSecond: number;
}

/** Medians of one kind of traffic. `undefined`: not installed. */
export interface RelayBenchReport {
  readonly settings: RelayBenchSettings;
  readonly traffic: TrafficKind;
  readonly ours: RelayMeasurement;
  readonly pipe: RelayMeasurement;
  readonly haproxy: RelayMeasurement | undefined;
}

/** The relay's engine against `a.pipe(b)` in Node and Debian's haproxy in tcp mode. */
export async function benchRelay(
  ports: RelayBenchPorts,
  settings: RelayBenchSettings,
  traffic: TrafficKind,
): Promise<RelayBenchReport> {
  const kinds: readonly ForwarderKind[] = (await hasHaproxy()) ? ["pipe", "ours", "haproxy"] : ["pipe", "ours"];
  const results = new Map<ForwarderKind, RelayMeasurement[]>(kinds.map((kind) => [kind, []]));
  for (let round = 1; round <= settings.rounds; round += 1) {
    for (const kind of kinds) {
      const measured = await measure(kind, ports, settings, traffic);
      results.get(kind)?.push(measured);
      ports.progress(`relay, ${traffic} ${round}/${settings.rounds} ${kind}: ${text(measured, traffic)}`);
    }
  }
  const median = (kind: ForwarderKind): RelayMeasurement => medians(results.get(kind) ?? []);
  const haproxy = kinds.includes("haproxy") ? median("haproxy") : undefined;
  return { settings, traffic, ours: median("ours"), pipe: median("pipe"), haproxy };
}

/** The report as people read it. */
export function relayBenchText({ settings, traffic, ours, pipe, haproxy }: RelayBenchReport): string {
  const ratio = (other: RelayMeasurement): string =>
    (ours.gigabytesPerCpuSecond / other.gigabytesPerCpuSecond).toFixed(2);
  return [
    `relay, ${traffic}, ${settings.pairs} pairs, medians of ${settings.rounds} interleaved runs of ${settings.measureMs} ms:`,
    `  fairlead   ${text(ours, traffic)}`,
    `  a.pipe(b)  ${text(pipe, traffic)}   fairlead is ${ratio(pipe)} times as good${traffic === "bulk" ? " (goal 1.5)" : ""}`,
    haproxy === undefined
      ? "  haproxy    not measured: /usr/sbin/haproxy is not installed"
      : `  haproxy    ${text(haproxy, traffic)}   fairlead is ${ratio(haproxy)} times as good`,
  ].join("\n");
}

async function measure(
  kind: ForwarderKind,
  { clock, nodePath }: RelayBenchPorts,
  { pairs, warmUpMs, measureMs }: RelayBenchSettings,
  trafficKind: TrafficKind,
): Promise<RelayMeasurement> {
  await using traffic = await RelayTraffic.open(trafficKind);
  await using forwarder = await Forwarder.start(kind, traffic.targetPort, clock, nodePath);
  await traffic.start(forwarder.port, pairs);
  await delay(clock, warmUpMs);
  const [startedMs, startedCpu, startedBytes] = [clock.now(), await forwarder.cpuSeconds(), traffic.receivedBytes];
  await delay(clock, measureMs);
  const gigabytes = (traffic.receivedBytes - startedBytes) / 1e9;
  const cpuSeconds = (await forwarder.cpuSeconds()) - startedCpu;
  const seconds = (clock.now() - startedMs) / 1000;
  await traffic.stop();
  return { gigabytesPerCpuSecond: gigabytes / cpuSeconds, gigabytesPerSecond: gigabytes / seconds };
}

function medians(all: readonly RelayMeasurement[]): RelayMeasurement {
  return {
    gigabytesPerCpuSecond: median(all.map((one) => one.gigabytesPerCpuSecond)),
    gigabytesPerSecond: median(all.map((one) => one.gigabytesPerSecond)),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Messages of small traffic, forwarded, per CPU second. */
export function messagesPerCpuSecond({ gigabytesPerCpuSecond }: RelayMeasurement): number {
  return Math.round((gigabytesPerCpuSecond * 1e9) / SMALL_BYTES);
}

function text(measured: RelayMeasurement, traffic: TrafficKind): string {
  if (traffic === "small") return `${messagesPerCpuSecond(measured)} messages per CPU-second`;
  const { gigabytesPerCpuSecond, gigabytesPerSecond } = measured;
  return `${gigabytesPerCpuSecond.toFixed(2)} GB per CPU-second (${gigabytesPerSecond.toFixed(2)} GB/s)`;
}
