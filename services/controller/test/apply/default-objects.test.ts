import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { silentLogger } from "@fairlead/base";
import { type EventWords, KubeError, type KubeObject } from "@fairlead/kube";
import { ManualClock } from "@fairlead/testkit";
import { DefaultObjects } from "../../src/apply/default-objects.ts";
import { config } from "../plan/fixtures.ts";

const wanted: KubeObject = {
  apiVersion: "fairlead.io/v1alpha1",
  kind: "RelayPool",
  metadata: { name: "relays", namespace: "rd" },
};
const live: KubeObject = { ...wanted, metadata: { ...wanted.metadata, uid: "u" } };

const refusal = (status: number, message: string): KubeError =>
  new KubeError({ status, reason: "Invalid", message, causes: [] });

async function told(error: Error): Promise<readonly EventWords[]> {
  const events: EventWords[] = [];
  const objects = new DefaultObjects({
    clock: new ManualClock(),
    logger: silentLogger,
    apply: () => Promise.reject(error),
    live: () => live,
    record: (event) => void events.push(event),
  });
  await objects.keep({ ...config, defaults: [wanted] });
  assert.match(objects.complaint ?? "", /RelayPool\/rd\/relays/);
  return events;
}

describe("the chart's own objects", () => {
  it("say so as an Event when the API server refuses their values, such as another mode [KU-7] [KU-9]", async () => {
    const words = "spec.exposure.mode: Forbidden: the mode of a pool cannot be changed";
    const [event, ...others] = await told(refusal(422, words));
    assert.deepEqual(others, []);
    assert.deepEqual(
      [event?.regarding.name, event?.regarding.uid, event?.type, event?.reason],
      ["relays", "u", "Warning", "ValuesRefused"],
    );
    assert.match(event?.note ?? "", /RelayPool relays are not in force: .*the mode of a pool cannot be changed/);
  });

  it("say nothing of an API server that is away, or in trouble", async () => {
    assert.deepEqual(await told(refusal(500, "etcd has no leader")), []);
    assert.deepEqual(await told(new Error("connection refused")), []);
  });
});
