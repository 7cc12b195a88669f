import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { delay } from "@fairlead/base";
import { OtlpReceiver, type ReceivedSpan } from "@fairlead/telemetry/testing";
import { waitUntil } from "@fairlead/testkit";
import { clock, sessionBetween } from "../whole/support/clients.ts";
import { PATIENT_TIMINGS } from "../whole/support/patient-timings.ts";
import { TestCluster } from "./support/test-cluster.ts";

/** A that asked twice would be traced twice. */
const ONCE = { ...PATIENT_TIMINGS, punchWaitsMs: [18_000] };

describe("the trace of a punch over three processes", () => {
  it("[CL-20] [CL-23]: is one: A asked one node, B registered with another, and answered at a third", async () => {
    await using receiver = await OtlpReceiver.start();
    await using cluster = await TestCluster.start({ relays: 1, words: ["--otlp-endpoint", receiver.endpoint] });
    const [x, y, z] = cluster.rendezvous.map(({ ports }) => ports.address);
    await using b = await cluster.registeredClient({ udpHosts: () => [`${x}`], hosts: () => [`${z}`] });
    await using a = cluster.client({ hosts: () => [`${y}`], timings: ONCE });
    const session = await sessionBetween(a, b);
    assert.equal(session.a.path, "direct");
    const spans = await spansOf(receiver, 4);
    assert.deepEqual(spans.map(({ instance, name }) => `${instance} ${name}`).toSorted(), [
      "rd-1 push",
      "rd-2 deliver",
      "rd-2 punch",
      "rd-3 reply",
    ]);
    assert.equal(new Set(spans.map(({ traceId }) => traceId)).size, 1, "one trace");
    const root = spans.find(({ name }) => name === "punch");
    assert.equal(root?.parentSpanId ?? "", "");
    for (const span of spans) if (span !== root) assert.equal(span.parentSpanId, root?.spanId, span.name);
    assert.equal(new Set(spans.map(({ spanId }) => spanId)).size, 4);
  });
});

/** Once there are so many; any more have two of the senders' seconds to come. */
async function spansOf(receiver: OtlpReceiver, count: number): Promise<readonly ReceivedSpan[]> {
  await waitUntil(clock, `${count} spans are received`, () => receiver.spans.length >= count, 30_000);
  await delay(clock, 2000);
  return receiver.spans;
}
