import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { describe, it } from "node:test";
import { silentLogger } from "@fairlead/base";
import { type DrainEnd, runUntilSignal, stopSignals } from "@fairlead/runtime";
import { ManualClock } from "@fairlead/testkit";

function run(drain: (over: AbortSignal) => Promise<void>) {
  const process = new EventEmitter();
  const clock = new ManualClock();
  const ports = { clock, logger: silentLogger, signals: stopSignals(process) };
  let end: DrainEnd | undefined;
  const ended = runUntilSignal(ports, { drainTimeoutMs: 5000 }, drain).then((kind) => {
    end = kind;
    return kind;
  });
  return { process, clock, ended, endSoFar: () => end };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("the end of a process", () => {
  it("waits for a signal, then for the work, and no longer", async () => {
    const work = Promise.withResolvers<void>();
    let drains = 0;
    const { process, clock, ended, endSoFar } = run(() => {
      drains += 1;
      return work.promise;
    });
    clock.advance(60_000);
    await turn();
    assert.equal(drains, 0);
    process.emit("SIGTERM", "SIGTERM");
    await turn();
    assert.equal(endSoFar(), undefined);
    work.resolve();
    assert.equal(await ended, "drained");
    assert.equal(clock.pending, 0, "no timer is left");
    assert.equal(process.listenerCount("SIGTERM") + process.listenerCount("SIGINT"), 0);
  });

  it("ends when the time for draining is over and tells the work so", async () => {
    let over: AbortSignal | undefined;
    const { process, clock, ended } = run((signal) => {
      over = signal;
      return new Promise(() => undefined);
    });
    process.emit("SIGINT", "SIGINT");
    clock.advance(4999);
    assert.equal(over?.aborted, false);
    clock.advance(1);
    assert.equal(await ended, "timedOut");
    assert.equal(over?.aborted, true);
  });

  it("ends now at the second signal", async () => {
    let drains = 0;
    const { process, ended } = run(() => {
      drains += 1;
      return new Promise(() => undefined);
    });
    process.emit("SIGINT", "SIGINT");
    process.emit("SIGTERM", "SIGTERM");
    assert.equal(await ended, "forced");
    assert.equal(drains, 1);
  });

  it("hands on what goes wrong while draining", async () => {
    const { process, ended } = run(() => Promise.reject(new Error("boom")));
    process.emit("SIGINT", "SIGINT");
    await assert.rejects(ended, /boom/);
  });
});
