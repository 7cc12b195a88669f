import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { noMetrics } from "@fairlead/base";
import { RecordedMetrics } from "@fairlead/base/testing";
import { startTelemetry, type Telemetry, type TelemetryPorts } from "@fairlead/telemetry";
import { OtlpReceiver, type ReceivedSpan } from "@fairlead/telemetry/testing";
import { liveClock, liveRandom, ManualClock, waitUntil } from "@fairlead/testkit";
import { context, ROOT_CONTEXT, trace } from "@opentelemetry/api";
import { rootIdsOf } from "../src/trace-ids.ts";

const livePorts = (): TelemetryPorts => ({ clock: liveClock(), random: liveRandom(), metrics: noMetrics });

function start(endpoint: string, instance: string, ports: Partial<TelemetryPorts> = {}): Promise<Telemetry> {
  const settings = {
    endpoint,
    service: "fairlead-rendezvous",
    instance,
    release: "1",
    headers: { authorization: "x" },
  };
  return startTelemetry({ ...livePorts(), ...ports }, settings);
}

describe("telemetry", () => {
  it("makes one trace of what three nodes did that share nothing but a text", async () => {
    await using collector = await OtlpReceiver.start();
    const clock = new ManualClock();
    const nodes = await Promise.all(["y", "x", "z"].map((name) => start(`${collector.endpoint}/`, name, { clock })));
    const [y, x, z] = nodes.map(({ tracer }) => tracer);
    const request = y?.begin("0a0b-0c", "punch");
    for (const [tracer, name] of [
      [x, "push"],
      [z, "reply"],
      [y, "answer"],
    ] as const) {
      const step = tracer?.step("0a0b-0c", name);
      step?.note({ transport: "udp", delivered: true, ms: 3 });
      step?.end();
    }
    y?.step("another", "push").end();
    request?.end();
    for (const node of nodes) await node[Symbol.asyncDispose]();
    const byName = new Map(collector.spans.map((span) => [`${span.instance} ${span.name}`, span]));
    const root = byName.get("y punch");
    assert.deepEqual({ traceId: root?.traceId, spanId: root?.spanId }, rootIdsOf("0a0b-0c"));
    assert.equal(root?.parentSpanId ?? "", "");
    for (const name of ["x push", "z reply", "y answer"]) {
      const span = byName.get(name);
      assert.deepEqual([span?.traceId, span?.parentSpanId], [root?.traceId, root?.spanId], name);
      assert.equal(span?.attributes.find(({ key }) => key === "transport")?.value["stringValue"], "udp");
    }
    assert.notEqual(byName.get("y push")?.traceId, root?.traceId);
    assert.equal(new Set(collector.spans.map(({ spanId }: ReceivedSpan) => spanId)).size, 5);
    assert.ok(collector.paths.every((path) => path === "/v1/traces"));
    assert.ok(collector.authorizations.every((one) => one === "x"));
  });

  it("takes a span's length from the clock that never jumps", async () => {
    await using collector = await OtlpReceiver.start();
    const clock = new ManualClock();
    const telemetry = await start(collector.endpoint, "y", { clock });
    const span = telemetry.tracer.begin("t", "punch");
    clock.advance(700);
    clock.jumpWall(-3_600_000);
    span.end();
    await telemetry[Symbol.asyncDispose]();
    const [received] = collector.spans;
    const ns = BigInt(received?.endTimeUnixNano ?? 0) - BigInt(received?.startTimeUnixNano ?? 0);
    assert.equal(ns, 700_000_000n);
    assert.equal(BigInt(received?.startTimeUnixNano ?? 0) / 1_000_000n, BigInt(Date.UTC(2026, 0, 1)));
  });

  it("sends once a second, and a full batch at once", async () => {
    await using collector = await OtlpReceiver.start();
    const clock = new ManualClock();
    const metrics = new RecordedMetrics();
    const telemetry = await start(collector.endpoint, "y", { clock, metrics });
    telemetry.tracer.begin("t", "one").end();
    assert.equal(collector.paths.length, 0);
    clock.advance(1000);
    const sent = (): number => metrics.counts.get("fairlead_telemetry_spans_sent_total") ?? 0;
    await waitUntil(liveClock(), "the first batch was taken", () => sent() === 1);
    assert.equal(collector.spans.length, 1);
    for (let i = 0; i < 512; i += 1) telemetry.tracer.begin(`t${i}`, "one").end();
    await waitUntil(liveClock(), "a full batch", () => collector.spans.length === 513);
    await telemetry[Symbol.asyncDispose]();
  });

  for (const [what, status] of [
    ["refuses", 400],
    ["is not there", undefined],
  ] as const)
    it(`counts what a collector that ${what} does not take, and goes on`, async () => {
      const collector = await OtlpReceiver.start();
      const { endpoint } = collector;
      if (status === undefined) await collector[Symbol.asyncDispose]();
      else collector.status = status;
      const metrics = new RecordedMetrics();
      const { counts } = metrics;
      const telemetry = await start(endpoint, "y", { metrics });
      for (let i = 0; i < 3000; i += 1) telemetry.tracer.begin(`t${i}`, "one").end();
      await telemetry[Symbol.asyncDispose]();
      const dropped = counts.get("fairlead_telemetry_spans_dropped_total") ?? 0;
      assert.ok(dropped >= 3000 - 512, `${dropped} dropped`);
      assert.equal(counts.get("fairlead_telemetry_spans_sent_total"), undefined);
      if (status !== undefined) await collector[Symbol.asyncDispose]();
    });

  it("keeps 2048 spans and no more while a collector is silent, and ends in spite of it", async () => {
    await using collector = await OtlpReceiver.start();
    collector.status = 0;
    const metrics = new RecordedMetrics();
    const { counts } = metrics;
    const telemetry = await start(collector.endpoint, "y", { metrics });
    for (let i = 0; i < 4000; i += 1) telemetry.tracer.begin(`t${i}`, "one").end();
    assert.equal(counts.get("fairlead_telemetry_spans_dropped_total"), 4000 - 512 - 2048);
    await telemetry[Symbol.asyncDispose]();
    assert.equal(counts.get("fairlead_telemetry_spans_dropped_total"), 4000 - 512, "all but the batch under way");
  });

  it("leaves nothing registered for the whole process", async () => {
    await using _telemetry = await start("http://127.0.0.1:1", "y");
    assert.equal(trace.getTracer("x").startSpan("x").isRecording(), false);
    const key = ROOT_CONTEXT.setValue(Symbol("x"), 1);
    assert.equal(
      context.with(key, () => context.active()),
      ROOT_CONTEXT,
      "no context manager",
    );
  });

  it("keeps what it was told where the environment says otherwise", async (t) => {
    const words = {
      OTEL_TRACES_SAMPLER: "always_off",
      OTEL_SERVICE_NAME: "other",
      OTEL_RESOURCE_ATTRIBUTES: "service.instance.id=other,host.name=other",
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1",
      OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: "1",
      OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT: "1",
    };
    Object.assign(process.env, words);
    t.after(() => Object.keys(words).map((name) => delete process.env[name]));
    await using collector = await OtlpReceiver.start();
    const clock = new ManualClock();
    const telemetry = await start(collector.endpoint, "y", { clock });
    const span = telemetry.tracer.begin("t", "punch");
    span.note({ transport: "udp", delivered: true });
    span.end();
    clock.advance(1000);
    await waitUntil(liveClock(), "it is sent", () => collector.spans.length === 1);
    await telemetry[Symbol.asyncDispose]();
    const [received] = collector.spans;
    assert.equal(received?.instance, "y");
    const notes = received?.attributes.map(({ key, value }) => [key, Object.values(value)[0]]);
    assert.deepEqual(notes, [
      ["transport", "udp"],
      ["delivered", true],
    ]);
  });
});
