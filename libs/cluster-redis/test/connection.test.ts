import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, describe, it } from "node:test";
import { silentLogger } from "@fairlead/base";
import { StoreUnavailableError } from "@fairlead/cluster";
import { liveClock, liveRandom, ManualClock, RedisServer, waitUntil } from "@fairlead/testkit";
import { retryDelayMs } from "../src/connection/dial-redis.ts";
import { keyCall, redisScript, scriptCall } from "../src/connection/redis-call.ts";
import { replyNumber, replyText } from "../src/connection/redis-reply.ts";
import { openRedisStore, RedisOpenError, RedisUrlError } from "../src/index.ts";
import { markerLooks } from "./marker-looks.ts";
import { livePorts, openStore } from "./open-store.ts";

const add = redisScript("add", `return redis.call("INCRBY", KEYS[1], ARGV[1])`);

describe("the connection to one Redis", () => {
  let server: RedisServer;
  before(async () => {
    server = await RedisServer.start();
  });
  after(() => server[Symbol.asyncDispose]());

  it("runs a script that the server has not seen, and again, and after the server forgot it", async () => {
    await using store = await openStore(server.url);
    const key = store.key("one");
    assert.equal(replyNumber(await store.run(add, [key], [2])), 2);
    await store.command("script", "flush");
    assert.equal(replyNumber(await store.run(add, [key], [3])), 5);
    await store.command("script", "flush");
    const calls = [scriptCall(add, [key], [1]), keyCall("get", key), scriptCall(add, [key], [1])];
    assert.deepEqual((await store.batch(calls)).map(replyText).sort(), ["5", "6", "7"]);
  });

  it("puts its prefix before every key", async () => {
    await using store = await openStore(server.url, { prefix: "other:" });
    await store.command("set", store.key("x"), "1");
    assert.deepEqual((await store.command("keys", "other:x")) as unknown, [Buffer.from("other:x")]);
    await assert.rejects(openStore(server.url, { prefix: "a{b}" }), RedisUrlError);
  });

  it("[CL-17] gives up a call that a paused server does not answer, and serves again when it goes on", async () => {
    const clock = new ManualClock();
    await using store = await openStore(server.url, { commandTimeoutMs: 300 }, clock);
    server.signal("SIGSTOP");
    try {
      const givenUp = assert.rejects(store.command("get", store.key("x")), StoreUnavailableError);
      clock.advance(300);
      await givenUp;
      assert.match(store.complaint() ?? "", /no answer within 300 ms/);
    } finally {
      server.signal("SIGCONT");
    }
    await waitUntil(
      liveClock(),
      "it serves again",
      () =>
        store.command("get", store.key("x")).then(
          () => true,
          () => false,
        ),
      20_000,
    );
    assert.equal(store.complaint(), undefined);
  });

  it("[CL-17] gives a call up after a second, unless told otherwise", async () => {
    const clock = new ManualClock();
    await using store = await openRedisStore(livePorts(clock), { url: server.url });
    server.signal("SIGSTOP");
    try {
      let over = false;
      const call = store.command("get", store.key("x")).finally(() => {
        over = true;
      });
      const givenUp = assert.rejects(call, /no answer within 1000 ms/);
      await clock.advanceSlowly(999, 333);
      assert.equal(over, false);
      clock.advance(1);
      await givenUp;
    } finally {
      server.signal("SIGCONT");
    }
  });

  it("[CL-17] connects again after a delay that grows, has an end, and is no two nodes' the same", () => {
    const random = liveRandom();
    for (const [times, wholeMs] of [
      [1, 100],
      [2, 200],
      [5, 1600],
      [6, 2000],
      [1000, 2000],
    ] as const) {
      const delays = Array.from({ length: 50 }, () => retryDelayMs(random, times));
      assert.ok(
        delays.every((ms) => ms >= wholeMs / 2 && ms <= wholeMs),
        `${times}: ${delays}`,
      );
      assert.ok(new Set(delays).size > 25);
    }
  });

  it("[CL-17] refuses at once what would wait behind too much", async () => {
    await using store = await openStore(server.url, { maxWaiting: 2 });
    const calls = Array.from({ length: 3 }, () => store.command("get", store.key("x")));
    const kinds = (await Promise.allSettled(calls)).map((result) => result.status);
    assert.deepEqual(kinds, ["fulfilled", "fulfilled", "rejected"]);
  });

  it("[CL-18] refuses a Redis that forgets when it is full", async () => {
    await using forgetful = await RedisServer.start({ config: ["maxmemory-policy allkeys-lru"] });
    await assert.rejects(
      openStore(forgetful.url),
      (error: Error) => error instanceof RedisOpenError && /allkeys-lru.*do: set/.test(error.message),
    );
  });

  it("[CL-18] refuses data of a later release", async () => {
    await using store = await openStore(server.url, { prefix: "later:" });
    await store.command("set", store.key("schema:{n}"), "99");
    await assert.rejects(
      openStore(server.url, { prefix: "later:" }),
      (error: Error) => error instanceof RedisOpenError && /schema 99/.test(error.message),
    );
  });

  it("says why it cannot start", async () => {
    await assert.rejects(
      openStore("redis://127.0.0.1:1", { openTimeoutMs: 2000 }),
      /cannot use Redis at 127.0.0.1:1: .*ECONNREFUSED/,
    );
    await assert.rejects(openStore("http://127.0.0.1"), RedisUrlError);
  });

  it("hears what is published, each channel by itself", async () => {
    await using store = await openStore(server.url);
    const heard: string[] = [];
    await using one = await store.subscribe(store.key("news"), (payload) => heard.push(payload.toString("hex")));
    assert.ok(one);
    await store.publish(store.key("other"), Buffer.from("ff", "hex"));
    await store.publish(store.key("news"), Buffer.from("00ff80", "hex"));
    await waitUntil(liveClock(), "it is heard", () => heard.length > 0);
    assert.deepEqual(heard, ["00ff80"]);
  });
});

