import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { describe, it } from "node:test";
import { FrontScene } from "./support/front-scene.ts";
import { RawClient } from "./support/raw-client.ts";
import { until } from "./support/until.ts";

describe("an API behind the front", () => {
  it("gets the request below its base path, with who asked and without hop-by-hop headers", async () => {
    await using scene = await FrontScene.open();
    let seen: IncomingMessage | undefined;
    scene.upstream = (asked, body) => {
      seen = asked;
      return {
        status: 201,
        body: `got ${body}`,
        headers: ["X-Answer", "yes", "Connection", "X-Gone", "X-Gone", "1", "Keep-Alive", "timeout=1"],
      };
    };
    const headers = {
      Authorization: "Bearer t",
      "X-Forwarded-For": "6.6.6.6",
      "X-Real-IP": "6.6.6.6",
      Connection: "X-Mine",
      "X-Mine": "1",
      TE: "trailers",
    };
    const answer = await scene.ask("/api/login?x=1", { method: "POST", headers, body: "hello" });
    assert.deepEqual([answer.status, answer.body, answer.headers["x-answer"]], [201, "got hello", "yes"]);
    assert.equal(answer.headers["x-gone"], undefined);
    assert.notEqual(answer.headers["keep-alive"], "timeout=1");
    assert.ok(seen);
    assert.deepEqual([seen.url, seen.method, seen.headers.authorization], ["/base/api/login?x=1", "POST", "Bearer t"]);
    assert.deepEqual([seen.headers["x-forwarded-for"], seen.headers["x-forwarded-proto"]], ["127.0.0.1", "http"]);
    assert.deepEqual(
      [seen.headers["x-real-ip"], seen.headers["x-mine"], seen.headers["te"]],
      [undefined, undefined, undefined],
    );
  });

  it("serves several requests on one connection", async () => {
    await using scene = await FrontScene.open();
    await using client = await RawClient.connect(scene.port);
    for (let round = 1; round <= 3; round += 1) {
      client.write("GET /api/x HTTP/1.1\r\nHost: front\r\n\r\n");
      await until(() => client.received.toString().split("HTTP/1.1 200").length === round + 1, `answer ${round}`);
    }
    assert.equal(scene.connections, 1);
  });

  it("takes bodies with and without a length, up to the bound", async () => {
    const api = { deadlineMs: 30_000, maxRequestBytes: 1_000, maxResponseBytes: 1_000 };
    await using scene = await FrontScene.open({ api });
    scene.upstream = (_asked, body) => ({ body: `${body.length}` });
    const chunked = { "Transfer-Encoding": "chunked" };
    assert.equal((await scene.ask("/api/x", { method: "POST", body: "x".repeat(1_000) })).body, "1000");
    assert.equal(
      (await scene.ask("/api/x", { method: "POST", headers: chunked, body: "x".repeat(1_000) })).body,
      "1000",
    );
    assert.equal((await scene.ask("/api/x", { method: "POST", body: "x".repeat(1_001) })).status, 413);
    const long = await scene.ask("/api/x", { method: "POST", headers: chunked, body: "x".repeat(1_001) });
    assert.equal(long.status, 413);
  });

  it("may answer at most so much", async () => {
    const api = { deadlineMs: 30_000, maxRequestBytes: 1_000, maxResponseBytes: 1_000 };
    await using scene = await FrontScene.open({ api });
    scene.upstream = () => ({ body: "x".repeat(100_000) });
    await assert.rejects(scene.ask("/api/x"));
  });

  it("that is absent is a 502", async () => {
    await using scene = await FrontScene.open({}, { id: true, api: false });
    assert.equal((await scene.ask("/api/x")).status, 502);
  });

  it("that is too slow is a 502", async () => {
    await using scene = await FrontScene.open({
      api: { deadlineMs: 1_000, maxRequestBytes: 1_000, maxResponseBytes: 1_000 },
    });
    let asked = 0;
    scene.upstream = () => {
      asked += 1;
      return { silent: true };
    };
    const answer = scene.ask("/api/x");
    await until(() => asked === 1, "the request");
    scene.ports.clock.advance(1_000);
    assert.equal((await answer).status, 502);
    await until(() => scene.connections === 0, "the place");
    assert.equal(scene.ports.clock.pending, 0, "timers are left");
  });
});
