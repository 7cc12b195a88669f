import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodeName } from "@fairlead/base";
import type { Reach, RelayPool } from "../../src/api/index.ts";
import { noteProof, type Plan, type Proof, plan, type Snapshot } from "../../src/plan/index.ts";
import type { ProofResult } from "../../src/reachability/proof.ts";
import { at, node, pool, type RelayWish, relay, snapshot, WALL_MS } from "./fixtures.ts";

const NAME = "relays-0-a";
const ADDRESS = "203.0.113.6:21117";
const planOf = (of: RelayPool, wish: RelayWish, more: Partial<Snapshot> = {}): Plan =>
  plan(snapshot([of], [relay(NAME, of, wish)], more));
const orderIn = (made: Plan) => made.orders.get(nodeName(NAME));
const statusIn = (made: Plan) =>
  made.statuses.find(({ ref }) => ref.name === NAME)?.status as {
    state: string;
    address: string;
    published: boolean;
    reachability: Reach[];
    conditions: { type: string; status: string; reason: string; message: string }[];
  };
const reachable = (made: Plan) => statusIn(made).conditions.find(({ type }) => type === "Reachable");
const failed = (failures: number, everOk: boolean): Partial<Proof> => ({
  result: result({ ok: false, reason: "timeout", message: "tcp 203.0.113.6:21117: no answer" }),
  failures,
  everOk,
  atMs: 999_999,
});
const result = (more: Partial<ProofResult>): ProofResult => ({
  relay: nodeName(NAME),
  address: ADDRESS,
  vantage: "inside",
  ok: true,
  reason: "",
  message: "",
  atMs: WALL_MS,
  ...more,
});
const failingFor = (seconds: number): Reach => ({ vantage: "inside", ok: false, reason: "NoAnswer", at: at(seconds) });
const fresh: RelayWish = { published: false, proof: "none" };
const probe = (how: "required" | "warn" | "off") => pool({ exposure: { probe: how } });

describe("an address is published after proof [KU-20]", () => {
  it("and not before: the proof is asked for, of this life of the pod, at its own port too", () => {
    const made = planOf(probe("required"), fresh);
    assert.equal(orderIn(made)?.address, "");
    assert.deepEqual(made.prove, [
      {
        wish: { relay: NAME, address: ADDRESS, podIp: "10.1.0.7", podPort: 21_117, webSocket: true },
        podUid: `pod-${NAME}`,
      },
    ]);
    assert.deepEqual([statusIn(made).state, reachable(made)?.reason], ["Proving", "NotProvenYet"]);
  });

  it("then at once", () => {
    const made = planOf(probe("required"), { published: false, proof: { atMs: 999_000 } });
    assert.equal(orderIn(made)?.address, ADDRESS);
    assert.deepEqual(made.prove, []);
    assert.equal(reachable(made)?.reason, "Proven");
  });

  it("a proof of another pod, or of another address, is none", () => {
    const other = planOf(probe("required"), { published: false, proof: { podUid: "before" } });
    assert.deepEqual([orderIn(other)?.address, other.prove.length], ["", 1]);
    const moved = planOf(probe("required"), {
      published: false,
      proof: { result: result({ address: "203.0.113.9:21117" }) },
    });
    assert.deepEqual([orderIn(moved)?.address, moved.prove.length], ["", 1]);
  });

  it("a failed one is named, and tried again after a pause", () => {
    const made = planOf(probe("required"), { published: false, proof: failed(1, false) });
    assert.deepEqual([orderIn(made)?.address, made.prove], ["", []]);
    assert.deepEqual(
      [statusIn(made).state, reachable(made)?.reason, reachable(made)?.message],
      ["Unreachable", "NoAnswer", "tcp 203.0.113.6:21117: no answer"],
    );
    assert.equal(
      planOf(probe("required"), { published: false, proof: { ...failed(1, false), atMs: 990_000 } }).prove.length,
      1,
    );
  });

  it("what was proven stays through two failures, and is taken back after three", () => {
    assert.equal(orderIn(planOf(probe("required"), { proof: failed(2, true) }))?.address, ADDRESS);
    assert.equal(orderIn(planOf(probe("required"), { proof: failed(3, true) }))?.address, "");
  });

  it("a controller that begins to lead takes nothing back that was proven before, and has it proven again", () => {
    const known = { reachability: [{ vantage: "inside" as const, ok: true, at: at(60) }] };
    const made = planOf(probe("required"), { proof: "none", status: known });
    assert.deepEqual([orderIn(made)?.address, made.prove.length], [ADDRESS, 1]);
    const unknown = planOf(probe("required"), { proof: "none" });
    assert.equal(orderIn(unknown)?.address, "");
  });

  it("warn publishes and says so", () => {
    const made = planOf(probe("warn"), { published: false, proof: failed(1, false) });
    assert.equal(orderIn(made)?.address, ADDRESS);
    assert.match(reachable(made)?.message ?? "", /^published without proof/);
  });

  it("off asks nothing", () => {
    const made = planOf(probe("off"), fresh);
    assert.deepEqual([orderIn(made)?.address, made.prove], [ADDRESS, []]);
    assert.equal(reachable(made)?.reason, "ProbeOff");
  });

  it("nodes inside are told not to judge by probes of their own what no proof from inside was asked for, or failed", () => {
    const unproven = (how: "required" | "warn" | "off", wish: RelayWish, more: Partial<Snapshot> = {}) =>
      orderIn(planOf(probe(how), { published: false, ...wish }, more))?.unproven;
    assert.equal(unproven("off", { proof: "none" }), true);
    assert.equal(unproven("warn", { proof: failed(1, false) }), true);
    const alone = { proof: failed(5, false), status: { reachability: [failingFor(30)] } };
    assert.equal(unproven("required", alone, { nodes: [node("node-a")] }), true);
    assert.equal(unproven("warn", { proof: {} }), undefined, "proven");
    assert.equal(unproven("required", { proof: failed(1, false) }), undefined, "not published at all");
  });

  it("on a single node a proof that goes on failing only warns, for a node may not reach itself from outside", () => {
    const nodes = [node("node-a")];
    assert.equal(orderIn(planOf(probe("required"), fresh, { nodes }))?.address, "");
    const first = planOf(probe("required"), { published: false, proof: failed(1, false) }, { nodes });
    assert.equal(orderIn(first)?.address, "", "what is new may not have come about yet");
    const alone = { published: false, proof: failed(5, false), status: { reachability: [failingFor(30)] } };
    const made = planOf(probe("required"), alone, { nodes });
    assert.equal(orderIn(made)?.address, ADDRESS);
    assert.match(reachable(made)?.message ?? "", /a single node often does not reach itself/);
    const known = planOf(probe("required"), { proof: failed(3, true) }, { nodes });
    assert.equal(orderIn(known)?.address, ADDRESS, "what is published stays");
  });

  it("a relay whose pod is not ready yet, or is ending, is not published", () => {
    for (const is of ["unready", "pending", "leaving", "failed"] as const)
      assert.equal(
        orderIn(planOf(probe("required"), { published: false, pod: is, bornSecondsAgo: 5 }))?.address,
        "",
        is,
      );
  });

  it("one that becomes unready for a moment keeps its address", () => {
    assert.equal(orderIn(planOf(probe("required"), { pod: "unready" }))?.address, ADDRESS);
  });

  it("a draining relay keeps its address, for those who were sent there; its own wishes are over", () => {
    const made = planOf(pool({ replicas: 0 }), {
      sessions: 2,
      draining: { secondsAgo: 9, reason: "ScaleDown" },
      proof: failed(3, true),
    });
    assert.deepEqual([orderIn(made)?.address, orderIn(made)?.draining, made.prove], [ADDRESS, true, []]);
  });

  it("a pod that is made anew in this very plan is not published, proven or not [KU-14]", () => {
    const made = planOf(probe("required"), { published: false, template: "old", proof: {} });
    assert.deepEqual([made.delete.length, orderIn(made)?.address, made.prove], [1, "", []]);
  });

  it("answers are kept by pod and address", () => {
    const planned = {
      wish: { relay: nodeName(NAME), address: ADDRESS, podIp: "", podPort: 1, webSocket: true },
      podUid: "one",
    };
    const ok = noteProof(undefined, planned, result({}), 5);
    assert.deepEqual([ok.everOk, ok.failures, ok.atMs], [true, 0, 5]);
    const twice = noteProof(noteProof(ok, planned, result({ ok: false }), 6), planned, result({ ok: false }), 7);
    assert.deepEqual([twice.everOk, twice.failures], [true, 2]);
    const another = noteProof(ok, { ...planned, podUid: "two" }, result({ ok: false }), 8);
    assert.deepEqual([another.everOk, another.failures], [false, 1]);
  });
});