describe("the history behind the connection [CL-13]", () => {
  it("has another id after a restart, and says when the connection is back", async () => {
    await using first = await RedisServer.start();
    await using store = await openStore(first.url, { pulseMs: 50 });
    const before = store.storeId();
    const events: string[] = [];
    store.watch((event) => events.push(event));
    assert.match(before, /^[0-9a-f]{32}$/);
    await first.kill();
    await assert.rejects(store.command("get", "x"), StoreUnavailableError);
    assert.match(store.complaint() ?? "", /Redis at 127.0.0.1/);
    await using second = await RedisServer.start({ port: first.port });
    await waitUntil(liveClock(), "the connection is back", () => events.includes("back"), 20_000);
    assert.notEqual(store.storeId(), before);
    assert.ok(events.includes("history"));
    assert.ok(second.pid > 0);
  });

  it("has another id when the data was wiped", async () => {
    await using server = await RedisServer.start();
    await using filling = await openStore(server.url);
    await filling.command("set", filling.key("gen:{b000}"), "new 1 abc");
    await using store = await openStore(server.url, { pulseMs: 50 });
    const events: string[] = [];
    store.watch((event) => events.push(event));
    const before = store.storeId();
    await store.command("flushall");
    await waitUntil(liveClock(), "the wipe is seen", () => events.length === 1);
    assert.notEqual(store.storeId(), before);
  });

  it("goes on with the first device of a bucket: nothing was lost", async () => {
    await using server = await RedisServer.start();
    await using store = await openStore(server.url, { pulseMs: 50 });
    const events: string[] = [];
    store.watch((event) => events.push(event));
    const before = store.storeId();
    await store.command("set", store.key("gen:{b000}"), "new 1 abc");
    const looks = await markerLooks(server.port);
    await waitUntil(liveClock(), "it is read again", async () => (await markerLooks(server.port)) >= looks + 2);
    assert.deepEqual(events, []);
    assert.equal(store.storeId(), before);
  });

  it("ends without a complaint when it is closed", async () => {
    await using server = await RedisServer.start();
    const warnings: string[] = [];
    const logger = { ...silentLogger, warn: (event: string) => void warnings.push(event) };
    const store = await openRedisStore({ ...livePorts(), logger }, { url: server.url, commandTimeoutMs: 5000 });
    const [before] = store.masters();
    const closed = once(before ?? assert.fail(), "end");
    await store[Symbol.asyncDispose]();
    await closed;
    assert.deepEqual(warnings, []);
  });
});
