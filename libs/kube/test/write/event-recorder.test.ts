import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { silentLogger } from "@fairlead/base";
import { ManualClock, SeededRandom } from "@fairlead/testkit";
import { EventRecorder, type EventWords, KubeError, type KubeEvent, KubeUnavailableError } from "../../src/index.ts";
import { CountedMetrics } from "../connection/counted-metrics.ts";
import { type Answer, ScriptedApi } from "../reflect/scripted-api.ts";

interface Play {
  readonly clock: ManualClock;
  readonly api: ScriptedApi;
  readonly recorder: EventRecorder;
  readonly metrics: CountedMetrics;
  notes(): (string | undefined)[];
}

function play(answer: Answer = (_method, _path, { body }) => body): Play {
  const clock = new ManualClock();
  const api = new ScriptedApi(answer);
  const metrics = new CountedMetrics();
  const ports = { api, clock, random: new SeededRandom(1), logger: silentLogger, metrics };
  const recorder = new EventRecorder(ports, { controller: "fairlead.io/controller", instance: "controller-0" });
  const notes = (): (string | undefined)[] => api.requests.map(({ body }) => (body as KubeEvent).note);
  return { clock, api, recorder, metrics, notes };
}

const words = (change: Partial<EventWords> = {}): EventWords => ({
  regarding: { apiVersion: "fairlead.io/v1alpha1", kind: "RelayPool", namespace: "a", name: "relays", uid: "u" },
  type: "Normal",
  reason: "ScaleDown",
  action: "Draining",
  note: "3 of 4 relays are wanted",
  ...change,
});

describe("events", () => {
  it("[KU-9] say what was decided, about what, with the numbers", async () => {
    const { api, recorder, clock } = play();
    recorder.record(words());
    await clock.advanceSlowly(100);
    const [request] = api.requests;
    assert.equal(request?.path, "/apis/events.k8s.io/v1/namespaces/a/events");
    const { metadata, ...event } = (request?.body ?? {}) as KubeEvent;
    assert.match(metadata.name, /^relays\.[0-9a-f]{16}$/);
    assert.deepEqual(event, {
      apiVersion: "events.k8s.io/v1",
      kind: "Event",
      eventTime: "2026-01-01T00:00:00.000000Z",
      reportingController: "fairlead.io/controller",
      reportingInstance: "controller-0",
      action: "Draining",
      reason: "ScaleDown",
      regarding: { apiVersion: "fairlead.io/v1alpha1", kind: "RelayPool", namespace: "a", name: "relays", uid: "u" },
      related: undefined,
      note: "3 of 4 relays are wanted",
      type: "Normal",
    });
  });

  it("[KU-9] are told on change only: once, until something else was said of the same", async () => {
    const { recorder, clock, notes, metrics } = play();
    for (let round = 0; round < 5; round += 1) recorder.record(words());
    recorder.record(words({ note: "2 of 4 relays are wanted" }));
    recorder.record(words());
    const other = { ...words().regarding, name: "others" };
    recorder.record(words({ regarding: other }));
    await clock.advanceSlowly(100);
    assert.deepEqual(
      notes().map((note) => note?.slice(0, 1)),
      ["3", "2", "3", "3"],
    );
    assert.equal(metrics.read()['fairlead_kube_events_total{result="same"}'], 4);
    assert.equal(metrics.read()['fairlead_kube_events_total{result="sent"}'], 4);
  });

  it("[KU-9] that undo each other are both told, when they are of one topic", async () => {
    const { recorder, clock, api } = play();
    for (const reason of ["Published", "Withdrawn", "Published"]) recorder.record(words({ reason, topic: "address" }));
    await clock.advanceSlowly(100);
    assert.equal(api.requests.length, 3);
  });

  it("[KU-9] come slowly after the first fifty, and are lost beyond a bound, which is counted", async () => {
    const { recorder, clock, api, metrics } = play();
    for (let index = 0; index < 1000; index += 1) recorder.record(words({ note: String(index) }));
    await clock.advanceSlowly(100);
    assert.ok(api.requests.length >= 50 && api.requests.length <= 52);
    await clock.advanceSlowly(10_000, 50);
    assert.ok(api.requests.length >= 95 && api.requests.length <= 105, `${api.requests.length}`);
    assert.equal(metrics.read()['fairlead_kube_events_total{result="dropped"}'], 1000 - 257);
  });

  it("are tried again when nothing is heard of the server, not when it refuses", async () => {
    const gone = new KubeUnavailableError("no connection");
    let asked = 0;
    const { recorder, clock, notes, api } = play((_method, _path, { body }) => {
      asked += 1;
      if (asked <= 2) throw gone;
      if (asked === 4) throw new KubeError({ status: 403, reason: "Forbidden", message: "terminating", causes: [] });
      return body;
    });
    recorder.record(words({ note: "first" }));
    recorder.record(words({ note: "second" }));
    recorder.record(words({ note: "third" }));
    await clock.advanceSlowly(20_000, 100);
    assert.deepEqual(notes(), ["first", "first", "first", "second", "third"]);
    api.answer = () => {
      throw gone;
    };
    recorder.record(words({ note: "fourth" }));
    await clock.advanceSlowly(20_000, 100);
    assert.equal(notes().filter((note) => note === "fourth").length, 3);
  });

  it("are cut to what the API takes, between characters, and go to default for what has no namespace", async () => {
    const { recorder, clock, api } = play();
    const node = { apiVersion: "v1", kind: "Node", name: "n".repeat(253) };
    recorder.record(words({ regarding: node, note: "é".repeat(1000), reason: "R".repeat(300) }));
    await clock.advanceSlowly(100);
    const event = (api.requests[0]?.body ?? {}) as KubeEvent;
    assert.equal(event.metadata.namespace, "default");
    assert.ok(event.metadata.name.length <= 253);
    assert.ok(Buffer.byteLength(event.note ?? "") <= 1024 && /^é+…$/.test(event.note ?? ""));
    assert.ok(Buffer.byteLength(event.reason ?? "") <= 128);
  });

  it("are sent before it ends, for 3 s at most", async () => {
    const sent = play();
    sent.recorder.record(words());
    await sent.recorder[Symbol.asyncDispose]();
    assert.equal(sent.api.requests.length, 1);
    const stuck = play((_method, _path, { signal }) => {
      return new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    });
    stuck.recorder.record(words());
    const ending = stuck.recorder[Symbol.asyncDispose]();
    await stuck.clock.advanceSlowly(3000, 100);
    await ending;
    stuck.recorder.record(words({ note: "late" }));
    assert.equal(stuck.api.requests.length, 1);
    assert.equal(stuck.clock.pending, 0);
  });
});
