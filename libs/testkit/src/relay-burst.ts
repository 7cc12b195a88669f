import type { RelayCandidate } from "@fairlead/protocol";
import { SeededRandom } from "./seeded-random.ts";

/** Many sessions in a short time, brokered by several rendezvous that tell each other nothing. */
export interface RelayBurstSettings {
  readonly rendezvous: number;
  readonly sessions: number;
  /** They begin evenly within this time; 0 = all at once. */
  readonly burstMs: number;
  /** What the relays carry before the burst, bits per second; one for each relay. */
  readonly backgroundBps: readonly number[];
  readonly seed: number;
}
export const relayBurstDefaults: RelayBurstSettings = {
  rendezvous: 3,
  sessions: 1000,
  burstMs: 2000,
  backgroundBps: Array.from({ length: 8 }, () => 0),
  seed: 1,
};

/** Asked for one session: at which rendezvous, what it knows of the relays (up to 2 s old), when, and which session it is. */
export type RelayBurstChooser = (
  rendezvous: number,
  relays: readonly RelayCandidate[],
  nowMs: number,
  session: number,
) => string;

/** Each as the highest over the mean of all relays, when all sessions are there; 1 = even. */
export interface RelayBurstResult {
  readonly sessions: number;
  readonly bits: number;
}

const CAPACITY_BPS = 1e9;
const STEP_MS = 20;
const SECOND_MS = 1000;
/** From the choice to the first byte: punching is tried first. */
const [SOONEST_MS, LATEST_MS] = [300, 4000];
/** A second of a session: 0.2 to 4 Mb/s. */
const [SLOWEST_BPS, FASTEST_BPS] = [2e5, 4e6];

/** One burst in simulated time. Relays advertise each second, rendezvous read what they say each second, each at its own moment. The same seed, the same burst. */
export function relayBurst(choose: RelayBurstChooser, settings: RelayBurstSettings): RelayBurstResult {
  const random = new SeededRandom(settings.seed);
  const relays = settings.backgroundBps.map((bps, index) => new SimulatedRelay(index, bps, random));
  const boards = Array.from({ length: settings.rendezvous }, () => new Board(relays, random));
  let begun = 0;
  for (let nowMs = 0; begun < settings.sessions; nowMs += STEP_MS) {
    for (const relay of relays) relay.advertise(nowMs);
    for (const board of boards) board.read(nowMs);
    const due = settings.burstMs <= nowMs ? settings.sessions : (settings.sessions * nowMs) / settings.burstMs;
    for (; begun < due; begun += 1) {
      const at = random.below(boards.length);
      const name = choose(at, boards[at]?.relays ?? [], nowMs, begun);
      relays.find((relay) => relay.name === name)?.take(nowMs + between(random, SOONEST_MS, LATEST_MS), random);
    }
  }
  return { sessions: unevenness(relays.map(({ taken }) => taken)), bits: unevenness(relays.map((one) => one.allBps)) };
}

function unevenness(values: readonly number[]): number {
  return (Math.max(...values) * values.length) / values.reduce((sum, value) => sum + value, 0);
}

const between = (random: SeededRandom, from: number, to: number): number => from + random.below(to - from);

class SimulatedRelay {
  readonly name: string;
  advert: RelayCandidate;
  readonly #backgroundBps: number;
  readonly #sessions: { readonly fromMs: number; readonly bps: number }[] = [];
  #nextMs: number;

  constructor(index: number, backgroundBps: number, random: SeededRandom) {
    this.name = `relay-${index + 1}`;
    this.#backgroundBps = backgroundBps;
    this.#nextMs = random.below(SECOND_MS);
    this.advert = this.#now(0);
  }

  get taken(): number {
    return this.#sessions.length;
  }

  get allBps(): number {
    return this.#sessions.reduce((sum, { bps }) => sum + bps, this.#backgroundBps);
  }

  take(fromMs: number, random: SeededRandom): void {
    this.#sessions.push({ fromMs, bps: between(random, SLOWEST_BPS, FASTEST_BPS) });
  }

  advertise(nowMs: number): void {
    if (nowMs < this.#nextMs) return;
    this.#nextMs += SECOND_MS;
    this.advert = this.#now(nowMs);
  }

  #now(nowMs: number): RelayCandidate {
    const here = this.#sessions.filter(({ fromMs }) => fromMs <= nowMs);
    const bps = here.reduce((sum, session) => sum + session.bps, 0);
    return {
      name: this.name,
      node: { slot: 1, epoch: "simulated" },
      serving: true,
      state: "serving",
      capacityBps: CAPACITY_BPS,
      usedBps: this.#backgroundBps + bps,
      sessions: here.length,
      maxSessions: Number.POSITIVE_INFINITY,
      meanSessionBps: here.length === 0 ? 0 : bps / here.length,
      region: "",
      pools: [],
    };
  }
}

/** What one rendezvous knows. */
class Board {
  relays: readonly RelayCandidate[];
  readonly #relays: readonly SimulatedRelay[];
  #nextMs: number;

  constructor(relays: readonly SimulatedRelay[], random: SeededRandom) {
    this.#relays = relays;
    this.relays = relays.map(({ advert }) => advert);
    this.#nextMs = random.below(SECOND_MS);
  }

  read(nowMs: number): void {
    if (nowMs < this.#nextMs) return;
    this.#nextMs += SECOND_MS;
    this.relays = this.#relays.map(({ advert }) => advert);
  }
}
