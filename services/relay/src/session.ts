import { Meter, type TokenBucket } from "@fairlead/base";
import type { JoinEnd, Lane } from "@fairlead/cluster";
import { type DowngradeChange, DowngradeRule } from "@fairlead/protocol";
import type { LegPair } from "./arrived-leg.ts";
import { type Bandwidth, bandwidthBucket, bitsPerSecond, setBandwidth } from "./bandwidth.ts";
import type { SessionEnd } from "./session-end.ts";

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
  /** Why it ended, when it was told to. */
  kicked = false;
  readonly #buckets: readonly [TokenBucket, TokenBucket];
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
    const rate = bandwidth.sessionRate(false);
    this.#buckets = [bandwidthBucket(rate, facts.openedMs), bandwidthBucket(rate, facts.openedMs)];
    this.#rules = [new DowngradeRule(facts.openedMs), new DowngradeRule(facts.openedMs)];
    const maxBytes = facts.probe ? PROBE_BYTES : undefined;
    this.forward = { meter: new Meter(), buckets: [this.#buckets[0], bandwidth.totalForward], maxBytes };
    this.backward = { meter: new Meter(), buckets: [this.#buckets[1], bandwidth.totalBackward], maxBytes };
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
    for (const [index, bucket] of this.#buckets.entries()) {
      const downgraded = this.#rules[index]?.downgraded ?? false;
      setBandwidth(bucket, bandwidth.sessionRate(this.#slowedByList || downgraded), nowMs);
    }
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

  kick(): void {
    this.kicked = true;
    this.abort.abort();
  }

  endName(end: JoinEnd): SessionEnd {
    return this.kicked && end === "aborted" ? "kicked" : end;
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
