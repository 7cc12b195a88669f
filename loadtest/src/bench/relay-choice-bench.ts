import { RelayChoice } from "@fairlead/protocol";
import {
  type RelayBurstChooser,
  type RelayBurstResult,
  type RelayBurstSettings,
  relayBurst,
  relayBurstDefaults,
  SeededRandom,
} from "@fairlead/testkit";

/** How a relay is picked: as we do, each in turn, or the one that was least loaded 5 s ago. */
export type RelayChooserKind = "ours" | "in turn" | "least loaded, 5 s old";
const KINDS: readonly RelayChooserKind[] = ["ours", "in turn", "least loaded, 5 s old"];

/** The highest load of a relay over the mean of all: the median and the worst of all seeds. */
export interface RelayChoiceMeasurement {
  readonly kind: RelayChooserKind;
  readonly median: number;
  readonly worst: number;
}
export interface RelayChoiceScene {
  readonly name: string;
  readonly measured: readonly RelayChoiceMeasurement[];
}

const SEEDS = 20;
const STALE_MS = 5000;
/** A relay that was away and came back empty, one that carries much. */
const UNEVEN_BPS = [1e8, 2e8, 1.5e8, 3e8, 0, 0, 2.5e8, 1e8];
const SCENES: readonly (readonly [string, Partial<RelayBurstSettings>])[] = [
  ["all relays idle before", {}],
  ["relays unevenly loaded before", { backgroundBps: UNEVEN_BPS }],
];

/** Replays the same bursts of 1000 sessions over 8 relays, brokered by 3 rendezvous in 2 s, with each way to choose. Simulated time: the same numbers on any machine. */
export function benchRelayChoice(): readonly RelayChoiceScene[] {
  return SCENES.map(([name, settings]) => ({
    name,
    measured: KINDS.map((kind) => {
      const all = { ...relayBurstDefaults, ...settings };
      const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1);
      const bits = seeds.map((seed) => replay(kind, { ...all, seed }).bits).sort((one, other) => one - other);
      return { kind, median: bits[SEEDS / 2] ?? Number.NaN, worst: bits.at(-1) ?? Number.NaN };
    }),
  }));
}

/** The report as people read it. */
export function relayChoiceText(scenes: readonly RelayChoiceScene[]): string {
  const { sessions, rendezvous, backgroundBps, burstMs } = relayBurstDefaults;
  const head = `relay choice, ${sessions} sessions in ${burstMs / 1000} s over ${backgroundBps.length} relays by ${rendezvous} rendezvous, highest load over the mean, ${SEEDS} bursts:`;
  const line = ({ kind, median, worst }: RelayChoiceMeasurement): string =>
    `    ${kind.padEnd(22)} ${median.toFixed(2)}, at worst ${worst.toFixed(2)}`;
  return [head, ...scenes.flatMap(({ name, measured }) => [`  ${name}:`, ...measured.map(line)])].join("\n");
}

function replay(kind: RelayChooserKind, settings: RelayBurstSettings): RelayBurstResult {
  switch (kind) {
    case "ours":
      return relayBurst(ours(settings), settings);
    case "in turn":
      return relayBurst(inTurn(), settings);
    case "least loaded, 5 s old":
      return relayBurst(leastLoaded(), settings);
    default:
      throw kind satisfies never;
  }
}

function ours({ rendezvous, seed }: RelayBurstSettings): RelayBurstChooser {
  const choices = Array.from({ length: rendezvous }, (_, at) => new RelayChoice(new SeededRandom(seed * 100 + at)));
  return (at, relays, nowMs, session) => {
    const pair = { controllingIp: `2001:db8::${session.toString(16)}`, targetId: String(session) };
    return choices[at]?.pickRelay({ relays, nowMs, sharers: rendezvous }, pair) ?? "";
  };
}

function inTurn(): RelayBurstChooser {
  const turns = new Map<number, number>();
  return (at, relays) => {
    const turn = turns.get(at) ?? 0;
    turns.set(at, turn + 1);
    return relays[turn % relays.length]?.name ?? "";
  };
}

/** Each rendezvous goes by what it knew 5 s ago, as one does that asks its monitoring. */
function leastLoaded(): RelayBurstChooser {
  type Known = Parameters<RelayBurstChooser>[1];
  const known = new Map<number, { readonly atMs: number; readonly relays: Known }[]>();
  return (at, relays, nowMs) => {
    const past = known.get(at) ?? [];
    known.set(at, past);
    if (past.at(-1)?.relays !== relays) past.push({ atMs: nowMs, relays });
    const old = past.findLast(({ atMs }) => atMs <= nowMs - STALE_MS) ?? past[0];
    return (old?.relays ?? relays).reduce((best, one) => (one.usedBps < best.usedBps ? one : best)).name;
  };
}