describe("clients who do not come [KU-21]", () => {
  const clients = (reach: Partial<Reach>, missed: number, more: RelayWish = {}): Plan =>
    planOf(pool(), {
      missed,
      status: {
        reachability: [
          { vantage: "inside", ok: true, at: at(900) },
          { vantage: "clients", ok: true, at: at(60), ...reach },
        ],
      },
      ...more,
    });
  const seen = (made: Plan): Reach | undefined =>
    statusIn(made).reachability.find(({ vantage }) => vantage === "clients");

  it("twenty in a row take the address back, with a remedy; nineteen do not", () => {
    assert.equal(orderIn(planOf(pool(), { missed: 19 }))?.address, ADDRESS);
    const made = planOf(pool(), { missed: 20 });
    assert.equal(orderIn(made)?.address, "");
    assert.deepEqual([statusIn(made).state, reachable(made)?.reason], ["Unreachable", "NoClientArrived"]);
    assert.match(reachable(made)?.message ?? "", /of the last 20 sessions .* do: open the relay's ports/);
  });

  it("for ten minutes, whatever is counted meanwhile", () => {
    assert.equal(orderIn(clients({ ok: false, at: at(590) }, 0, { published: true }))?.address, "");
    const again = clients({ ok: false, at: at(600) }, 23);
    assert.equal(orderIn(again)?.address, ADDRESS);
    assert.deepEqual([seen(again)?.reason, seen(again)?.missed], ["TriedAgain", 23]);
  });

  it("then three more are enough to take it back, and one who comes settles it", () => {
    assert.equal(orderIn(clients({ missed: 23 }, 25))?.address, ADDRESS);
    assert.equal(orderIn(clients({ missed: 23 }, 26))?.address, "");
    const came = clients({ missed: 23, reason: "TriedAgain" }, 1);
    assert.deepEqual([orderIn(came)?.address, seen(came)?.missed, seen(came)?.ok], [ADDRESS, undefined, true]);
  });

  it("another life of the pod begins without that", () => {
    const made = clients({ ok: false, at: at(5) }, 0, {
      status: { podUid: "before", reachability: [{ vantage: "clients", ok: false, at: at(5) }] },
    });
    assert.equal(orderIn(made)?.address, ADDRESS);
  });
});
