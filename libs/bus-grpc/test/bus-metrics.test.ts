import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Metrics } from "@fairlead/base";
import { BusMetrics } from "../src/bus-metrics.ts";

describe("what is counted of the streams between nodes", () => {
  it("[CL-40] messages by direction and kind, streams by state, what waits, what broke", () => {
    const counted = new Map<string, number>();
    const gauges = new Map<string, () => unknown>();
    const metrics: Metrics = {
      counter: ({ name }, labels = {}) => {
        const series = [name, ...Object.values(labels)].join(" ");
        return { add: (amount = 1) => void counted.set(series, (counted.get(series) ?? 0) + amount) };
      },
      gauge: ({ name }, read) => void gauges.set(name, read),
      histogram: () => ({ observe: () => undefined }),
    };
    const load = { linksUp: 2, linksDown: 1, queuedMessages: 7, queuedBytes: 900, incoming: 3 };
    const bus = new BusMetrics(metrics, () => load);
    bus.count("out", "push");
    bus.count("out", "push");
    bus.count("in", "echo");
    bus.reconnects.add();
    assert.deepEqual(Object.fromEntries(counted), {
      "fairlead_bus_messages_total out push": 2,
      "fairlead_bus_messages_total in echo": 1,
      fairlead_bus_reconnects_total: 1,
    });
    assert.deepEqual(gauges.get("fairlead_bus_links")?.(), [
      { labels: { state: "up" }, value: 2 },
      { labels: { state: "down" }, value: 1 },
    ]);
    assert.equal(gauges.get("fairlead_bus_queued_messages")?.(), 7);
    assert.equal(gauges.get("fairlead_bus_queued_bytes")?.(), 900);
    assert.equal(gauges.get("fairlead_bus_incoming_links")?.(), 3);
  });
});
