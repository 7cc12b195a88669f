import assert from "node:assert/strict";
import { describe } from "node:test";
import { type SessionUuid, sessionUuid } from "@fairlead/base";
import { fuzz, type SeededRandom } from "@fairlead/testkit";
import { type PairingDecision, PairingTable } from "../src/pairing-table.ts";

interface Leg {
  readonly uuid: SessionUuid;
  readonly name: string;
}
type Event = (world: World) => void;

/** A relay in small: the table, the admissions beside it, and what came of it. */
class World {
  readonly table = new PairingTable<Leg>();
  readonly admitted = new Set<SessionUuid>();
  readonly pairs = new Map<SessionUuid, number>();
  readonly gone = new Set<Leg>();
  nowMs = 0;

  arrive(leg: Leg): void {
    this.#heed(this.table.arrive(leg, leg.uuid, "192.0.2.1", this.admitted.has(leg.uuid), this.nowMs));
  }
  admit(uuid: SessionUuid): void {
    this.admitted.add(uuid);
    this.#heed(this.table.admit(uuid, this.nowMs));
  }
  leave(leg: Leg): void {
    this.table.leave(leg);
    this.gone.add(leg);
  }
  #heed(decision: PairingDecision<Leg> | undefined): void {
    if (decision?.kind !== "pair") return;
    const { uuid, first, second } = decision;
    assert.ok(this.admitted.delete(uuid), "paired without an admission");
    assert.ok(first !== second && first.uuid === uuid && second.uuid === uuid, "paired with a stranger");
    assert.ok(!this.gone.has(first) && !this.gone.has(second), "paired with a leg that had ended");
    this.pairs.set(uuid, (this.pairs.get(uuid) ?? 0) + 1);
  }
}

/** What one leg does, in order: it comes; or it comes, ends, and comes again. */
function legEvents(random: SeededRandom, uuid: SessionUuid, name: string): Event[] {
  const last: Leg = { uuid, name };
  const come: Event = (world) => world.arrive(last);
  if (!random.chance(0.2)) return [come];
  const first: Leg = { uuid, name: `${name}, first try` };
  return [(world) => world.arrive(first), (world) => world.leave(first), come];
}

/** Any merge of threads that keeps the order within each. */
function interleave(random: SeededRandom, threads: readonly Event[][]): Event[] {
  const rest = threads.map((thread) => [...thread]);
  const merged: Event[] = [];
  for (let left = rest.filter((one) => one.length > 0); left.length > 0; left = rest.filter((one) => one.length > 0)) {
    const event = random.pick(left).shift();
    if (event !== undefined) merged.push(event);
  }
  return merged;
}

function play(random: SeededRandom): void {
  const world = new World();
  const sessions = Array.from({ length: 1 + random.below(3) }, (_, index) => ({
    uuid: sessionUuid(`session ${index}`),
    brokered: random.chance(0.8),
  }));
  const threads = sessions.flatMap(({ uuid, brokered }) => [
    legEvents(random, uuid, "A"),
    legEvents(random, uuid, "B"),
    brokered ? [(one: World) => one.admit(uuid)] : [],
  ]);
  for (const event of interleave(random, threads)) {
    event(world);
    world.nowMs += random.below(100);
    assert.deepEqual(world.table.expire(world.nowMs), [], "time was up within 2 s");
  }
  for (const { uuid, brokered } of sessions) assert.equal(world.pairs.get(uuid) ?? 0, brokered ? 1 : 0, uuid);
  world.table.expire(world.nowMs + 30_000);
  assert.equal(world.table.waiting, 0, "the table keeps nothing");
  assert.equal(world.table.nextDeadlineMs(), undefined);
}

describe("pairing table, every order", () => {
  fuzz("[RL-2] [RL-3] interleavings of legs, ends and admissions lose no pair", 100_000, play);
});
