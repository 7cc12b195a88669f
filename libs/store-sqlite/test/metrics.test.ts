import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Metrics, Sample } from "@fairlead/base";
import { peerId } from "@fairlead/base";
import { dataFolder } from "./data-folder.ts";
import { identity, open } from "./registry.ts";

/** Remembers what was measured, by `name{operation}`. */
function recorder() {
  const seen = new Map<string, number>();
  const gauges = new Map<string, () => number | readonly Sample[]>();
  const add = (key: string, amount: number): void => void seen.set(key, (seen.get(key) ?? 0) + amount);
  const metrics: Metrics = {
    counter: ({ name }, labels) => ({ add: (amount = 1) => add(`${name}{${labels?.["operation"]}}`, amount) }),
    histogram: ({ name }, labels) => ({ observe: () => add(`${name}{${labels?.["operation"]}}`, 1) }),
    gauge: ({ name }, read) => void gauges.set(name, read),
  };
  return { metrics, seen, gauges };
}

describe("what the store measures", () => {
  it("times every trip, counts every failure, and shows the queues", async () => {
    using folder = dataFolder("clean");
    const { metrics, seen, gauges } = recorder();
    const registry = await open(folder.file, { metrics });
    await registry.claim(identity("100000001"));
    await registry.find(peerId("tablet_01"));
    await registry.find(peerId("tablet_01"));
    const waiting = gauges.get("fairlead_store_waiting_requests")?.();
    assert.deepEqual(waiting, [
      { labels: { operation: "read" }, value: 0 },
      { labels: { operation: "write" }, value: 0 },
    ]);
    await registry[Symbol.asyncDispose]();
    await assert.rejects(registry.claim(identity("100000002")));
    assert.deepEqual(Object.fromEntries(seen), {
      "fairlead_store_seconds{write}": 2,
      "fairlead_store_seconds{read}": 1,
      "fairlead_store_failures_total{write}": 1,
    });
  });
});
