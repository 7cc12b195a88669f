import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sessionUuid, uncountedDrops } from "@fairlead/base";
import { type Leg, type LegSink, SocketForwardingEngine } from "@fairlead/net";
import { ManualClock } from "@fairlead/testkit";
import type { ArrivedLeg } from "../src/arrived-leg.ts";
import { Bandwidth } from "../src/bandwidth.ts";
import { Session, type SessionSample } from "../src/session.ts";
import { type RelayLimits, relaySettingsDefaults } from "../src/settings.ts";

const MEGABIT = 2 ** 20;
const STEP_MS = 5;

const ignored = (): void => undefined;

/** A client that never stops sending, in pieces of one size, and takes whatever comes. */
class TirelessLeg implements Leg {
  readonly kind = "bytes";
  closed = false;
  receivedBytes = 0;
  slow = false;
  readonly #unit: Buffer;
  #sink: LegSink | undefined;
  #enough = false;

  constructor(unitBytes: number) {
    this.#unit = Buffer.alloc(unitBytes);
  }
  attach(sink: LegSink): void {
    this.#sink = sink;
    this.resume();
  }
  resume(): void {
    while (this.#unit.length > 0 && !this.#enough && !this.closed && this.#sink?.received(this.#unit));
  }
  rest(silent: boolean): void {
    this.#enough = silent;
    this.resume();
  }
  say(unit: Buffer): void {
    this.#sink?.received(unit);
  }
  write(unit: Buffer): boolean {
    this.receivedBytes += unit.length;
    return !this.slow;
  }
  /** Takes what a write left behind. */
  drain(): void {
    this.#sink?.drained();
  }
  destroy(): void {
    this.closed = true;
    this.#sink?.gone();
  }
  /** Its partner is gone, and it has had enough. */
  end(): void {
    this.#enough = true;
  }
  readonly readAtMost = ignored;
  readonly readSmaller = ignored;
  readonly putBack = ignored;
}

/** Sessions through the real engine, on a clock that stands still: the same numbers in every run. */
class Traffic implements Disposable {
  readonly clock = new ManualClock();
  readonly bandwidth: Bandwidth;
  readonly sessions: { readonly session: Session; readonly first: TirelessLeg; readonly second: TirelessLeg }[] = [];

  readonly #idleTimeoutMs: number;

  constructor(limits: Partial<RelayLimits>, idleTimeoutMs = 30_000) {
    this.#idleTimeoutMs = idleTimeoutMs;
    this.bandwidth = new Bandwidth({ ...relaySettingsDefaults.limits, ...limits }, this.clock.now());
  }

  /** `back` = 0: nothing goes the other way. */
  open(unitBytes: number, back = unitBytes, slowed = false): void {
    const [first, second] = [new TirelessLeg(unitBytes), new TirelessLeg(back)];
    const uuid = sessionUuid(`session ${this.sessions.length}`);
    const facts = { id: this.sessions.length, uuid, first: arrived(first), second: arrived(second), probe: false };
    const session = new Session({ ...facts, openedMs: this.clock.now() }, this.bandwidth);
    session.applyLimits(this.bandwidth, slowed, this.clock.now());
    this.sessions.push({ session, first, second });
    const options = { clock: this.clock, idleTimeoutMs: this.#idleTimeoutMs, signal: session.abort.signal };
    const { forward, backward } = session;
    void new SocketForwardingEngine({ drops: uncountedDrops }).join(first, second, { ...options, forward, backward });
  }

  /** Mb/s of all sessions together over so many seconds, there and back. */
  measure(seconds: number): readonly [number, number] {
    const [there, back] = this.#received();
    for (let ms = 0; ms < seconds * 1_000; ms += STEP_MS) this.clock.advance(STEP_MS);
    const [thereNow, backNow] = this.#received();
    const rate = (bytes: number): number => (bytes * 8) / seconds / MEGABIT;
    return [rate(thereNow - there), rate(backNow - back)];
  }

  /** Senders fall silent, or go on. */
  rest(silent: boolean): void {
    for (const leg of this.sessions.flatMap(({ first, second }) => [first, second])) leg.rest(silent);
  }

  /** What a second of the first session comes to. */
  sample(): SessionSample {
    this.measure(1);
    const [one] = this.sessions;
    assert.ok(one !== undefined);
    return one.session.sample(this.bandwidth, this.clock.now());
  }

  change(change: Partial<RelayLimits>): void {
    this.bandwidth.change(change, this.clock.now());
    for (const { session } of this.sessions) session.applyLimits(this.bandwidth, false, this.clock.now());
  }

  [Symbol.dispose](): void {
    for (const { session } of this.sessions) session.kick();
  }

  #received(): readonly [number, number] {
    const sum = (end: "first" | "second"): number =>
      this.sessions.reduce((all, one) => all + one[end].receivedBytes, 0);
    return [sum("second"), sum("first")];
  }
}

function arrived(leg: Leg): ArrivedLeg {
  const facts = { uuid: sessionUuid("any"), controlling: false, remote: { ip: "192.0.2.1", port: 1 } } as const;
  return { ...facts, leg, transport: "tcp", arrivedMs: 0 };
}

function assertWithin(measured: number, allowed: number, share = 0.05): void {
  assert.ok(Math.abs(measured / allowed - 1) <= share, `${measured.toFixed(3)} Mb/s where ${allowed} are allowed`);
}

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
