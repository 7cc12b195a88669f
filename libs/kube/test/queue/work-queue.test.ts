import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { noMetrics, silentLogger } from "@fairlead/base";
import { ManualClock } from "@fairlead/testkit";
import { KubeError, WorkQueue, type WorkQueueSettings } from "../../src/index.ts";
import { CountedMetrics } from "../connection/counted-metrics.ts";

interface Play {
  readonly clock: ManualClock;
  readonly queue: WorkQueue;
  readonly metrics: CountedMetrics;
}

function play(work: WorkQueueSettings["work"], settings: Partial<WorkQueueSettings> = {}): Play {
  const clock = new ManualClock();
  const metrics = new CountedMetrics();
  const queue = new WorkQueue({ clock, logger: silentLogger, metrics }, { name: "test", work, ...settings });
  queue.start();
  return { clock, queue, metrics };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("the work queue", () => {
  it("[KU-29] works once more on what changed ten times while it was worked on", async () => {
    const gates: PromiseWithResolvers<void>[] = [];
    const { queue } = play(() => {
      const gate = Promise.withResolvers<void>();
      gates.push(gate);
      return gate.promise;
    });
    queue.add("a");
    await turn();
    for (let change = 0; change < 10; change += 1) queue.add("a");
    gates[0]?.resolve();
    await turn();
    gates[1]?.resolve();
    await queue.idle();
    assert.equal(gates.length, 2);
  });

  it("[KU-29] holds a key that waits once, and works on keys in the order they came", async () => {
    const worked: string[] = [];
    const clock = new ManualClock();
    const ports = { clock, logger: silentLogger, metrics: noMetrics };
    const queue = new WorkQueue(ports, { name: "test", work: async (key) => void worked.push(key) });
    for (const key of ["a", "b", "a", "c", "b"]) queue.add(key);
    assert.equal(queue.depth, 3);
    queue.start();
    await queue.idle();
    assert.deepEqual(worked, ["a", "b", "c"]);
  });

  it("[KU-29] works on so many keys at a time, and never twice on one", async () => {
    const running = new Set<string>();
    let most = 0;
    let twice = 0;
    const { queue, clock } = play(
      async (key) => {
        twice += running.has(key) ? 1 : 0;
        running.add(key);
        most = Math.max(most, running.size);
        for (let turns = key === "a" ? 10 : 1; turns > 0; turns -= 1) await turn();
        running.delete(key);
      },
      { workers: 3 },
    );
    for (let round = 0; round < 5; round += 1) for (const key of "abcdefg") queue.add(key);
    await queue.idle();
    assert.deepEqual([most, twice], [3, 0]);
    assert.equal(clock.pending, 0);
  });

  it("[KU-29] brings a failure back after 5 ms, doubled each time up to 1000 s", async () => {
    const atMs: number[] = [];
    const { queue, clock } = play(async () => {
      atMs.push(clock.now());
      throw new Error("not yet");
    });
    queue.add("a");
    for (let step = 0; step < 25; step += 1) {
      await turn();
      const before = atMs.length;
      for (let ms = 5; atMs.length === before; ms *= 1.05) {
        clock.advance(Math.max(1, ms / 20));
        await turn();
      }
    }
    const waits = atMs.slice(1).map((at, index) => at - (atMs[index] ?? 0));
    for (const [index, wait] of waits.entries()) {
      const wanted = Math.min(5 * 2 ** index, 1_000_000);
      assert.ok(wait >= wanted && wait <= wanted * 1.2 + 2, `wait ${index}: ${wait} ms, not ${wanted}`);
    }
    assert.ok(waits.length >= 20);
  });

  it("[KU-29] brings failures back at 10 a second over all keys, after the first ten", async () => {
    let worked = 0;
    const { queue, clock } = play(async () => {
      worked += 1;
      throw new Error("no");
    });
    for (let key = 0; key < 1000; key += 1) queue.add(`key-${key}`);
    await turn();
    await queue.idle();
    assert.equal(worked, 1000);
    clock.advance(80);
    await turn();
    await queue.idle();
    const early = worked - 1000;
    assert.ok(early >= 10 && early <= 40, `${early} at once`);
    await clock.advanceSlowly(10_000, 50);
    const rate = (worked - 1000 - early) / 10;
    assert.ok(rate > 5 && rate < 15, `${rate} a second`);
  });

  it("[KU-29] begins anew with 5 ms after a success", async () => {
    const atMs: number[] = [];
    const { queue, clock } = play(async () => {
      atMs.push(clock.now());
      if (atMs.length !== 4) throw new Error("no");
    });
    queue.add("a");
    await clock.advanceSlowly(100, 1);
    assert.equal(atMs.length, 4);
    queue.add("a");
    await clock.advanceSlowly(8, 1);
    assert.equal(atMs.length, 6, "failed, and came back after 5 ms");
    await queue[Symbol.asyncDispose]();
  });

  it("[KU-28] waits as long as the API server asked", async () => {
    let worked = 0;
    const { queue, clock } = play(async () => {
      worked += 1;
      throw new KubeError({ status: 429, reason: "", message: "later", causes: [], retryAfterMs: 3000 });
    });
    queue.add("a");
    await clock.advanceSlowly(2900, 100);
    assert.equal(worked, 1);
    await clock.advanceSlowly(200, 100);
    assert.equal(worked, 2);
    await queue[Symbol.asyncDispose]();
  });

  it("works again when work asks for it, the earliest of several times", async () => {
    let worked = 0;
    const { queue, clock } = play(async () => {
      worked += 1;
      return worked === 1 ? { againAfterMs: 1000 } : undefined;
    });
    queue.add("a");
    await turn();
    queue.addAfter("a", 5000);
    queue.addAfter("a", 500);
    await clock.advanceSlowly(400, 100);
    assert.equal(worked, 1);
    await clock.advanceSlowly(200, 100);
    assert.equal(worked, 2);
    await clock.advanceSlowly(10_000, 1000);
    assert.equal(worked, 2, "the other times are off");
  });

  it("ends: aborts what runs, waits for it, and begins nothing more", async () => {
    const worked: string[] = [];
    const { queue, clock } = play(async (key, signal) => {
      worked.push(key);
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      throw new Error("aborted");
    });
    queue.add("a");
    queue.add("b");
    queue.addAfter("c", 10);
    await turn();
    await queue[Symbol.asyncDispose]();
    queue.add("d");
    await clock.advanceSlowly(1000, 100);
    assert.deepEqual(worked, ["a"]);
    assert.equal(clock.pending, 0);
  });

  it("counts under the names that dashboards for controllers know", async () => {
    const gate = Promise.withResolvers<void>();
    let worked = 0;
    const { queue, clock, metrics } = play(async () => {
      worked += 1;
      if (worked === 1) throw new Error("no");
      if (worked === 3) await gate.promise;
    });
    queue.add("a");
    await clock.advanceSlowly(10, 1);
    queue.add("a");
    queue.add("b");
    await turn();
    clock.advance(2000);
    assert.deepEqual(metrics.read(), {
      'workqueue_adds_total{name="test"}': 4,
      'workqueue_queue_duration_seconds_count{name="test"}': 3,
      'workqueue_work_duration_seconds_count{name="test"}': 2,
      'workqueue_retries_total{name="test"}': 1,
      'workqueue_depth{name="test"}': 1,
      'workqueue_unfinished_work_seconds{name="test"}': 2,
      'workqueue_longest_running_processor_seconds{name="test"}': 2,
      'controller_runtime_reconcile_total{controller="test",result="error"}': 1,
      'controller_runtime_reconcile_total{controller="test",result="success"}': 1,
      'controller_runtime_reconcile_errors_total{controller="test"}': 1,
    });
    gate.resolve();
    await queue.idle();
  });
});
