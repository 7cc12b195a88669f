import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { describe, it } from "node:test";
import type { Clock } from "@fairlead/base";
import { liveClock, liveRandom, ManualClock, waitUntil } from "@fairlead/testkit";
import { contentTypes, KubeError, KubeUnavailableError, type OpenedKubeApi, openKubeApi } from "../../src/index.ts";
import { CountedMetrics } from "./counted-metrics.ts";
import { json, type Script, ScriptedHttp } from "./scripted-http.ts";

interface Play extends AsyncDisposable {
  readonly server: ScriptedHttp;
  readonly api: OpenedKubeApi;
  readonly metrics: CountedMetrics;
}

async function play(script: Script, clock: Clock = liveClock()): Promise<Play> {
  const server = await ScriptedHttp.start(script);
  const metrics = new CountedMetrics();
  const ports = { clock, random: liveRandom(), metrics };
  const api = await openKubeApi(ports, { kind: "url", url: `http://127.0.0.1:${server.port}` });
  const stack = new AsyncDisposableStack();
  stack.use(server);
  stack.use(api);
  return { server, api, metrics, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

const refused = (work: Promise<unknown>): Promise<KubeError> =>
  work.then(
    () => assert.fail("not refused"),
    (error: unknown) => (error instanceof KubeError ? error : assert.fail(String(error))),
  );

describe("requests to the API server", () => {
  it("[KU-31] sends what it was given and answers what came, whatever the names of the fields", async () => {
    const body = {
      from: [{ _from: 1 }],
      "x-kubernetes-validations": [],
      default: null,
      enum: ["a"],
      when: "2026-01-01T00:00:00Z",
    };
    await using it = await play(({ body: sent }, response) => response.end(sent));
    const answer = await it.api.request("PATCH", "/apis/x/v1/y", {
      body,
      contentType: contentTypes.apply,
      query: { force: true, fieldManager: "a b", left: undefined },
    });
    assert.deepEqual(answer, body);
    const [asked] = it.server.asked;
    assert.equal(asked?.url, "/apis/x/v1/y?force=true&fieldManager=a+b");
    assert.deepEqual(JSON.parse(asked?.body ?? ""), body);
    assert.equal(asked?.headers["content-type"], contentTypes.apply);
  });

  it("[KU-30] tells a refusal with its status, reason and causes", async () => {
    const causes = [{ reason: "FieldValueInvalid", message: "must be less", field: "spec.replicas" }];
    const status = {
      kind: "Status",
      code: 422,
      reason: "Invalid",
      message: "RelayPool is invalid",
      details: { causes },
    };
    await using it = await play((_, response) => json(response, 422, status));
    const error = await refused(it.api.request("POST", "/apis/x/v1/y", { body: {} }));
    assert.deepEqual([error.status, error.reason, error.causes], [422, "Invalid", causes]);
    assert.match(error.message, /POST \/apis\/x\/v1\/y: RelayPool is invalid/);
    assert.equal(it.server.asked.length, 1);
  });

  it("[KU-30] tells the refusal of a proxy in between, which is no JSON", async () => {
    await using it = await play((_, response) => response.writeHead(502).end("<h1>Bad gateway</h1>"));
    const error = await refused(it.api.request("GET", "/api/v1/pods"));
    assert.deepEqual([error.status, error.reason, error.causes], [502, "", []]);
    assert.match(error.message, /Bad gateway/);
  });

  it("[KU-28] comes back when the server says when, whatever the request", async () => {
    const busy = { code: 429, reason: "TooManyRequests", message: "later", details: {} };
    const script: Script = (_, response, count) =>
      count < 3 ? json(response, 429, busy, { "retry-after": "0.05" }) : json(response, 201, { made: true });
    const clock = new ManualClock();
    await using it = await play(script, clock);
    const made = it.api.request("POST", "/api/v1/pods", { body: {} });
    for (const times of [2, 3])
      await waitUntil(liveClock(), "it comes back", () => {
        clock.advance(1);
        return it.server.asked.length === times;
      });
    assert.deepEqual(await made, { made: true });
    assert.ok(clock.now() >= 100, "twice 50 ms");
    assert.equal(it.server.asked.length, 3);
  });

  it("[KU-28] does not wait longer than its deadline allows, and says what was asked for", async () => {
    await using it = await play((_, response) => json(response, 503, {}, { "retry-after": "60" }));
    const error = await refused(it.api.request("GET", "/api/v1/pods", { deadlineMs: 5000 }));
    assert.deepEqual([error.status, error.retryAfterMs], [503, 60_000]);
    assert.equal(it.server.asked.length, 1);
  });

  it("an eviction that a budget forbids is no reason to come back", async () => {
    await using it = await play((_, response) => json(response, 429, { reason: "TooManyRequests" }));
    await refused(it.api.request("POST", "/api/v1/namespaces/a/pods/b/eviction", { body: {} }));
    assert.equal(it.server.asked.length, 1);
  });

  it("asks again over a new connection what does no harm twice", async () => {
    const script: Script = (_, response, count) =>
      count < 3 ? response.destroy() : json(response, 200, { there: true });
    await using it = await play(script);
    assert.deepEqual(await it.api.request("GET", "/api/v1/pods"), { there: true });
    assert.equal(it.server.asked.length, 3);
  });

  it("does not send twice what may have been done, and says that nothing is known", async () => {
    await using it = await play((_, response) => response.destroy());
    await assert.rejects(it.api.request("POST", "/api/v1/pods", { body: {} }), KubeUnavailableError);
    await assert.rejects(it.api.request("DELETE", "/api/v1/pods/a"), KubeUnavailableError);
    assert.equal(it.server.asked.length, 2);
  });

  it("takes half an answer for none", async () => {
    await using it = await play((_, response) => response.end('{"kind":"Pod","metada'));
    await assert.rejects(it.api.request("POST", "/api/v1/pods", { body: {} }), KubeUnavailableError);
  });

  it("gives up at its deadline, and when it is told to", async () => {
    await using it = await play(() => undefined);
    await assert.rejects(it.api.request("GET", "/api/v1/pods", { deadlineMs: 50 }), /no answer within 0.05 s/);
    const controller = new AbortController();
    const reason = new Error("not wanted any more");
    const asked = it.api.request("GET", "/api/v1/pods", { signal: controller.signal });
    controller.abort(reason);
    await assert.rejects(asked, (error) => error === reason);
  });

  it("counts every attempt by the name that dashboards know", async () => {
    const script: Script = (_, response, count) =>
      count === 1
        ? json(response, 429, {}, { "retry-after": "0.01" })
        : count === 2
          ? json(response, 200, {})
          : response.destroy();
    await using it = await play(script);
    const host = `127.0.0.1:${it.server.port}`;
    await it.api.request("GET", "/api/v1/pods");
    await assert.rejects(it.api.request("POST", "/api/v1/pods", { body: {} }));
    assert.deepEqual(it.metrics.read(), {
      [`rest_client_requests_total{code="429",method="GET",host="${host}"}`]: 1,
      [`rest_client_requests_total{code="200",method="GET",host="${host}"}`]: 1,
      [`rest_client_requests_total{code="<error>",method="POST",host="${host}"}`]: 1,
    });
  });
});

describe("answers that go on", () => {
  it("gives whole lines, however they were cut on the way", async () => {
    await using it = await play((_, response) => sendInParts(response, ["on", "e\ntw", "o\n\nthr", "ee ✓\n", "half"]));
    assert.deepEqual(await collect(await it.api.stream("/api/v1/pods")), ["one", "two", "three ✓"]);
  });

  it("rejects when the connection breaks", async () => {
    await using it = await play((_, response) => response.write("one\ntw", () => response.destroy()));
    await assert.rejects(async () => await collect(await it.api.stream("/api/v1/pods")), KubeUnavailableError);
  });

  it("ends the request when the reader leaves, or is told to stop", async () => {
    const ended = Promise.withResolvers<void>();
    await using it = await play((_, response) => {
      response.on("close", () => ended.resolve());
      response.write("one\ntwo\n");
    });
    for await (const line of await it.api.stream("/api/v1/pods")) if (line === "one") break;
    await ended.promise;
    const controller = new AbortController();
    const lines = await it.api.stream("/api/v1/pods", { signal: controller.signal });
    const reason = new Error("stop");
    const reading = collect(lines);
    controller.abort(reason);
    await assert.rejects(reading, (error) => error === reason);
  });

  it("has a deadline for its head alone", async () => {
    const clock = new ManualClock();
    const begun: ServerResponse[] = [];
    const script: Script = ({ url }, response) => {
      if (url === "/never") return;
      response.writeHead(200).flushHeaders();
      begun.push(response);
    };
    await using it = await play(script, clock);
    const late = await it.api.stream("/late", { deadlineMs: 50 });
    clock.advance(150);
    begun[0]?.end("late\n");
    assert.deepEqual(await collect(late), ["late"]);
    const never = assert.rejects(it.api.stream("/never", { deadlineMs: 50 }), /no answer within/);
    await waitUntil(liveClock(), "it is asked", () => it.server.asked.length === 2);
    clock.advance(50);
    await never;
  });
});

async function collect(lines: AsyncIterable<string>): Promise<string[]> {
  const collected: string[] = [];
  for await (const line of lines) collected.push(line);
  return collected;
}

function sendInParts(response: ServerResponse, parts: readonly string[]): void {
  for (const part of parts.map((text) => Buffer.from(text)))
    for (let at = 0; at < part.length; at += 2) response.write(part.subarray(at, at + 2));
  response.end();
}
