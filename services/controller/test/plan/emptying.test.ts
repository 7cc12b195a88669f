import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodeName } from "@fairlead/base";
import type { KubeObject } from "@fairlead/kube";
import type { RelayPool } from "../../src/api/index.ts";
import { type Plan, plan, type Snapshot } from "../../src/plan/index.ts";
import { pool, type RelayWish, relay, snapshot } from "./fixtures.ts";

const NAME = "relays-0-a";
const none = pool({ replicas: 0 });
const planOf = (wish: RelayWish, of: RelayPool = none, more: Partial<Snapshot> = {}): Plan =>
  plan(snapshot([of], [relay(NAME, of, wish)], more));
const deleted = (made: Plan): string[] => made.delete.map(({ ref }) => ref.kind);
const drained = (secondsAgo: number, more: RelayWish = {}): RelayWish => ({
  draining: { secondsAgo, reason: "ScaleDown" },
  ...more,
});

describe("a relay that is emptied [KU-17]", () => {
  it("gets no new sessions from the first moment on", () => {
    const order = planOf({ sessions: 3 }).orders.get(nodeName(NAME));
    assert.deepEqual([order?.draining, order?.address], [true, "203.0.113.6:21117"]);
  });

  const cases: readonly { readonly why: string; readonly wish: RelayWish; readonly ends: boolean }[] = [
    { why: "stays while it has sessions", wish: drained(9_000, { sessions: 1 }), ends: false },
    { why: "stays while it awaits some", wish: drained(9_000, { awaited: 1 }), ends: false },
    { why: "stays for 90 s, in which those may come that were sent there before", wish: drained(89), ends: false },
    { why: "ends after that, empty", wish: drained(90), ends: true },
    { why: "stays while it is not heard", wish: drained(9_000, { report: "none" }), ends: false },
    {
      why: "ends unheard when it is of no use and the deadline is over",
      wish: drained(14_400, { report: "none", pod: "unready" }),
      ends: true,
    },
    { why: "ends at once when nobody was ever sent there", wish: drained(0, { published: false }), ends: true },
    { why: "ends at once when its pod never ran", wish: drained(0, { pod: "pending", report: "none" }), ends: true },
    { why: "ends at once when its pod has ended", wish: drained(0, { pod: "failed", report: "none" }), ends: true },
    { why: "is not ended twice", wish: drained(500, { pod: "leaving" }), ends: false },
  ];
  for (const { why, wish, ends } of cases) it(why, () => assert.deepEqual(deleted(planOf(wish)), ends ? ["Pod"] : []));

  it("ends within a minute, this life of it alone", () => {
    const [only] = planOf(drained(90)).delete;
    assert.deepEqual([only?.uid, only?.gracePeriodSeconds], [`pod-${NAME}`, 60]);
  });

  it("is gone when its pod is", () => {
    const made = planOf(drained(100, { pod: "none", report: "none" }));
    assert.deepEqual(deleted(made), ["RelayInstance"]);
    assert.equal(
      made.apply.some(({ kind }) => kind === "RelayInstance" || kind === "Pod"),
      false,
    );
    assert.deepEqual([...made.orders], [[NAME, undefined]]);
  });

  it("is told when to cut what is left only where the pool says so", () => {
    const told = (of: RelayPool): number | undefined =>
      planOf({ sessions: 1 }, of).orders.get(nodeName(NAME))?.cutAfterMs;
    assert.equal(told(none), undefined);
    assert.equal(told(pool({ replicas: 0, drain: { cutAtDeadline: true, deadlineSeconds: 600 } })), 600_000);
  });

  it("stays as long as the pool says", () => {
    const quick = pool({ replicas: 0, drain: { acceptAssignedSeconds: 5 } });
    assert.deepEqual([deleted(planOf(drained(4), quick)), deleted(planOf(drained(5), quick))], [[], ["Pod"]]);
  });
});

describe("pods with sessions [KU-18]", () => {
  const busy = { "fairlead.io/has-sessions": "true" };
  const labelsOf = (wish: RelayWish): Record<string, unknown> => planOf(wish, pool()).patch[0]?.labels ?? {};

  it("are under the one budget, which counts in pods and allows none to go", () => {
    const made = planOf({}, pool());
    const budgets = made.apply.filter(({ kind }) => kind === "PodDisruptionBudget") as (KubeObject & {
      spec: Record<string, unknown>;
    })[];
    assert.equal(budgets.length, 1);
    assert.deepEqual(budgets[0]?.spec, {
      minAvailable: 2_147_483_647,
      selector: {
        matchLabels: {
          "app.kubernetes.io/name": "fairlead",
          "app.kubernetes.io/instance": "fl",
          "fairlead.io/has-sessions": "true",
        },
      },
    });
    assert.deepEqual(
      budgets[0]?.metadata.ownerReferences?.map(({ uid }) => uid),
      ["config-uid"],
    );
  });

  it("get the label with the first session, had or awaited", () => {
    assert.deepEqual(labelsOf({ sessions: 1 }), busy);
    assert.deepEqual(labelsOf({ awaited: 1 }), busy);
    assert.deepEqual(labelsOf({}), {});
  });

  it("lose it only when they neither have nor await one, and say so", () => {
    const gone = { "fairlead.io/has-sessions": null };
    assert.deepEqual(labelsOf({ podLabels: busy }), gone);
    assert.deepEqual(labelsOf({ podLabels: busy, awaited: 1 }), {});
    assert.deepEqual(labelsOf({ podLabels: busy, report: "none" }), {});
  });

  it("are left alone by the cluster autoscaler", () => {
    const [patch] = planOf({ sessions: 1 }, pool()).patch;
    assert.deepEqual(patch?.annotations, { "cluster-autoscaler.kubernetes.io/safe-to-evict": "false" });
    assert.equal(patch?.uid, `pod-${NAME}`);
  });

  it("that drain are given no more legs of a mesh to carry", () => {
    const made = planOf({ sessions: 2 }, none);
    assert.equal(made.patch[0]?.labels["fairlead.io/open"], null);
  });
});
