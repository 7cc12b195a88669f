import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { DROP_REASONS } from "@fairlead/base";
import { collectProcessMetrics, createDropCounter, MetricsRegistry, measureEventLoopLag } from "@fairlead/runtime";
import { ManualClock } from "@fairlead/testkit";
import { metricComplaints } from "./metric-names.ts";

const hits = { name: "test_hits_total", help: "Hits" };

describe("metrics registry", () => {
  it("answers the same series when asked twice for the same name and labels, in any order", async () => {
    const metrics = new MetricsRegistry(new ManualClock());
    metrics.counter(hits, { a: "1", b: "2" }).add();
    metrics.counter(hits, { b: "2", a: "1" }).add(4);
    assert.match(await metrics.scrape(), /^test_hits_total\{a="1",b="2"\} 5$/m);
  });

  it("shows a counter at 0 before anything happened", async () => {
    const metrics = new MetricsRegistry(new ManualClock());
    metrics.counter(hits);
    assert.match(await metrics.scrape(), /^test_hits_total 0$/m);
  });

  it("reads gauges when scraped, not before", async () => {
    const metrics = new MetricsRegistry(new ManualClock());
    let reads = 0;
    metrics.gauge({ name: "test_peers", help: "Peers" }, () => {
      reads += 1;
      return [{ labels: { transport: "udp" }, value: 7 }];
    });
    assert.equal(reads, 0);
    assert.match(await metrics.scrape(), /^test_peers\{transport="udp"\} 7$/m);
    assert.equal(reads, 1);
  });

  it("counts histograms cumulatively, a value on a bound below it", async () => {
    const metrics = new MetricsRegistry(new ManualClock());
    const histogram = metrics.histogram({ name: "test_seconds", help: "Time", buckets: [0.1, 1] });
    for (const value of [0.05, 0.1, 0.5, 3]) histogram.observe(value);
    const text = await metrics.scrape();
    for (const line of [
      'test_seconds_bucket{le="0.1"} 2',
      'test_seconds_bucket{le="1"} 3',
      'test_seconds_bucket{le="+Inf"} 4',
      "test_seconds_sum 3.65",
      "test_seconds_count 4",
    ]) {
      assert.ok(text.includes(`\n${line}\n`), `${line} in\n${text}`);
    }
  });

  it("refuses one name for two kinds", () => {
    const metrics = new MetricsRegistry(new ManualClock());
    metrics.counter(hits);
    assert.throws(() => metrics.gauge(hits, () => 1), /test_hits_total is a counter already/);
  });

  it("adds what another thread counted, and goes on without a thread that does not answer", async () => {
    const clock = new ManualClock();
    const metrics = new MetricsRegistry(clock);
    const worker = new MetricsRegistry(clock);
    metrics.counter(hits, { leg: "a" }).add(1);
    worker.counter(hits, { leg: "a" }).add(2);
    worker.counter(hits, { leg: "b" }).add(3);
    const included = metrics.include(async () => structuredClone(worker.snapshot()));
    const both = await metrics.scrape();
    assert.match(both, /^test_hits_total\{leg="a"\} 3$/m);
    assert.match(both, /^test_hits_total\{leg="b"\} 3$/m);
    included[Symbol.dispose]();

    metrics.include(() => new Promise(() => undefined));
    metrics.include(() => Promise.reject(new Error("gone")));
    const scraped = metrics.scrape();
    clock.advance(1000);
    const without = await scraped;
    assert.match(without, /^test_hits_total\{leg="a"\} 1$/m);
    assert.match(without, /^fairlead_scrape_sources_missing_total 2$/m);
  });
});

describe("everything this library measures", () => {
  async function exposition(): Promise<string> {
    const metrics = new MetricsRegistry(new ManualClock());
    using _process = collectProcessMetrics(metrics);
    using _lag = measureEventLoopLag(metrics, "main");
    createDropCounter(metrics).drop("idle");
    return metrics.scrape();
  }

  it("shows every drop reason from the start", async () => {
    const text = await exposition();
    for (const reason of Object.keys(DROP_REASONS)) {
      assert.match(
        text,
        new RegExp(`^fairlead_drops_total\\{reason="${reason}"\\} ${reason === "idle" ? 1 : 0}$`, "m"),
      );
    }
  });

  it("has names, units and help as Prometheus asks for", async () => {
    const text = await exposition();
    assert.match(text, /^process_cpu_seconds_total /m);
    assert.match(text, /^fairlead_event_loop_lag_seconds\{thread="main",stat="p99"\} /m);
    assert.deepEqual(metricComplaints(text), []);
  });

  it("tells the lag of a loop without the period in which it is asked", async () => {
    const metrics = new MetricsRegistry(new ManualClock());
    using _lag = measureEventLoopLag(metrics, "main");
    const lagOf = async (stat: string): Promise<number> => {
      const line = new RegExp(`^fairlead_event_loop_lag_seconds\\{thread="main",stat="${stat}"\\} (.+)$`, "m");
      return Number(line.exec(await metrics.scrape())?.[1]);
    };
    await wait(100);
    block(300);
    await wait(50);
    const max = await lagOf("max");
    assert.ok(max > 0.2 && max < 5, `blocked for 0.3 s, lag ${max} s`);
    assert.ok((await lagOf("max")) < 0.2, "each scrape starts anew");
  });

  it("passes promtool where there is one", async (context) => {
    const input = await exposition();
    const checked = spawnSync("promtool", ["check", "metrics"], { input, encoding: "utf8" });
    if (checked.error !== undefined) return context.skip("promtool is not installed");
    assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  });

  it("is complained about where a name breaks the rules", () => {
    const bad = "# TYPE relayBytes counter\n# HELP lag_ms x\n# TYPE lag_ms gauge\n";
    assert.deepEqual(metricComplaints(bad), [
      "relayBytes has no HELP",
      "relayBytes is not snake_case",
      "counter relayBytes does not end in _total",
      "lag_ms is not in base units",
    ]);
  });
});

function block(ms: number): void {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs);
}
