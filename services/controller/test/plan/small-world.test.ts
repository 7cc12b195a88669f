import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pool, templateOf } from "./fixtures.ts";
import { SmallWorld } from "./small-world.ts";

const ACCEPT_S = 20;
const settle = (world: SmallWorld, steps: number, arrivals?: number): void => {
  for (let step = 0; step < steps; step++) world.step(arrivals);
};
const open = (mode: "hostPort" | "nodePort" = "hostPort", replicas = 3) =>
  pool({ replicas, exposure: { mode }, drain: { acceptAssignedSeconds: ACCEPT_S } });

function world(seed: number, replicas = 3): SmallWorld {
  const nodes = [
    "node-a",
    "node-bb",
    "node-ccc",
    "node-dddd",
    "node-eeeee",
    "node-ffffff",
    "node-ggggggg",
    "node-hhhhhhhh",
  ];
  const mode = seed % 2 === 0 ? "hostPort" : "nodePort";
  return new SmallWorld({ pool: open(mode, replicas), nodes, arrivals: 4, acceptMs: ACCEPT_S * 1000 }, seed);
}

function assertSettled(one: SmallWorld): void {
  const { replicas } = one.pool.spec;
  assert.deepEqual(one.violations, []);
  assert.equal(one.serving, replicas, "serving");
  assert.equal(one.instances.size, replicas, "instances");
  assert.equal(one.pods.size, replicas, "pods");
  const wanted = templateOf(one.pool, one.config);
  for (const pod of one.pods.values()) assert.equal(pod.metadata.annotations?.["fairlead.io/template"], wanted);
  assert.equal(one.pool.status?.ready, replicas);
  assert.equal(one.pool.status?.draining, 0);
}

/** One thing that happens to a cluster on a day like any other. */
function happen(one: SmallWorld, round: number): void {
  const names = [...one.instances.keys()];
  const nodes = [...one.nodes.keys()];
  const things: readonly (() => void)[] = [
    () => one.setPool({ replicas: 1 + one.random.below(4) }),
    () => one.setImage(`fairlead:${round}`),
    () => names.length > 0 && one.annotate(one.random.pick(names), true),
    () => names.length > 0 && one.annotate(one.random.pick(names), false),
    () => one.cordon(one.random.pick(nodes), true),
    () => one.cordon(one.random.pick(nodes), false),
    () => names.length > 0 && one.kill(one.random.pick(names)),
    () => {
      one.storeSilent = true;
    },
    () => {
      one.unreachable = true;
    },
  ];
  one.random.pick(things)();
}

function calm(one: SmallWorld): void {
  for (const name of one.instances.keys()) one.annotate(name, false);
  for (const name of one.nodes.keys()) one.cordon(name, false);
  one.storeSilent = false;
  one.unreachable = false;
}

describe("a plan carried out again and again", () => {
  it("starts what is asked for, and comes to rest [KU-2] [KU-12]", () => {
    const one = world(1);
    settle(one, 60);
    assertSettled(one);
    const last = one.step();
    assert.deepEqual([last.delete, last.patch.filter(({ labels }) => "fairlead.io/open" in labels)], [[], []]);
    assert.equal(last.orders.size, 0);
  });

  for (const seed of [2, 3]) {
    it(`rolls out without a lost session, one more at a time, from seed ${seed} [KU-14] [KU-17]`, () => {
      const one = world(seed);
      settle(one, 60);
      for (const image of ["fairlead:2", "fairlead:3"]) {
        one.setImage(image);
        settle(one, 300);
        assertSettled(one);
      }
      assert.ok(one.ended > 100, `${one.ended} sessions ended by themselves`);
      assert.equal(one.cut, 0);
    });
  }

  it("scales down without a lost session [KU-15] [KU-17]", () => {
    const one = world(4, 4);
    settle(one, 60);
    one.setPool({ replicas: 1 });
    settle(one, 300);
    assertSettled(one);
  });

  it("a successor that never works stops a roll-out, and what serves goes on serving [KU-14] [KU-20]", () => {
    const one = world(5);
    settle(one, 60);
    one.unreachable = true;
    const before = new Set(one.instances.keys());
    one.setImage("fairlead:broken");
    settle(one, 200);
    assert.deepEqual(one.violations, []);
    assert.equal([...before].filter((name) => one.instances.get(name)?.status?.drain === undefined).length, 3);
    assert.equal(one.active.length, 4);
    one.unreachable = false;
    settle(one, 400);
    assertSettled(one);
  });

  for (let seed = 100; seed < 130; seed++) {
    it(`keeps its promises whatever happens, from seed ${seed} [KU-2] [KU-14] [KU-15] [KU-16] [KU-17] [KU-20]`, () => {
      const one = world(seed);
      settle(one, 40);
      for (let round = 0; round < 12; round++) {
        happen(one, round);
        settle(one, 5 + one.random.below(60));
        if (one.random.chance(0.5)) calm(one);
        assert.deepEqual(one.violations, []);
      }
      calm(one);
      one.flaky = 0;
      settle(one, 700, 1);
      assertSettled(one);
    });
  }
});
