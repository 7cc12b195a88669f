import { Meter } from "@fairlead/base";
import { type JoinEnd, type Lane, type SessionBudget, unlimitedBudget } from "@fairlead/cluster";
import { type DowngradeChange, DowngradeRule } from "@fairlead/protocol";
import type { LegPair } from "./arrived-leg.ts";
import { type Bandwidth, bitsPerSecond, limitOf, type SharedLimits } from "./bandwidth.ts";
import { PairedBuckets, setRate } from "./limits/paired-buckets.ts";
import type { TenantUse } from "./limits/tenant-use.ts";
import type { EndedBy, SessionEnd } from "./session-end.ts";

const BITS_PER_BYTE = 8;
/** What a probe carries is a byte each way; this is room for a framed one. */
const PROBE_BYTES = 16;

/** `first` is the controlling side, where it can be told. */
export interface SessionFacts extends LegPair {
  readonly id: number;
  readonly openedMs: number;
}

/** Bits per second. */
export interface SessionSpeed {
  readonly current: number;
  readonly highest: number;
  readonly average: number;
}

/** One relayed pair: its lanes, its speed, and whether it is slowed. `forward` runs from the controlling side to the controlled one. */
export class Session {
  readonly facts: SessionFacts;
  readonly forward: Lane;
  readonly backward: Lane;
  /** Aborting ends the pair. */
  readonly abort = new AbortController();
  readonly #own: PairedBuckets;
  readonly #shared: SharedLimits;
  /** Why it ends, when it was told to. */
  #endedBy: EndedBy | undefined;
  readonly #rules: readonly [DowngradeRule, DowngradeRule];
  #slowedByList = false;
  #sampledMs: number;
  #sampledForward = 0;
  #sampledBackward = 0;
  #current = 0;
  #highest = 0;

  constructor(facts: SessionFacts, bandwidth: Bandwidth) {
    this.facts = facts;
    this.#sampledMs = facts.openedMs;
    this.#own = new PairedBuckets(bandwidth.sessionRate(false), facts.openedMs);
    this.#shared = bandwidth.enter(facts.admission, facts.openedMs);
    this.#rules = [new DowngradeRule(facts.openedMs), new DowngradeRule(facts.openedMs)];
    const maxBytes = facts.probe ? PROBE_BYTES : undefined;
    const pairs = [this.#own, ...this.#shared.buckets.toReversed()];
    this.forward = { meter: new Meter(), buckets: pairs.map(({ forward }) => forward.tap()), maxBytes };
    this.backward = { meter: new Meter(), buckets: pairs.map(({ backward }) => backward.tap()), maxBytes };
  }

  get tenant(): TenantUse | undefined {
    return this.#shared.tenant;
  }

  get bytes(): number {
    return this.forward.meter.bytes + this.backward.meter.bytes;
  }

  get downgraded(): boolean {
    return this.#rules[0].downgraded || this.#rules[1].downgraded;
  }

  /** Either end is on the list of slowed addresses. */
  get slowed(): boolean {
    return this.#slowedByList;
  }

  speed(nowMs: number): SessionSpeed {
    const seconds = (nowMs - this.facts.openedMs) / 1000;
    const average = seconds > 0 ? (this.bytes * BITS_PER_BYTE) / seconds : 0;
    return { current: this.#current, highest: Math.max(this.#highest, this.#current), average };
  }

  /** Sets the rates in force; `slowed` when either end is on the list of slowed addresses [RL-9]. */
  applyLimits(bandwidth: Bandwidth, slowed: boolean, nowMs: number): void {
    this.#slowedByList = slowed;
    const { sessionBps, deviceBps } = this.#budget;
    const buckets = [this.#own.forward, this.#own.backward];
    for (const [index, bucket] of buckets.entries()) {
      const downgraded = this.#rules[index]?.downgraded ?? false;
      const rate = bandwidth.sessionRate(this.#slowedByList || downgraded);
      setRate(bucket, Math.min(rate, limitOf(sessionBps)), nowMs);
    }
    this.#shared.device?.setRate(limitOf(deviceBps), nowMs);
  }

  /** Measures what went through since the last sample; about once a second. Answers what changed about the speed of each direction, once [RL-10]. */
  sample(bandwidth: Bandwidth, nowMs: number): SessionSample {
    const forwardBytes = this.forward.meter.bytes - this.#sampledForward;
    const backwardBytes = this.backward.meter.bytes - this.#sampledBackward;
    this.#sampledForward += forwardBytes;
    this.#sampledBackward += backwardBytes;
    this.#measure(forwardBytes + backwardBytes, nowMs);
    const forward = this.#judge(0, forwardBytes, bandwidth, nowMs);
    const backward = this.#judge(1, backwardBytes, bandwidth, nowMs);
    if (forward !== undefined || backward !== undefined) this.applyLimits(bandwidth, this.#slowedByList, nowMs);
    return { forwardBytes, backwardBytes, forward, backward };
  }

  /** Its place in what it shared is free again. */
  leave(nowMs: number): void {
    this.#shared.leave(nowMs);
  }

  kick(): void {
    this.end("kicked");
  }

  end(by: EndedBy): void {
    this.#endedBy ??= by;
    this.abort.abort();
  }

  endName(end: JoinEnd): SessionEnd {
    return end === "aborted" ? (this.#endedBy ?? end) : end;
  }

  /** The tenant's terms of the moment; without a tenant those it was admitted with. */
  get #budget(): SessionBudget {
    return this.tenant?.budget ?? this.facts.admission?.budget ?? unlimitedBudget;
  }

  #measure(byteCount: number, nowMs: number): void {
    const elapsedMs = nowMs - this.#sampledMs;
    if (elapsedMs <= 0) return;
    this.#sampledMs = nowMs;
    this.#current = (byteCount * BITS_PER_BYTE * 1000) / elapsedMs;
    this.#highest = Math.max(this.#highest, this.#current);
  }

  #judge(direction: 0 | 1, byteCount: number, bandwidth: Bandwidth, nowMs: number): DowngradeChange | undefined {
    const { singleMbps, slowMbps, downgradeThreshold, downgradeStartCheckMs } = bandwidth.limits;
    return this.#rules[direction].sample(
      byteCount * BITS_PER_BYTE,
      nowMs,
      { threshold: downgradeThreshold, startCheckSeconds: downgradeStartCheckMs / 1000 },
      { single: bitsPerSecond(singleMbps), limited: bitsPerSecond(slowMbps) },
    );
  }
}

export interface SessionSample {
  readonly forwardBytes: number;
  readonly backwardBytes: number;
  readonly forward: DowngradeChange | undefined;
  readonly backward: DowngradeChange | undefined;
}
