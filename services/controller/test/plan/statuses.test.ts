import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { plan } from "../../src/plan/index.ts";
import { at, config, pool, relay, snapshot } from "./fixtures.ts";
import { conditionOf, planOf, statusOf } from "./planned.ts";

describe("statuses [KU-8] [KU-9]", () => {
  it("of a relay show what it is and does, in numbers of few digits", () => {
    const parts = relay("relays-0-a", pool(), { sessions: 7, load: 0.4567 });
    const report = parts.report && { ...parts.report, usedBps: 12_345_678, version: "abc" };
    const status = statusOf(plan(snapshot([pool({ region: { name: "eu" } })], [{ ...parts, report }])), "relays-0-a");
    const { node, pod, podUid, address, region, mbitPerSecond, sessions, load, state, configVersion } = status;
    assert.deepEqual(
      { node, pod, podUid, address, region, mbitPerSecond, sessions, load, state, configVersion },
      {
        node: "node-a",
        pod: "relays-0-a",
        podUid: "pod-relays-0-a",
        address: "203.0.113.6:21117",
        region: "eu",
        mbitPerSecond: 11.8,
        sessions: 7,
        load: 46,
        state: "Serving",
        configVersion: "abc",
      },
    );
  });

  it("say why the API server does not let a pod in, and what to do [KU-9] [KU-33]", () => {
    const why = 'pods "relays-0-a" is forbidden: violates PodSecurity "restricted:latest": hostPort';
    const made = planOf(
      pool({ replicas: 1 }),
      { "relays-0-a": { pod: "none", report: "none" } },
      {
        refusedPods: new Map([["relays-0-a", why]]),
      },
    );
    for (const [name, type] of [
      ["relays-0-a", "Ready"],
      ["relays", "Ready"],
    ] as const) {
      const { status, reason, message } = conditionOf(made, name, type);
      assert.deepEqual([status, reason], ["False", "PodRefused"]);
      assert.ok(message.includes(why) && message.includes("enforce=privileged"), message);
    }
    assert.equal(conditionOf(made, "relays", "Degraded").status, "True");
  });

  it("of a pool count draining relays apart, or an autoscaler would take them for room", () => {
    const status = statusOf(
      planOf(pool({ replicas: 2 }), {
        "relays-0-a": { sessions: 3, load: 0.2 },
        "relays-1-b": { load: 0.4 },
        "relays-2-c": { sessions: 5, load: 0.9, draining: { secondsAgo: 5, reason: "ScaleDown" } },
      }),
      "relays",
    );
    const { replicas, ready, draining, sessions, load, selector } = status;
    assert.deepEqual(
      { replicas, ready, draining, sessions, load },
      { replicas: 2, ready: 2, draining: 1, sessions: 8, load: 30 },
    );
    assert.equal(
      selector,
      "app.kubernetes.io/name=fairlead,app.kubernetes.io/instance=fl,app.kubernetes.io/component=relay,fairlead.io/pool=relays",
    );
  });

  it("keep the last twenty decisions", () => {
    const old = Array.from({ length: 20 }, (_, index) => ({
      at: at(100 - index),
      action: "StartRelay",
      relay: `r${index}`,
      reason: "Needed",
      message: "",
    }));
    const { history } = statusOf(planOf(pool({ replicas: 1 }, { status: { history: old } }), {}), "relays");
    assert.equal(history.length, 20);
    assert.deepEqual(
      [history[0].relay, history[19].action, history[19].message],
      ["r1", "StartRelay", "0 of 1 relays asked for"],
    );
  });

  it("say since when a condition is so, also when its words change", () => {
    const before = {
      type: "Ready",
      status: "True" as const,
      reason: "Ready",
      message: "",
      lastTransitionTime: at(500),
    };
    const made = planOf(pool({}, { status: { conditions: [before] } }), { "relays-0-a": {} });
    assert.equal(conditionOf(made, "relays", "Ready").lastTransitionTime, at(500));
    const turned = planOf(pool({}, { status: { conditions: [before] } }), {});
    assert.deepEqual(
      [conditionOf(turned, "relays", "Ready").status, conditionOf(turned, "relays", "Ready").lastTransitionTime],
      ["False", at(0)],
    );
  });

  it("are the same for a world that is the same", () => {
    const of = pool();
    const first = planOf(of, { "relays-0-a": {} });
    const again = planOf(
      { ...of, status: statusOf(first, "relays") },
      { "relays-0-a": { status: statusOf(first, "relays-0-a") } },
    );
    assert.deepEqual(statusOf(again, "relays"), statusOf(first, "relays"));
    assert.deepEqual(statusOf(again, "relays-0-a"), statusOf(first, "relays-0-a"));
    assert.deepEqual(again.events, []);
  });

  it("change in their last digit only when the load does [KU-8]", () => {
    const load = (share: number): number =>
      statusOf(planOf(pool(), { "relays-0-a": { load: share } }), "relays-0-a").load;
    assert.deepEqual([load(0.401), load(0.404), load(0.406)], [40, 40, 41]);
  });
});

