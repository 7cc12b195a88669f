import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { peerId } from "@fairlead/base";
import { RecordedMetrics } from "@fairlead/base/testing";
import { dataFolder } from "./data-folder.ts";
import { identity, open } from "./registry.ts";

describe("what the store measures", () => {
  it("times every trip, counts every failure, and shows the queues", async () => {
    using folder = dataFolder("clean");
    const metrics = new RecordedMetrics();
    const registry = await open(folder.file, { metrics });
    await registry.claim(identity("100000001"));
    await registry.find(peerId("tablet_01"));
    await registry.find(peerId("tablet_01"));
    const waiting = metrics.gaugeNow("fairlead_store_waiting_requests");
    assert.deepEqual(waiting, [
      { labels: { operation: "read" }, value: 0 },
      { labels: { operation: "write" }, value: 0 },
    ]);
    await registry[Symbol.asyncDispose]();
    await assert.rejects(registry.claim(identity("100000002")));
    assert.deepEqual(Object.fromEntries(metrics.counts), {
      "fairlead_store_seconds write": 2,
      "fairlead_store_seconds read": 1,
      "fairlead_store_failures_total write": 1,
    });
  });
});
