import { ExpiringMap } from "@fairlead/base";

export interface RelayCandidate {
  readonly name: string;
  readonly serving: boolean;
}
export interface RelayChoiceSettings {
  /** [RC-2] How long a pair is remembered. */
  readonly pairMemoryMs: number;
  readonly maxPairs: number;
}
const relayChoiceDefaults: RelayChoiceSettings = { pairMemoryMs: 30_000, maxPairs: 20_000 };

/** Who wants to reach whom; A by address, because it comes back from another port. */
export interface RelayPair {
  readonly controllingIp: string;
  readonly targetId: string;
}

/**
 * Round robin over the relays that serve [RC-1]. A client never falls back to another relay by itself, so a pair that comes back soon is given another
 * one than last time [RC-2]: the one it was given longest ago when it has seen them all.
 */
export class RelayChoice {
  readonly #given: ExpiringMap<string, readonly string[]>;
  #turn = 0;

  constructor(settings: RelayChoiceSettings = relayChoiceDefaults) {
    this.#given = new ExpiringMap({ capacity: settings.maxPairs, lifetimeMs: settings.pairMemoryMs });
  }

  /** Empty when none serves. Remembers what it gave. */
  pickRelay(relays: readonly RelayCandidate[], pair: RelayPair, nowMs: number): string {
    const serving = relays.filter((relay) => relay.serving).map((relay) => relay.name);
    if (serving.length <= 1) return serving[0] ?? "";
    const key = `${pair.controllingIp} ${pair.targetId}`;
    const given = this.#given.get(key, nowMs) ?? [];
    const name = pickRelay(serving, this.#turn, given);
    this.#turn = (this.#turn + 1) % Number.MAX_SAFE_INTEGER;
    this.#given.set(key, [...given.filter((one) => one !== name && serving.includes(one)), name], nowMs);
    return name;
  }
}

/** The next in turn among those the pair has not been given, else the one given longest ago. `given` is oldest first. */
export function pickRelay(serving: readonly string[], turn: number, given: readonly string[]): string {
  const fresh = serving.filter((name) => !given.includes(name));
  if (fresh.length === 0) return given.find((name) => serving.includes(name)) ?? "";
  for (let step = 0; step < serving.length; step += 1) {
    const name = serving[(turn + step) % serving.length];
    if (name !== undefined && fresh.includes(name)) return name;
  }
  return "";
}
