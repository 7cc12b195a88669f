import assert from "node:assert/strict";
import { sessionUuid, uncountedDrops } from "@fairlead/base";
import type { Admission } from "@fairlead/cluster";
import { type Leg, type LegSink, SocketForwardingEngine } from "@fairlead/net";
import { ManualClock } from "@fairlead/testkit";
import type { ArrivedLeg } from "../../src/arrived-leg.ts";
import { Bandwidth } from "../../src/bandwidth.ts";
import { Session, type SessionSample } from "../../src/session.ts";
import { type RelayLimits, relaySettingsDefaults } from "../../src/settings.ts";

export const MEGABIT = 2 ** 20;
const STEP_MS = 5;

const ignored = (): void => undefined;

/** A client that never stops sending, in pieces of one size, and takes whatever comes. */
export class TirelessLeg implements Leg {
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
export class Traffic implements Disposable {
  readonly clock = new ManualClock();
  readonly bandwidth: Bandwidth;
  readonly sessions: { readonly session: Session; readonly first: TirelessLeg; readonly second: TirelessLeg }[] = [];

  readonly #idleTimeoutMs: number;

  constructor(limits: Partial<RelayLimits>, idleTimeoutMs = 30_000) {
    this.#idleTimeoutMs = idleTimeoutMs;
    this.bandwidth = new Bandwidth({ ...relaySettingsDefaults.limits, ...limits }, this.clock.now());
  }

  /** `back` = 0: nothing goes the other way. */
  open(unitBytes: number, back = unitBytes, slowed = false, admission?: Admission): void {
    const [first, second] = [new TirelessLeg(unitBytes), new TirelessLeg(back)];
    const uuid = sessionUuid(`session ${this.sessions.length}`);
    const facts = {
      id: this.sessions.length,
      uuid,
      first: arrived(first),
      second: arrived(second),
      probe: false,
      admission,
    };
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

  /** What each session takes of both directions together, in Mb/s over so many seconds. */
  measureEach(seconds: number): readonly number[] {
    const before = this.sessions.map(({ session }) => session.bytes);
    this.measure(seconds);
    return this.sessions.map(({ session }, index) => ((session.bytes - (before[index] ?? 0)) * 8) / seconds / MEGABIT);
  }

  change(change: Partial<RelayLimits>): void {
    this.bandwidth.change(change, this.clock.now());
    this.enforce();
  }

  /** As the relay does when limits have changed. */
  enforce(): void {
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

export function assertWithin(measured: number, allowed: number, share = 0.05): void {
  assert.ok(Math.abs(measured / allowed - 1) <= share, `${measured.toFixed(3)} Mb/s where ${allowed} are allowed`);
}
