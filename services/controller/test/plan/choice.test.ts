import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Plan, Snapshot } from "../../src/plan/index.ts";
import { node, pool, type RelayWish } from "./fixtures.ts";
import { conditionOf, planOf, type Relays, statusOf } from "./planned.ts";

const drainsIn = (made: Plan): string[] =>
  [...made.orders].flatMap(([name, order]) => (order?.draining ? [name as string] : [])).sort();
const actionsIn = (made: Plan): string[] =>
  made.events
    .filter(({ action }) => /Relay$|Pod$/.test(action))
    .map(({ action, note }) => `${action} ${note.split(" ")[0]}`);
const startsIn = (made: Plan): number => actionsIn(made).filter((text) => text.startsWith("StartRelay")).length;

describe("the victim of a scale-down [KU-15]", () => {
  const cases: readonly { readonly why: string; readonly relays: Relays; readonly victim: string }[] = [
    {
      why: "has the fewest sessions",
      relays: {
        "relays-0-a": { sessions: 5, load: 0.1 },
        "relays-1-b": { sessions: 4, load: 0.5 },
        "relays-2-c": { sessions: 9 },
      },
      victim: "relays-1-b",
    },
    {
      why: "of those has the least load",
      relays: {
        "relays-0-a": { sessions: 4, load: 0.3 },
        "relays-1-b": { sessions: 4, load: 0.2 },
        "relays-2-c": { sessions: 4, load: 0.4 },
      },
      victim: "relays-1-b",
    },
    {
      why: "of those is the youngest",
      relays: {
        "relays-0-a": { bornSecondsAgo: 900 },
        "relays-1-b": { bornSecondsAgo: 300 },
        "relays-2-c": { bornSecondsAgo: 600 },
      },
      victim: "relays-1-b",
    },
    {
      why: "is one that serves nobody new, if there is one: else fewer would serve than are asked for",
      relays: {
        "relays-0-a": {},
        "relays-1-b": { sessions: 1 },
        "relays-2-c": { status: { sessions: 9 }, pod: "unready", report: "none" },
      },
      victim: "relays-2-c",
    },
  ];
  for (const { why, relays, victim } of cases) {
    it(why, () => assert.deepEqual(drainsIn(planOf(pool({ replicas: 2 }), relays)), [victim]));
  }

  it("is told with its numbers, as an event and in the history", () => {
    const made = planOf(pool({ replicas: 1 }), {
      "relays-0-a": { sessions: 3 },
      "relays-1-b": { sessions: 7, load: 0.2 },
    });
    const event = made.events.find(({ action }) => action === "DrainRelay");
    assert.equal(event?.note, "relays-0-a is drained: 2 relays, 1 asked for (3 sessions, load 0 %)");
    assert.equal(statusOf(made, "relays").history?.at(-1)?.message, "2 relays, 1 asked for (3 sessions, load 0 %)");
  });

  it("waits while the others carry as much as they may, and says so", () => {
    const made = planOf(pool({ replicas: 1 }), {
      "relays-0-a": { sessions: 3, load: 0.3 },
      "relays-1-b": { sessions: 90, load: 0.85 },
    });
    assert.deepEqual(drainsIn(made), []);
    assert.equal(conditionOf(made, "relays", "Progressing")?.reason, "ScaleDownHeld");
    assert.match(conditionOf(made, "relays", "Degraded")?.message ?? "", /load of 85 %.*do: ask for more relays/);
  });
});

describe("a draining relay is taken back [KU-15]", () => {
  const draining = (secondsAgo: number) => ({ draining: { secondsAgo, reason: "ScaleDown" }, sessions: 2 });

  it("before a pod is started, newest drain first", () => {
    const relays = { "relays-0-a": { sessions: 1 }, "relays-1-b": draining(500), "relays-2-c": draining(100) };
    const two = planOf(pool({ replicas: 2 }), relays);
    assert.deepEqual(actionsIn(two), ["TakeBackRelay relays-2-c"]);
    const four = planOf(pool({ replicas: 4 }), relays);
    assert.deepEqual(
      actionsIn(four).map((text) => text.split(" ")[0]),
      ["TakeBackRelay", "TakeBackRelay", "StartRelay"],
    );
  });

  it("when the load of the serving ones rises, and was so when it was written last", () => {
    const relays = {
      "relays-0-a": { sessions: 90, load: 0.95 },
      "relays-1-b": draining(500),
      "relays-2-c": draining(100),
    };
    const high = pool({ replicas: 1 }, { status: { load: 92 } });
    assert.deepEqual(actionsIn(planOf(high, relays)), ["TakeBackRelay relays-2-c"]);
    assert.deepEqual(actionsIn(planOf(pool({ replicas: 1 }, { status: { load: 40 } }), relays)), []);
    assert.deepEqual(actionsIn(planOf(high, { ...relays, "relays-0-a": { load: 0.85 } })), []);
  });

  it("and not drained again at once", () => {
    const high = pool({ replicas: 1 }, { status: { load: 92 } });
    const made = planOf(high, { "relays-0-a": { sessions: 90, load: 0.95 }, "relays-2-c": { sessions: 2 } });
    assert.deepEqual(drainsIn(made), []);
  });

  it("but not one whose pod is gone or going", () => {
    const made = planOf(pool({ replicas: 2 }), { "relays-0-a": {}, "relays-1-b": { ...draining(5), pod: "leaving" } });
    assert.equal(startsIn(made), 1);
  });
});

