import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Meter, TokenBucket } from "@fairlead/base";
import type { JoinEnd, JoinOptions } from "../src/index.ts";
import {
  type ForwardingHarness,
  type OpenLeg,
  patternBytes,
  readBytes,
  settled,
  writeBytes,
} from "./forwarding-harness.ts";

type Create<Leg> = () => Promise<ForwardingHarness<Leg>>;
type Test<Leg> = (harness: ForwardingHarness<Leg>) => Promise<void>;
type Promises<Leg> = (sentence: string, test: Test<Leg>) => void;

interface Joined<Leg> {
  readonly first: OpenLeg<Leg>;
  readonly second: OpenLeg<Leg>;
  readonly options: JoinOptions;
  readonly abort: AbortController;
  readonly end: Promise<JoinEnd>;
}
interface JoinSettings {
  readonly earlyFirst?: Uint8Array;
  readonly earlySecond?: Uint8Array;
  readonly idleTimeoutMs?: number;
  /** Of the forward lane; the backward lane has none. */
  readonly bitsPerSecond?: number;
  readonly maxBytes?: number;
}

/** What every engine promises [RL-6] [RL-8] [RL-9]. `create` makes a harness for each test. */
export function forwardingEngineContract<Leg>(name: string, create: Create<Leg>): void {
  const promises: Promises<Leg> = (sentence, test) => {
    it(sentence, { timeout: 30_000 }, async () => {
      await using harness = await create();
      await test(harness);
    });
  };
  describe(`forwarding engine contract: ${name}`, () => {
    describe("bytes", () => bytePromises(promises));
    describe("ends", () => endPromises(promises));
    describe("pressure", () => pressurePromises(promises));
  });
}

function bytePromises<Leg>(promises: Promises<Leg>): void {
  promises("[RL-6] carries both directions at once, complete, unmodified and in order", async (harness) => {
    const { first, second, options, end } = await join(harness);
    const there = patternBytes(1_000_003, 1);
    const back = patternBytes(700_001, 2);
    const read = Promise.all([readBytes(second.far), readBytes(first.far)]);
    await settled(harness, Promise.all([writeBytes(first.far, there), writeBytes(second.far, back)]));
    first.far.end();
    second.far.end();
    const [gotThere, gotBack] = await settled(harness, read);
    assert.ok(gotThere.equals(there), `${gotThere.length} of ${there.length} bytes forward`);
    assert.ok(gotBack.equals(back), `${gotBack.length} of ${back.length} bytes back`);
    assert.equal(await settled(harness, end), "closed");
    assert.equal(options.forward.meter.bytes, there.length);
    assert.equal(options.backward.meter.bytes, back.length);
  });

  promises("[RL-6] sends the bytes that were read before joining first, of both legs", async (harness) => {
    const earlyFirst = Buffer.from("0c010203", "hex");
    const earlySecond = patternBytes(64 * 1024, 3);
    const { first, second, end } = await join(harness, { earlyFirst, earlySecond });
    await settled(harness, first.far.write(Buffer.from("then")));
    first.far.end();
    second.far.end();
    const [there, back] = await settled(harness, Promise.all([readBytes(second.far), readBytes(first.far)]));
    assert.equal(there.toString("hex"), `0c010203${Buffer.from("then").toString("hex")}`);
    assert.ok(back.equals(earlySecond));
    assert.equal(await settled(harness, end), "closed");
  });

  promises("[RL-6] carries single bytes as they come, without waiting for more", async (harness) => {
    const { first, second } = await join(harness);
    for (const byte of [0, 255, 10]) {
      await settled(harness, first.far.write(Uint8Array.of(byte)));
      assert.deepEqual([...(await settled(harness, readBytes(second.far, 1)))], [byte]);
    }
  });
}

