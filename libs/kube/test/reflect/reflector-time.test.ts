import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { noMetrics, type Random, silentLogger } from "@fairlead/base";
import { ManualClock, SeededRandom } from "@fairlead/testkit";
import {
  type ConfigMap,
  KubeError,
  KubeUnavailableError,
  kinds,
  Reflector,
  type ReflectorSettings,
} from "../../src/index.ts";
import { ScriptedApi } from "./scripted-api.ts";

const map = (name: string, resourceVersion: string): unknown => ({
  metadata: { namespace: "a", name, resourceVersion },
});
const listOf = (...items: readonly unknown[]): unknown => ({ items, metadata: { resourceVersion: "10" } });
const refusal = (status: number, retryAfterMs?: number): KubeError =>
  new KubeError({ status, reason: "", message: String(status), causes: [], retryAfterMs });

interface Play extends AsyncDisposable {
  readonly clock: ManualClock;
  readonly api: ScriptedApi;
  readonly reflector: Reflector<ConfigMap>;
}

async function play(
  settings: Partial<ReflectorSettings<ConfigMap>> = {},
  random: Random = new SeededRandom(7),
): Promise<Play> {
  const clock = new ManualClock();
  const api = new ScriptedApi(() => listOf(map("one", "5")));
  const ports = { api, clock, random, logger: silentLogger, metrics: noMetrics };
  const reflector = new Reflector<ConfigMap>(ports, { kind: kinds.configMap, ...settings });
  return {
    clock,
    api,
    reflector,
    [Symbol.asyncDispose]: async () => {
      await reflector[Symbol.asyncDispose]();
      assert.equal(clock.pending, 0, "no timer is left");
    },
  };
}

describe("the reflector in time", () => {
  it("[KU-28] cuts a watch that says nothing for 30 s and goes on from the same version", async () => {
    await using it = await play();
    it.reflector.start();
    await it.clock.advanceSlowly(29_000, 1000);
    assert.equal(it.api.streams.length, 1);
    it.api.streams[0]?.say("BOOKMARK", { metadata: { resourceVersion: "17" } });
    await it.clock.advanceSlowly(29_000, 1000);
    assert.equal(it.api.streams.length, 1, "a bookmark is a word");
    await it.clock.advanceSlowly(2_000, 1000);
    assert.equal(it.api.streams.length, 2);
    assert.equal(it.api.streams[0]?.signal?.aborted, true);
    assert.equal(it.api.streams[1]?.query?.["resourceVersion"], "17");
    assert.equal(it.api.requests.length, 1, "not listed again");
    assert.equal(it.reflector.complaint, undefined);
  });

  it("[KU-28] lists again after 10 minutes of silence: the version may be of a server's former life", async () => {
    await using it = await play();
    it.reflector.start();
    await it.clock.advanceSlowly(590_000, 1000);
    assert.equal(it.api.requests.length, 1);
    await it.clock.advanceSlowly(20_000, 1000);
    assert.equal(it.api.requests.length, 2);
  });

  it("[KU-28] waits longer after each failure, at most 30 s, and never for the same time", async () => {
    await using it = await play();
    const atMs: number[] = [];
    it.api.answer = () => {
      atMs.push(it.clock.now());
      throw new KubeUnavailableError("no connection");
    };
    it.reflector.start();
    await it.clock.advanceSlowly(180_000, 20);
    const waits = atMs.slice(1).map((at, index) => at - (atMs[index] ?? 0));
    for (const [index, wait] of waits.entries()) {
      const longest = Math.min(200 * 2 ** index, 30_000);
      assert.ok(wait >= longest / 2 && wait <= longest + 40, `wait ${index} is ${wait} ms`);
    }
    assert.ok(new Set(waits.slice(-4).map((wait) => Math.round(wait / 20))).size > 1, "with jitter");
    assert.match(it.reflector.complaint ?? "", /configmaps have not been read .*no connection/);
  });

  it("[KU-28] waits as long as the server asks, at the list and at the watch", async () => {
    await using it = await play();
    const atMs: number[] = [];
    it.api.answer = () => {
      atMs.push(it.clock.now());
      if (atMs.length === 1) throw refusal(429, 7000);
      return listOf();
    };
    it.api.accept = () => {
      atMs.push(it.clock.now());
      if (atMs.length === 3) throw refusal(503, 11_000);
    };
    it.reflector.start();
    await it.clock.advanceSlowly(40_000, 50);
    const [first = 0, second = 0, third = 0, fourth = 0] = atMs;
    assert.ok(second - first >= 7000 && second - first <= 7000 * 1.25 + 100);
    assert.ok(fourth - third >= 11_000 && fourth - third <= 11_000 * 1.25 + 100);
  });

  it("[KU-28] does not hammer a server whose watches end at once", async () => {
    await using it = await play();
    it.reflector.start();
    for (let step = 0; step < 600; step += 1) {
      for (const stream of it.api.streams) stream.end();
      await it.clock.advanceSlowly(100, 50);
    }
    assert.ok(it.api.streams.length < 25, `${it.api.streams.length} watches in a minute`);
  });

  it("says that it knows nothing new, once nothing was heard for a minute", async () => {
    await using it = await play();
    it.reflector.start();
    await it.clock.advanceSlowly(1000, 100);
    it.api.accept = () => {
      throw new KubeUnavailableError("connect ECONNREFUSED");
    };
    it.api.streams[0]?.fail(new KubeUnavailableError("read ECONNRESET"));
    await it.clock.advanceSlowly(50_000, 500);
    assert.equal(it.reflector.complaint, undefined);
    await it.clock.advanceSlowly(15_000, 500);
    assert.match(it.reflector.complaint ?? "", /nothing was heard of configmaps for 6\d s: connect ECONNREFUSED/);
    it.api.accept = () => undefined;
    await it.clock.advanceSlowly(40_000, 500);
    assert.equal(it.reflector.complaint, undefined);
  });

  it("tells every object again when a resync was asked for", async () => {
    await using it = await play({ resyncMs: 60_000 });
    const told: string[] = [];
    it.reflector.onChange(({ kind, key }) => told.push(`${kind} ${key}`));
    it.reflector.start();
    await it.clock.advanceSlowly(121_000, 1000);
    assert.deepEqual(told, ["added a/one", "resync a/one", "resync a/one"]);
  });

  it("answers false to who waits for it when it ends, or when they are tired of waiting", async () => {
    await using it = await play();
    it.api.answer = () => Promise.withResolvers().promise;
    const tired = new AbortController();
    const waited = it.reflector.whenSynced(tired.signal);
    tired.abort();
    assert.equal(await waited, false);
    const late = it.reflector.whenSynced();
    await it.reflector[Symbol.asyncDispose]();
    assert.equal(await late, false);
  });
});
