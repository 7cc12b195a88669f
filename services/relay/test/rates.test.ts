import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { assertWithin, Traffic } from "./support/traffic.ts";

describe("[RL-9] rates are kept within 5 %", () => {
  for (const unitBytes of [200, 4_096, 65_536, 524_288]) {
    it(`SINGLE_BANDWIDTH in each direction at once, in pieces of ${unitBytes} bytes`, () => {
      using traffic = new Traffic({ singleMbps: 16 });
      traffic.open(unitBytes);
      traffic.measure(1);
      for (const measured of traffic.measure(20)) assertWithin(measured, 16);
    });

    it(`TOTAL_BANDWIDTH over five sessions in each direction at once, in pieces of ${unitBytes} bytes`, () => {
      using traffic = new Traffic({ singleMbps: 16, totalMbps: 24 });
      for (let n = 0; n < 5; n += 1) traffic.open(unitBytes);
      traffic.measure(2);
      for (const measured of traffic.measure(20)) assertWithin(measured, 24);
    });
  }

  it("the default SINGLE_BANDWIDTH, 128", () => {
    using traffic = new Traffic({});
    traffic.open(65_536);
    traffic.measure(1);
    for (const measured of traffic.measure(5)) assertWithin(measured, 128);
  });

  it("LIMIT_SPEED of a session of a slowed address", () => {
    using traffic = new Traffic({ singleMbps: 16, slowMbps: 3 });
    traffic.open(4_096, 4_096, true);
    traffic.measure(1);
    for (const measured of traffic.measure(20)) assertWithin(measured, 3);
  });

  it("also after a change of either, while sessions run", () => {
    using traffic = new Traffic({ singleMbps: 16 });
    for (let n = 0; n < 3; n += 1) traffic.open(65_536);
    traffic.measure(1);
    traffic.change({ singleMbps: 4 });
    traffic.measure(1);
    for (const measured of traffic.measure(10)) assertWithin(measured, 12);
    traffic.change({ totalMbps: 6 });
    traffic.measure(1);
    for (const measured of traffic.measure(10)) assertWithin(measured, 6);
    traffic.change({ totalMbps: undefined, singleMbps: 8 });
    traffic.measure(1);
    for (const measured of traffic.measure(10)) assertWithin(measured, 24);
  });
});

describe("[RL-9] a pause that a limit asks for", () => {
  it("is not cut short by a receiver that is ready before it is over", () => {
    using traffic = new Traffic({ singleMbps: 16 });
    traffic.open(4_096, 0);
    const [pair] = traffic.sessions;
    assert.ok(pair !== undefined);
    pair.second.slow = true;
    const draining = traffic.clock.every(1, () => pair.second.drain());
    pair.second.drain();
    traffic.measure(1);
    assertWithin(traffic.measure(10)[0], 16);
    draining[Symbol.dispose]();
  });

  it("does not overwhelm a receiver that is not ready when it is over", () => {
    using traffic = new Traffic({ singleMbps: 1 });
    traffic.open(65_536, 0);
    const [pair] = traffic.sessions;
    assert.ok(pair !== undefined);
    pair.second.slow = true;
    traffic.measure(2);
    assert.deepEqual(traffic.measure(10), [0, 0]);
    const before = pair.second.receivedBytes;
    pair.second.drain();
    assert.equal(pair.second.receivedBytes - before, 65_536);
  });

  it("is not taken for silence, however long it is [RL-8]", () => {
    using traffic = new Traffic({ singleMbps: 0.05 });
    traffic.open(524_288, 0);
    assertWithin(traffic.measure(600)[0], 0.05, 0.2);
    assert.ok(traffic.sessions.every(({ first, second }) => !first.closed && !second.closed));
  });
});

describe("[RL-10] downgrading", () => {
  it("looks at each direction by itself, slows the one that was over the threshold, and tells of both when both were", () => {
    const limits = { singleMbps: 16, slowMbps: 4, downgradeStartCheckMs: 60_000 };
    for (const [one, other] of [
      [65_536, 0],
      [0, 65_536],
      [65_536, 65_536],
    ] as const) {
      using traffic = new Traffic(limits);
      traffic.open(one, other);
      const told = Array.from({ length: 70 }, () => traffic.sample()).filter(
        ({ forward, backward }) => forward !== undefined || backward !== undefined,
      );
      const slowed = [one, other].map((unitBytes) => (unitBytes > 0 ? "downgraded" : undefined));
      assert.deepEqual(
        told.map((one) => [one.forward, one.backward]),
        [slowed],
      );
      const [there, back] = traffic.measure(10);
      if (one > 0) assertWithin(there, 4);
      if (other > 0) assertWithin(back, 4);
    }
  });

  it("is undone when the direction was quiet for as long: then it has its full rate again", () => {
    using traffic = new Traffic({ singleMbps: 16, slowMbps: 4, downgradeStartCheckMs: 60_000 }, 600_000);
    traffic.open(65_536);
    for (let second = 0; second < 70; second += 1) traffic.sample();
    for (const measured of traffic.measure(10)) assertWithin(measured, 4);
    traffic.rest(true);
    const told = Array.from({ length: 130 }, () => traffic.sample()).filter(({ forward }) => forward !== undefined);
    assert.deepEqual(
      told.map((one) => [one.forward, one.backward]),
      [["restored", "restored"]],
    );
    traffic.rest(false);
    traffic.measure(1);
    for (const measured of traffic.measure(10)) assertWithin(measured, 16);
  });
});

describe("[RL-9] a direction that is held back", () => {
  it("does not hold the other one: what comes back is there at once, under SINGLE and under TOTAL", () => {
    for (const limits of [{ singleMbps: 1 }, { singleMbps: 128, totalMbps: 1 }]) {
      using traffic = new Traffic(limits);
      traffic.open(65_536, 0);
      traffic.measure(2);
      const [pair] = traffic.sessions;
      assert.ok(pair !== undefined);
      const before = pair.first.receivedBytes;
      pair.second.say(Buffer.from("a key press"));
      assert.equal(pair.first.receivedBytes - before, 11);
    }
  });
});