describe("events [KU-9]", () => {
  it("are of relays where there is one, else of the pool", () => {
    const made = planOf(pool({ replicas: 2 }), { "relays-0-a": {} });
    const started = made.events.find(({ action }) => action === "StartRelay");
    assert.deepEqual([started?.regarding.kind, started?.reason], ["RelayPool", "Needed"]);
    assert.match(started?.note ?? "", /^relays-1-\w{5} is started: 1 of 2 relays asked for$/);
  });

  it("warn of what does not come by itself, and not of beginnings", () => {
    const starting = planOf(pool(), {
      "relays-0-a": { published: false, pod: "unready", proof: "none", report: "none", bornSecondsAgo: 3 },
    });
    assert.deepEqual(
      starting.events.filter(({ type }) => type === "Warning"),
      [],
    );
    const missed = planOf(pool(), { "relays-0-a": { missed: 30 } });
    assert.ok(missed.events.some(({ type, reason }) => type === "Warning" && reason === "NoClientArrived"));
  });
});

describe("orders [KU-4]", () => {
  it("tell a relay its pool's terms, and are given again only when they change", () => {
    const of = pool({
      region: { name: "eu", latitude: 50, longitude: 8 },
      capacity: { mbitPerSecond: 500, sessions: 900 },
    });
    const made = planOf(of, { "relays-0-a": {} });
    const [order] = [...made.orders.values()];
    const { version, ...rest } = order ?? { version: "" };
    assert.match(version, /^[0-9a-f]{10}$/);
    assert.deepEqual(rest, {
      address: "203.0.113.6:21117",
      draining: false,
      region: "eu",
      latitude: 50,
      longitude: 8,
      pools: ["relays"],
      capacityMbps: 500,
      maxSessions: 900,
      cutAfterMs: undefined,
    });
    assert.equal(statusOf(made, "relays").configVersion, version);
    const parts = relay("relays-0-a", of);
    assert.deepEqual([...plan(snapshot([of], [{ ...parts, order }])).orders], []);
  });

  it("of relays that are no more are taken away", () => {
    const orders = new Map([["gone-0-x", { address: "", region: "", pools: [], draining: false, version: "" }]]);
    assert.deepEqual([...planOf(pool({ replicas: 0 }), {}, { orders }).orders], [["gone-0-x", undefined]]);
  });
});

describe("everything that is made has an owner and no finalizer [KU-10]", () => {
  for (const mode of ["hostPort", "nodePort", "perPodLoadBalancer", "sharedLoadBalancer", "gateway", "mesh"] as const) {
    it(`in mode ${mode}`, () => {
      const of = pool({ replicas: 3, exposure: { mode, host: "rd.example.com", gateway: { kind: "Ingress" } } });
      const { apply } = planOf(of, {
        "relays-0-a": {},
        "relays-1-b": { pod: "none", report: "none", published: false },
      });
      assert.ok(apply.length >= 4);
      for (const { kind, metadata } of apply) {
        assert.equal(metadata.ownerReferences?.length, 1, `${kind} ${metadata.name}`);
        assert.ok(metadata.ownerReferences?.[0]?.uid);
        assert.equal(metadata.finalizers, undefined);
        assert.equal(metadata.namespace, "rd");
      }
    });
  }

  it("a pool that a person made gets one, and nothing else of it is touched", () => {
    const theirs = pool({ replicas: 0 });
    const { ownerReferences: _, ...metadata } = theirs.metadata;
    const made = plan(snapshot([{ ...theirs, metadata }], []));
    const adopted = made.apply.filter(({ kind }) => kind === "RelayPool");
    assert.deepEqual(adopted, [
      {
        apiVersion: theirs.apiVersion,
        kind: "RelayPool",
        metadata: { name: "relays", namespace: "rd", uid: "pool-uid", ownerReferences: [config.owner] },
      },
    ]);
    const apply = (of: object) => plan(snapshot([{ ...theirs, ...of }], [])).apply.map(({ kind }) => kind);
    assert.ok(!apply({}).includes("RelayPool"), "once");
    assert.ok(!apply({ metadata: { ...metadata, deletionTimestamp: at(1) } }).includes("RelayPool"));
  });
});
