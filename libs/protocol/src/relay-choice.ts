import { ExpiringMap, type Random } from "@fairlead/base";
import { explainChoice } from "./explain-relay-choice.ts";
import type { RelayCandidate, RelayPair, RelayRequest } from "./relay-candidate.ts";
import type { RelayReasoning } from "./relay-reasoning.ts";
import { RelayReservations } from "./relay-reservations.ts";

export interface RelayChoiceSettings {
  /** [RC-2] How long a pair is remembered. */
  readonly pairMemoryMs: number;
  readonly maxPairs: number;
}
const relayChoiceDefaults: RelayChoiceSettings = { pairMemoryMs: 30_000, maxPairs: 20_000 };

/** The relays at one moment, and who else chooses among them. */
export interface RelayScene {
  readonly relays: readonly RelayCandidate[];
  /** Rendezvous that share the clients, this one included; absent = it is alone. */
  readonly sharers?: number | undefined;
  readonly nowMs: number;
}

/**
 * Chooses relays [CL-32]: among those that may carry the session and are near both ends, the less loaded of two taken at random. Two at random, because what is known of
 * loads is a second old and the same for all who choose: if everybody took the least loaded one, it would be the most loaded a second later. A choice counts as load at once
 * [CL-33]. A client never falls back to another relay by itself, so a pair that comes back soon is given another one than last time [RC-2]. Relays that nobody knows
 * anything of take turns [RC-1].
 */
export class RelayChoice {
  readonly #random: Random;
  readonly #given: ExpiringMap<string, readonly string[]>;
  readonly #reservations = new RelayReservations();
  #turn = 0;

  constructor(random: Random, settings: RelayChoiceSettings = relayChoiceDefaults) {
    this.#random = random;
    this.#given = new ExpiringMap({ capacity: settings.maxPairs, lifetimeMs: settings.pairMemoryMs });
  }

  /** Empty when none may be chosen. Remembers what it gave, and reserves. */
  pickRelay(scene: RelayScene, request: RelayRequest): string {
    const { result, rule } = this.explain(scene, request);
    if (result === "") return "";
    if (rule === "turn") this.#turn = (this.#turn + 1) % Number.MAX_SAFE_INTEGER;
    this.#remember(scene, request, result);
    this.#reservations.reserve(result, scene.nowMs);
    return result;
  }

  /** What `pickRelay` would answer now and why, chance aside. Remembers and reserves nothing. */
  explain({ relays, sharers = 1, nowMs }: RelayScene, request: RelayRequest): RelayReasoning {
    this.#reservations.look(relays, nowMs, sharers);
    return explainChoice(relays, request, {
      reserved: (name) => this.#reservations.sessionsOf(name, nowMs),
      given: this.#given.get(pairKey(request), nowMs) ?? [],
      turn: this.#turn,
      draw: () => this.#random.uint32() / 2 ** 32,
    });
  }

  /** Only of relays that are still there, so that the list of a pair is as short as theirs. */
  #remember({ relays, nowMs }: RelayScene, request: RelayRequest, result: string): void {
    const key = pairKey(request);
    const before = this.#given.get(key, nowMs) ?? [];
    const kept = before.filter((name) => name !== result && relays.some((relay) => relay.name === name));
    this.#given.set(key, [...kept, result], nowMs);
  }
}

const pairKey = ({ controllingIp, targetId }: RelayPair): string => `${controllingIp} ${targetId}`;
