import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RecordedMetrics } from "@fairlead/base/testing";
import { BusMetrics } from "../src/bus-metrics.ts";

describe("what is counted of the streams between nodes", () => {
  it("[CL-40] messages by direction and kind, streams by state, what waits, what broke", () => {
    const metrics = new RecordedMetrics();
    const load = { linksUp: 2, linksDown: 1, queuedMessages: 7, queuedBytes: 900, incoming: 3 };
    const bus = new BusMetrics(metrics, () => load);
    bus.count("out", "push");
    bus.count("out", "push");
    bus.count("in", "echo");
    bus.reconnects.add();
    assert.deepEqual(Object.fromEntries(metrics.counts), {
      "fairlead_bus_messages_total out push": 2,
      "fairlead_bus_messages_total in echo": 1,
      fairlead_bus_reconnects_total: 1,
    });
    assert.deepEqual(metrics.gaugeNow("fairlead_bus_links"), [
      { labels: { state: "up" }, value: 2 },
      { labels: { state: "down" }, value: 1 },
    ]);
    assert.equal(metrics.gaugeNow("fairlead_bus_queued_messages"), 7);
    assert.equal(metrics.gaugeNow("fairlead_bus_queued_bytes"), 900);
    assert.equal(metrics.gaugeNow("fairlead_bus_incoming_links"), 3);
  });
});
