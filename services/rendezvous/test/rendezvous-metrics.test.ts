import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { relayName } from "@fairlead/base";
import { RecordedMetrics } from "@fairlead/base/testing";
import { MemoryRelayDirectory } from "@fairlead/cluster";
import { RendezvousMetrics } from "../src/rendezvous-metrics.ts";

describe("the numbers of a rendezvous", () => {
  it("[CL-31] [CL-32]: tell how many relays there are to choose from, as they are when somebody reads them", () => {
    const metrics = new RecordedMetrics();
    const relays = new MemoryRelayDirectory(["a", "b", "c"].map(relayName));
    new RendezvousMetrics(metrics, {
      onlineByTransport: () => new Map(),
      waitingRequests: () => 0,
      healthChecks: () => 0,
      relays: () => relays.snapshot(),
    });
    const read = () => {
      const samples = metrics.gaugeNow("fairlead_relays");
      return Array.isArray(samples) ? samples.map(({ labels, value }) => [labels["state"], value]) : samples;
    };
    const counts = (serving: number, unreachable: number) => [
      ["serving", serving],
      ["draining", 0],
      ["unreachable", unreachable],
    ];
    assert.deepEqual(read(), counts(3, 0));
    relays.judge(relayName("b"), false);
    assert.deepEqual(read(), counts(2, 1));
  });
});
