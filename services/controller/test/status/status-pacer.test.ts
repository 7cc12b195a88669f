import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { StatusPacer, type WantedStatus } from "../../src/status/status-pacer.ts";

/** The objects of a cluster: what is wanted of each, and what the server holds. */
class Statuses {
  readonly pacer = new StatusPacer();
  readonly live = new Map<string, unknown>();
  readonly writes: { readonly key: string; readonly atMs: number }[] = [];

  round(wanted: Readonly<Record<string, unknown>>, nowMs: number): readonly string[] {
    const all: WantedStatus[] = Object.entries(wanted).map(([key, one]) => ({
      key,
      wanted: one,
      live: this.live.get(key),
    }));
    const chosen = this.pacer.choose(all, nowMs);
    for (const { key, wanted: status } of chosen) {
      this.live.set(key, status);
      this.pacer.wrote(key, status, status, nowMs);
      this.writes.push({ key, atMs: nowMs });
    }
    return chosen.map(({ key }) => key);
  }
}

const relay = (state: string, load: number) => ({
  state,
  load,
  sessions: load * 2,
  mbitPerSecond: load * 3,
  conditions: [{ type: "Ready", status: state === "Serving" ? "True" : "False", reason: state, message: `${load} %` }],
});

describe("statuses", () => {
  it("writes a state at once, and a load at most every 15 s [KU-8]", () => {
    const statuses = new Statuses();
    assert.deepEqual(statuses.round({ a: relay("Serving", 1) }, 0), ["a"]);
    for (let nowMs = 1000; nowMs < 15_000; nowMs += 1000)
      assert.deepEqual(statuses.round({ a: relay("Serving", nowMs / 1000 + 1) }, nowMs), [], `at ${nowMs}`);
    assert.deepEqual(statuses.round({ a: relay("Draining", 9) }, 15_000 - 1), ["a"]);
    assert.deepEqual(statuses.round({ a: relay("Draining", 10) }, 15_000 + 1), []);
    assert.deepEqual(statuses.round({ a: relay("Draining", 10) }, 30_000), ["a"]);
  });

  it("writes nothing where nothing changed, whatever the order of fields [KU-8]", () => {
    const statuses = new Statuses();
    statuses.round({ a: { state: "Serving", load: 1, region: undefined } }, 0);
    assert.deepEqual(statuses.round({ a: { load: 1, state: "Serving" } }, 100_000), []);
  });

  it("keeps within 20 in any second, states before loads, and the longest waiting load first [KU-8]", () => {
    const statuses = new Statuses();
    const all = (state: (index: number) => string, load: number) =>
      Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`relay-${index}`, relay(state(index), load)]));
    for (let nowMs = 0; nowMs < 60_000; nowMs += 250) {
      const state = (index: number) => (nowMs >= 30_000 && index === 199 ? "Draining" : "Serving");
      const written = statuses.round(all(state, Math.floor(nowMs / 500)), nowMs);
      if (nowMs === 30_000) assert.equal(written[0] ?? "relay-199", "relay-199");
    }
    const atMs = statuses.writes.map((write) => write.atMs);
    for (const [index, ms] of atMs.entries())
      assert.ok(ms - (atMs[index - 20] ?? Number.NEGATIVE_INFINITY) >= 1000, `write ${index} at ${ms}`);
    const seconds = statuses.writes.filter(({ key, atMs: ms }) => key === "relay-199" && ms >= 30_000);
    assert.ok((seconds[0]?.atMs ?? Number.POSITIVE_INFINITY) <= 31_000, "a state waits for no load");
    for (let index = 0; index < 199; index += 1) {
      const own = statuses.writes.filter(({ key }) => key === `relay-${index}`).map((write) => write.atMs);
      assert.ok(own.length >= 3 && own.length <= 4, `relay-${index} was written ${own.length} times in a minute`);
    }
  });

  it("believes a server that keeps a status otherwise than it was written [KU-8]", () => {
    const pacer = new StatusPacer();
    const wanted = { state: "Serving", extra: 1 };
    assert.equal(pacer.choose([{ key: "a", wanted, live: undefined }], 0).length, 1);
    pacer.wrote("a", wanted, { state: "Serving" }, 0);
    for (let nowMs = 1000; nowMs < 100_000; nowMs += 1000)
      assert.equal(pacer.choose([{ key: "a", wanted, live: { state: "Serving" } }], nowMs).length, 0);
    assert.equal(pacer.choose([{ key: "a", wanted, live: { state: "Ended" } }], 100_000).length, 1, "a person's hand");
  });

  it("pauses longer after each failure, and forgets objects that are gone", () => {
    const pacer = new StatusPacer();
    const one = { key: "a", wanted: { state: "Serving" }, live: undefined };
    const tries: number[] = [];
    for (let nowMs = 0; nowMs < 10_000; nowMs += 500) {
      if (pacer.choose([one], nowMs).length === 0) continue;
      tries.push(nowMs);
      pacer.failed("a", nowMs);
    }
    assert.deepEqual(tries, [0, 1000, 3000, 7000]);
    pacer.choose([], 10_000);
    assert.equal(pacer.choose([one], 10_001).length, 1);
  });
});
