import type { RelayCandidate, RelayRequest } from "./relay-candidate.ts";
import { distancesFrom } from "./relay-distance.ts";
import { isKnown, RelayLoads } from "./relay-loads.ts";
import type { RelayReasoning, RelayRefusal, RelayRule, WeighedRelay } from "./relay-reasoning.ts";
import { isReachedByWebSocket } from "./web-socket-reach.ts";

/** What the choice goes by besides the relays and the request. */
export interface RelayChoiceFacts {
  /** Sessions on their way to a relay. */
  readonly reserved: (name: string) => number;
  /** What this pair was given within 30 s, oldest first [RC-2]. */
  readonly given: readonly string[];
  /** Counts the choices that were made by turn. */
  readonly turn: number;
  /** Uniform in [0, 1). */
  readonly draw: () => number;
}

/** What a relay may have of its own limits before it is not even tried. */
const HARD_LIMIT = 1.2;
/** What is as near as the nearest: a detour that costs less than a busy relay does. */
const NEAR_FACTOR = 1.1;
const NEAR_KM = 300;

type Weighed = Omit<WeighedRelay, "refusal"> & { readonly relay: RelayCandidate };
type Outcome = Pick<RelayReasoning, "rule" | "drawn" | "result">;

/** The whole choice with its reasons: what decides is what explains [CL-32]. Changes nothing. */
export function explainChoice(
  relays: readonly RelayCandidate[],
  request: RelayRequest,
  facts: RelayChoiceFacts,
): RelayReasoning {
  const refusals = new Map<RelayCandidate, RelayRefusal>();
  const admitted = new Set(relays.filter((relay) => !refuse(relay, hardRefusal(relay, request), refusals)));
  const loads = new RelayLoads([...admitted], facts.reserved);
  const weighed = weigh(relays, request, loads);
  const outcome = pick(
    weighed.filter(({ relay }) => admitted.has(relay)),
    { ...facts, heard: request.heard ?? (() => true), webSocket: request.webSocket ?? false },
    refusals,
  );
  const rows = weighed.map(({ relay, ...row }) => ({ ...row, refusal: refusals.get(relay) }));
  return { relays: rows, reservationBps: loads.sessionBps, ...outcome };
}

function hardRefusal(relay: RelayCandidate, request: RelayRequest): RelayRefusal | undefined {
  const { pools = [] } = request;
  if (!relay.serving) return "not serving";
  if (relay.state !== "serving") return "draining";
  if (relay.sessions >= relay.maxSessions * HARD_LIMIT) return "full";
  return pools.length > 0 && !relay.pools.some((pool) => pools.includes(pool)) ? "other pool" : undefined;
}

function refuse(
  relay: RelayCandidate,
  why: RelayRefusal | undefined,
  refusals: Map<RelayCandidate, RelayRefusal>,
): boolean {
  if (why !== undefined) refusals.set(relay, why);
  return why !== undefined;
}

function weigh(relays: readonly RelayCandidate[], request: RelayRequest, loads: RelayLoads): readonly Weighed[] {
  const controlling = distancesFrom(request.controllingPlace, relays);
  const target = distancesFrom(request.targetPlace, relays);
  return relays.map((relay, index) => ({
    relay,
    name: relay.name,
    ...loads.of(relay),
    controllingKm: controlling.known[index],
    targetKm: target.known[index],
    km: (controlling.filled[index] ?? 0) + (target.filled[index] ?? 0),
  }));
}

function pick(
  admitted: readonly Weighed[],
  facts: RelayChoiceFacts & { readonly heard: (relay: RelayCandidate) => boolean; readonly webSocket: boolean },
  refusals: Map<RelayCandidate, RelayRefusal>,
): Outcome {
  const prefer = (from: readonly Weighed[], why: RelayRefusal, fits: (one: Weighed) => boolean): readonly Weighed[] =>
    from.some(fits) ? from.filter((one) => !refuse(one.relay, fits(one) ? undefined : why, refusals)) : from;
  const found = prefer(admitted, "no WebSocket", ({ relay }) => !facts.webSocket || isReachedByWebSocket(relay));
  const alive = prefer(found, "silent", ({ relay }) => facts.heard(relay));
  const [first, ...others] = alive;
  if (first === undefined) return outcome("none", "");
  if (others.length === 0) return outcome("only", first.name);
  const { given } = facts;
  if (alive.every(({ name }) => given.includes(name))) return outcome("oldest", oldest(alive, given));
  const fresh = prefer(alive, "given lately", ({ name }) => !given.includes(name));
  const roomy = prefer(fresh, "no room", ({ hasRoom }) => hasRoom);
  const nearKm = Math.min(...roomy.map(({ km }) => km)) * NEAR_FACTOR + NEAR_KM;
  const near = prefer(roomy, "far", ({ km }) => km <= nearKm);
  if (!near.some(({ relay }) => isKnown(relay))) return outcome("turn", nextInTurn(alive, near, facts.turn));
  const drawn = drawTwo(near, facts.draw);
  const names = drawn.map(({ name }) => name);
  return outcome("less loaded of two", lessLoaded(drawn), names);
}

function outcome(rule: RelayRule, result: string, drawn: readonly string[] = []): Outcome {
  return { rule, result, drawn };
}

/** `given` is oldest first. */
function oldest(admitted: readonly Weighed[], given: readonly string[]): string {
  return given.find((name) => admitted.some((one) => one.name === name)) ?? "";
}

/** All that may be chosen keep their place in the round; those that are not left now are passed over. */
function nextInTurn(round: readonly Weighed[], left: readonly Weighed[], turn: number): string {
  for (let step = 0; step < round.length; step += 1) {
    const next = round[(turn + step) % round.length];
    if (next !== undefined && left.includes(next)) return next.name;
  }
  return "";
}

/** Two different ones, where there are two. */
function drawTwo(near: readonly Weighed[], draw: () => number): readonly Weighed[] {
  if (near.length < 2) return near;
  const first = Math.floor(draw() * near.length);
  const second = (first + 1 + Math.floor(draw() * (near.length - 1))) % near.length;
  return [near[first], near[second]].filter((one) => one !== undefined);
}

/** The first drawn where both are alike, so that it is not always the same. */
function lessLoaded(drawn: readonly Weighed[]): string {
  return drawn.reduce((best, one) => (one.load < best.load ? one : best)).name;
}
