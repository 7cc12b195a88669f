import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodeName, silentLogger } from "@fairlead/base";
import { RecordedMetrics } from "@fairlead/base/testing";
import { MemorySourceReports } from "@fairlead/cluster";
import { ManualClock } from "@fairlead/testkit";
import type { Presence } from "../../src/presence/presence.ts";
import { ClientSources } from "../../src/sources/client-sources.ts";
import { SourceExchange } from "../../src/sources/source-exchange.ts";

const MINUTE = 60_000;
const devices = (...ips: readonly string[]) => ips.map((ip) => ({ address: { ip } }));
const own = { nodes: ["192.0.2.0/24"], pods: ["10.244.0.0/16"] };

describe("[KU-24] where clients seem to come from", () => {
  it("counts devices and who asked for one, each once, and those of the cluster's own networks", () => {
    const sources = new ClientSources();
    sources.know(own);
    for (const ip of ["203.0.113.1", "203.0.113.1", "192.0.2.7", "10.244.0.1"]) sources.asked(ip, 0);
    const { clients, fromNodes, fromPods } = sources.count(devices("192.0.2.7", "192.0.2.7", "198.51.100.1"), 1000);
    assert.deepEqual([clients, fromNodes, fromPods], [5, 2, 1]);
    assert.equal(sources.count([], 5 * MINUTE + 1).clients, 0);
  });

  it("knows nothing of networks before they are named", () => {
    const sources = new ClientSources();
    sources.asked("192.0.2.7", 0);
    const { clients, fromNodes, fromPods } = sources.count([], 0);
    assert.deepEqual([clients, fromNodes, fromPods], [1, 0, 0]);
  });

  it("looks at 10000 devices and remembers 10000 askers at most", () => {
    const sources = new ClientSources();
    let looked = 0;
    function* many(): Generator<{ readonly address: { readonly ip: string } }> {
      for (; ; looked += 1) yield { address: { ip: "203.0.113.1" } };
    }
    for (let index = 0; index < 30_000; index += 1) sources.asked(`10.${index >> 8}.${index & 255}.1`, 0);
    assert.equal(sources.count(many(), 0).clients, 20_000);
    assert.ok(looked <= 10_001);
  });
});

describe("[KU-24] the two NAT tests of a client", () => {
  const judged = (sources: ClientSources, nowMs: number): readonly number[] => {
    const { natTests, portsDiffered } = sources.count([], nowMs);
    return [natTests, portsDiffered];
  };

  it("are judged together: equal ports at once, others when nothing else came", () => {
    const sources = new ClientSources();
    sources.natTest("mainPort", "203.0.113.1", 5000, 0);
    assert.deepEqual(judged(sources, 0), [0, 0]);
    sources.natTest("natTestPort", "203.0.113.1", 5000, 100);
    assert.deepEqual(judged(sources, 100), [1, 0]);
    sources.natTest("natTestPort", "203.0.113.2", 6000, 0);
    sources.natTest("mainPort", "203.0.113.2", 6001, 200);
    assert.deepEqual(judged(sources, 5000), [1, 0]);
    assert.deepEqual(judged(sources, 15_000), [2, 1]);
    assert.deepEqual(judged(sources, 4 * MINUTE), [2, 1]);
    assert.deepEqual(judged(sources, 6 * MINUTE), [0, 0]);
  });

  it("of one address at one time are told apart by equal ports, and else not judged", () => {
    const sources = new ClientSources();
    const ip = "203.0.113.1";
    for (const port of [1, 2, 3]) sources.natTest("mainPort", ip, port, 0);
    for (const port of [3, 1]) sources.natTest("natTestPort", ip, port, 10);
    assert.deepEqual(judged(sources, 10), [2, 0]);
    sources.natTest("natTestPort", ip, 7, 20);
    sources.natTest("natTestPort", ip, 8, 20);
    assert.deepEqual(judged(sources, 30_000), [2, 0]);
    sources.natTest("mainPort", ip, 9, 31_000);
    assert.deepEqual(judged(sources, 60_000), [2, 0], "one test alone says nothing");
  });

  it("are judged too when the client comes again before anybody counts", () => {
    const sources = new ClientSources();
    sources.natTest("mainPort", "203.0.113.2", 1, 0);
    sources.natTest("natTestPort", "203.0.113.2", 2, 0);
    sources.natTest("mainPort", "203.0.113.2", 3, 12_000);
    assert.deepEqual(judged(sources, 12_000), [1, 1]);
  });
});

describe("[KU-24] a rendezvous", () => {
  const presence = { table: { peers: () => devices("192.0.2.7", "203.0.113.1") } } as unknown as Presence;

  it("tells what it saw every 15 s, and counts by the networks it hears of", async () => {
    const [clock, metrics] = [new ManualClock(), new RecordedMetrics()];
    const reports = new MemorySourceReports(clock);
    const ports = { clock, logger: silentLogger, metrics, reports, node: nodeName("rd-1") };
    await reports.name(own);
    using _exchange = new SourceExchange(ports, new ClientSources(), presence);
    await new Promise(setImmediate);
    assert.equal((await reports.reports()).length, 1);
    clock.advance(15_000);
    await new Promise(setImmediate);
    const [report] = await reports.reports();
    const expected = { node: "rd-1", clients: 2, fromNodes: 1, fromPods: 0, natTests: 0, portsDiffered: 0 };
    assert.deepEqual(report, expected);
    assert.deepEqual(metrics.gaugeNow("fairlead_client_sources"), [
      { labels: { from: "nodes" }, value: 1 },
      { labels: { from: "pods" }, value: 0 },
      { labels: { from: "elsewhere" }, value: 1 },
    ]);
  });

  it("goes on by the networks it knows while the store is away, and when what it hears are none", async () => {
    const [clock, metrics] = [new ManualClock(), new RecordedMetrics()];
    const reports = new MemorySourceReports(clock);
    const ports = { clock, logger: silentLogger, metrics, reports, node: nodeName("rd-1") };
    await reports.name(own);
    using exchange = new SourceExchange(ports, new ClientSources(), presence);
    await new Promise(setImmediate);
    reports.fail(true);
    await exchange.exchange();
    reports.fail(false);
    await reports.name({ nodes: ["nonsense"], pods: [] });
    await exchange.exchange();
    await exchange.exchange();
    assert.equal((await reports.reports())[0]?.fromNodes, 1);
    assert.equal(metrics.counts.get("fairlead_source_reports_failed_total"), 3);
  });
});