function endPromises<Leg>(promises: Promises<Leg>): void {
  promises("[RL-8] passes a half-close on after the last byte, and the other direction goes on", async (harness) => {
    const { first, second, end } = await join(harness);
    await settled(harness, first.far.write(Buffer.from("last words")));
    first.far.end();
    assert.equal((await settled(harness, readBytes(second.far))).toString(), "last words");
    const answer = patternBytes(200_000);
    const read = readBytes(first.far);
    await settled(harness, writeBytes(second.far, answer));
    second.far.end();
    assert.ok((await settled(harness, read)).equals(answer));
    assert.equal(await settled(harness, end), "closed");
  });

  promises("[RL-8] ends both legs when one is closed", async (harness) => {
    const { first, second, end } = await join(harness);
    await settled(harness, first.far.write(Buffer.from("hello")));
    await settled(harness, readBytes(second.far, 5));
    first.far.close();
    second.far.end();
    await settled(harness, readBytes(second.far));
    assert.equal(await settled(harness, end), "closed");
  });

  promises("[RL-8] ends as idle when no byte came in either direction", async (harness) => {
    const { first, second, end } = await join(harness, { idleTimeoutMs: 200 });
    assert.equal(await settled(harness, end), "idle");
    assert.equal((await settled(harness, readBytes(first.far))).length, 0);
    assert.equal((await settled(harness, readBytes(second.far))).length, 0);
  });

  promises("[RL-8] is not idle while one direction has bytes", async (harness) => {
    const { first, second, end } = await join(harness, { idleTimeoutMs: 400 });
    let ended = false;
    const watched = end.finally(() => {
      ended = true;
    });
    for (let i = 0; i < 10; i += 1) {
      await harness.pass(100);
      await settled(harness, first.far.write(Buffer.from("x")));
      await settled(harness, readBytes(second.far, 1));
    }
    assert.equal(ended, false);
    assert.equal(await settled(harness, watched), "idle");
  });

  promises("ends as aborted when it is told to, and closes both legs", async (harness) => {
    const { first, second, abort, end } = await join(harness);
    await settled(harness, first.far.write(Buffer.from("x")));
    await settled(harness, readBytes(second.far, 1));
    abort.abort();
    assert.equal(await settled(harness, end), "aborted");
    await settled(harness, Promise.all([readBytes(first.far), readBytes(second.far)]));
  });

  promises("ends as over quota when a lane has carried all it may, and carries no more", async (harness) => {
    const { first, second, options, end } = await join(harness, { maxBytes: 8 });
    await settled(harness, first.far.write(Buffer.from("12345678")));
    assert.equal((await settled(harness, readBytes(second.far, 8))).toString(), "12345678");
    await settled(harness, first.far.write(Buffer.from("9")));
    assert.equal(await settled(harness, end), "overQuota");
    assert.equal((await settled(harness, readBytes(second.far))).length, 0);
    assert.equal(options.forward.meter.bytes, 8);
  });

  promises("ends as aborted when it was told to before it began", async (harness) => {
    const [first, second] = [await harness.openLeg(), await harness.openLeg()];
    const { options } = optionsFor(harness, {});
    const signal = AbortSignal.abort();
    assert.equal(await settled(harness, harness.engine.join(first.leg, second.leg, { ...options, signal })), "aborted");
  });
}

function pressurePromises<Leg>(promises: Promises<Leg>): void {
  promises("[RL-8] one side that does not read stops its own direction only", async (harness) => {
    const { first, second } = await join(harness);
    const stuck = writeBytes(first.far, patternBytes(64 * 1024 * 1024));
    await harness.pass(20);
    const back = patternBytes(500_000, 5);
    const read = readBytes(first.far, back.length);
    await settled(harness, writeBytes(second.far, back));
    assert.ok((await settled(harness, read)).equals(back));
    first.far.close();
    second.far.close();
    await settled(harness, stuck);
  });

  promises("[RL-8] holds back a writer whose reader is slow, and loses nothing", async (harness) => {
    const { first, second, options } = await join(harness);
    const sent = patternBytes(32 * 1024 * 1024);
    const writing = writeBytes(first.far, sent, 256 * 1024).then(() => first.far.end());
    await harness.pass(50);
    const taken = options.forward.meter.bytes;
    assert.ok(taken < sent.length, "everything was taken although nobody reads");
    assert.ok((await settled(harness, readBytes(second.far))).equals(sent));
    await settled(harness, writing);
  });

  promises("[RL-9] keeps to the rate of its lane, and the other lane to none", async (harness) => {
    const bitsPerSecond = 8 * 1024 * 1024;
    const { first, second } = await join(harness, { bitsPerSecond });
    const sent = patternBytes(1024 * 1024);
    const startedMs = harness.clock.now();
    const read = readBytes(second.far, sent.length);
    const writing = writeBytes(first.far, sent);
    const back = patternBytes(300_000, 9);
    const readBack = readBytes(first.far, back.length);
    await settled(harness, writeBytes(second.far, back));
    assert.ok((await settled(harness, readBack)).equals(back));
    const backMs = harness.clock.now() - startedMs;
    assert.ok((await settled(harness, read)).equals(sent));
    const thereMs = harness.clock.now() - startedMs;
    await settled(harness, writing);
    assert.ok(thereMs > 400 && thereMs < 5000, `1 MiB at 1 MiB/s took ${Math.round(thereMs)} ms`);
    assert.ok(backMs < thereMs, "the free direction waited for the limited one");
  });
}

async function join<Leg>(harness: ForwardingHarness<Leg>, settings: JoinSettings = {}): Promise<Joined<Leg>> {
  const first = await harness.openLeg(settings.earlyFirst);
  const second = await harness.openLeg(settings.earlySecond);
  const { options, abort } = optionsFor(harness, settings);
  return { first, second, options, abort, end: harness.engine.join(first.leg, second.leg, options) };
}

function optionsFor(
  harness: ForwardingHarness<unknown>,
  { bitsPerSecond, maxBytes, idleTimeoutMs = 15_000 }: JoinSettings,
): { options: JoinOptions; abort: AbortController } {
  const abort = new AbortController();
  const now = harness.clock.now();
  const buckets = bitsPerSecond === undefined ? [] : [new TokenBucket(bitsPerSecond, bitsPerSecond / 10, now)];
  const forward = { meter: new Meter(), buckets, maxBytes };
  const backward = { meter: new Meter(), buckets: [] };
  return { options: { clock: harness.clock, idleTimeoutMs, forward, backward, signal: abort.signal }, abort };
}