describe("what drains a relay [KU-16]", () => {
  const spare = { "relays-1-b": {}, "relays-2-c": {} } as const;
  const cases: readonly {
    readonly why: string;
    readonly wish: RelayWish;
    readonly nodes?: Snapshot["nodes"];
    readonly reason: string;
  }[] = [
    { why: "the annotation", wish: { annotations: { "fairlead.io/drain": "repair" } }, reason: "Annotation" },
    {
      why: "a cordon",
      wish: { node: "node-x" },
      nodes: [node("node-x", { unschedulable: true })],
      reason: "NodeLeaves",
    },
    {
      why: "the cluster autoscaler's taint",
      wish: { node: "node-x" },
      nodes: [node("node-x", { taints: ["ToBeDeletedByClusterAutoscaler"] })],
      reason: "NodeLeaves",
    },
    {
      why: "Karpenter's taint",
      wish: { node: "node-x" },
      nodes: [node("node-x", { taints: ["karpenter.sh/disrupted"] })],
      reason: "NodeLeaves",
    },
    {
      why: "a spot notice",
      wish: { node: "node-x" },
      nodes: [node("node-x", { taints: ["aws-node-termination-handler/spot-itn"] })],
      reason: "NodeLeaves",
    },
    { why: "a node that is gone", wish: { node: "node-x" }, reason: "NodeLeaves" },
    { why: "five minutes unready", wish: { pod: "unready", unreadySeconds: 400 }, reason: "Unready" },
  ];
  for (const { why, wish, nodes = [], reason } of cases) {
    it(`${why}; with others enough it goes at once, under the reason ${reason}`, () => {
      const made = planOf(
        pool({ replicas: 2 }),
        { "relays-0-a": wish, ...spare },
        { nodes: [node("node-a"), ...nodes] },
      );
      assert.deepEqual(drainsIn(made), ["relays-0-a"]);
      assert.equal(statusOf(made, "relays-0-a").drain?.reason, reason);
    });
  }

  it("a person's wish waits for a successor that serves, so that no fewer serve than are asked for", () => {
    const asked = { annotations: { "fairlead.io/drain": "repair" } };
    const first = planOf(pool({ replicas: 1 }), { "relays-0-a": asked });
    assert.deepEqual([drainsIn(first), startsIn(first)], [[], 1]);
    const starting: RelayWish = { pod: "unready", published: false, bornSecondsAgo: 20 };
    assert.deepEqual(drainsIn(planOf(pool({ replicas: 1 }), { "relays-0-a": asked, "relays-1-b": starting })), []);
    assert.deepEqual(drainsIn(planOf(pool({ replicas: 1 }), { "relays-0-a": asked, "relays-1-b": {} })), [
      "relays-0-a",
    ]);
  });

  it("but not for one that no node takes, nor for longer than two minutes", () => {
    const asked = { annotations: { "fairlead.io/drain": "repair" } };
    const hopeless: RelayWish = { pod: "pending", published: false, bornSecondsAgo: 5 };
    assert.deepEqual(drainsIn(planOf(pool({ replicas: 1 }), { "relays-0-a": asked, "relays-1-b": hopeless })), [
      "relays-0-a",
    ]);
    const slow: RelayWish = { pod: "unready", published: false, bornSecondsAgo: 150 };
    assert.deepEqual(drainsIn(planOf(pool({ replicas: 1 }), { "relays-0-a": asked, "relays-1-b": slow })), [
      "relays-0-a",
    ]);
  });

  it("a spot notice waits for nobody", () => {
    const nodes = [node("node-a"), node("node-x", { taints: ["aws-node-termination-handler/spot-itn"] })];
    const made = planOf(pool({ replicas: 1 }), { "relays-0-a": { node: "node-x" } }, { nodes });
    assert.deepEqual([drainsIn(made), startsIn(made)], [["relays-0-a"], 1]);
  });

  it("when it is over the relay is taken back, and is not the one who goes for it", () => {
    const back: RelayWish = { draining: { secondsAgo: 30, reason: "NodeLeaves" }, sessions: 3 };
    const made = planOf(pool({ replicas: 1 }), { "relays-0-a": back, "relays-1-b": { bornSecondsAgo: 20 } });
    assert.deepEqual(actionsIn(made), ["TakeBackRelay relays-0-a"]);
    const order = [...made.orders].find(([name]) => name === "relays-0-a")?.[1];
    assert.equal(order?.draining, false);
  });

  it("a drain that goes on under another name keeps its beginning [KU-17]", () => {
    const wish: RelayWish = {
      draining: { secondsAgo: 600, reason: "ScaleDown" },
      sessions: 3,
      annotations: { "fairlead.io/drain": "" },
    };
    const { drain } = statusOf(planOf(pool({ replicas: 1 }), { "relays-0-a": wish, "relays-1-b": {} }), "relays-0-a");
    assert.deepEqual([drain?.reason, drain?.since], ["Annotation", "2030-01-01T11:50:00.000Z"]);
  });
});

describe("a changed pod template [KU-14]", () => {
  const old = { template: "old" } as const;
  const both: Relays = { "relays-0-a": { ...old, sessions: 4 }, "relays-1-b": { ...old, sessions: 2 } };
  const successor = (wish: RelayWish): Relays => ({ ...both, "relays-2-c": wish });

  it("starts one relay more, and only one", () => {
    const made = planOf(pool({ replicas: 2 }), both);
    assert.deepEqual([startsIn(made), drainsIn(made)], [1, []]);
    assert.equal(conditionOf(made, "relays", "Progressing")?.reason, "RollingOut");
  });

  it("drains nobody until that one is proven and published", () => {
    const starting = planOf(pool({ replicas: 2 }), successor({ published: false, proof: "none" }));
    assert.deepEqual([startsIn(starting), drainsIn(starting)], [0, []]);
  });

  it("then drains the old one with the fewest sessions, and no second one", () => {
    assert.deepEqual(drainsIn(planOf(pool({ replicas: 2 }), successor({}))), ["relays-1-b"]);
    const next = {
      ...successor({}),
      "relays-1-b": { ...old, sessions: 2, draining: { secondsAgo: 9, reason: "Rollout" } },
    };
    const made = planOf(pool({ replicas: 2 }), next);
    assert.deepEqual([startsIn(made), actionsIn(made).length], [1, 1]);
  });

  it("that no node can take stops the roll-out, and says what to do", () => {
    const made = planOf(pool({ replicas: 2 }), successor({ pod: "pending", published: false, bornSecondsAgo: 900 }));
    assert.deepEqual(drainsIn(made), []);
    assert.match(
      conditionOf(made, "relays", "Progressing")?.message ?? "",
      /no node takes it \(0\/1 nodes\); do: add a node/,
    );
  });

  it("makes the pod anew, under its name, where nobody was ever sent", () => {
    const made = planOf(pool({ replicas: 1 }), {
      "relays-0-a": { ...old, published: false, pod: "unready", report: "none" },
    });
    assert.deepEqual(
      made.delete.map(({ ref, uid }) => [ref.kind, ref.name, uid]),
      [["Pod", "relays-0-a", "pod-relays-0-a"]],
    );
    assert.deepEqual(actionsIn(made), ["RemakePod relays-0-a"]);
  });

  it("takes back, on the way back, who still has the template that is wanted again", () => {
    const relays = { "relays-0-a": old, "relays-1-b": { draining: { secondsAgo: 9, reason: "Rollout" }, sessions: 2 } };
    assert.deepEqual(actionsIn(planOf(pool({ replicas: 1 }), relays)), ["TakeBackRelay relays-1-b"]);
  });
});

describe("while the store is silent", () => {
  it("nobody is emptied or ended of whom nothing is known [KU-4] [KU-17]", () => {
    const relays = {
      "relays-0-a": { template: "old" },
      "relays-1-b": {},
      "relays-2-c": { draining: { secondsAgo: 900, reason: "ScaleDown" } },
    };
    const made = planOf(pool({ replicas: 1 }), relays, { reports: undefined, orders: undefined });
    assert.deepEqual([made.delete, [...made.orders], actionsIn(made)], [[], [], []]);
    assert.equal(statusOf(made, "relays-1-b").state, "Serving");
  });
});
