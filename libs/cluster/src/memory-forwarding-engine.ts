import { type Clock, delay } from "@fairlead/base";
import type { ForwardingEngine, JoinEnd, JoinOptions, Lane } from "./forwarding-engine.ts";
import type { MemoryLeg } from "./memory-leg.ts";

/** What the two directions of a pair share. */
interface Shared {
  readonly clock: Clock;
  readonly watch: IdleWatch;
  /** Aborted when the pair is over: pauses end. */
  readonly over: AbortSignal;
}

/**
 * Joins legs in memory, for tests of what stands on the port. Plain loops of reads and writes: it keeps the contract and makes no claim to speed.
 */
export class MemoryForwardingEngine implements ForwardingEngine<MemoryLeg> {
  async join(first: MemoryLeg, second: MemoryLeg, options: JoinOptions): Promise<JoinEnd> {
    const over = new AbortController();
    using watch = new IdleWatch(options.clock, options.idleTimeoutMs);
    const shared = { clock: options.clock, watch, over: over.signal };
    const there = pump(first, second, options.forward, shared);
    const back = pump(second, first, options.backward, shared);
    const end = await Promise.race([endOf(there, back), watch.idle, aborted(options.signal)]);
    over.abort();
    first.close();
    second.close();
    return end;
  }
}

/** `closed` when both directions are; over quota when either is. */
async function endOf(there: Promise<JoinEnd>, back: Promise<JoinEnd>): Promise<JoinEnd> {
  const end = await Promise.race([there, back]);
  if (end === "overQuota") return end;
  const ends = await Promise.all([there, back]);
  return ends.includes("overQuota") ? "overQuota" : "closed";
}

async function pump(from: MemoryLeg, to: MemoryLeg, lane: Lane, { clock, watch, over }: Shared): Promise<JoinEnd> {
  const quota = lane.maxBytes ?? Number.POSITIVE_INFINITY;
  for (let chunk = await from.read(); chunk !== undefined; chunk = await from.read()) {
    if (lane.meter.bytes + chunk.length > quota) return "overQuota";
    watch.touch();
    lane.meter.add(chunk.length);
    for (const bucket of lane.buckets) await pause(clock, bucket.take(chunk.length * 8, clock.now()), over);
    if (!(await to.write(chunk))) from.close();
  }
  if (from.closed) to.close();
  else to.end();
  return "closed";
}

async function pause(clock: Clock, pauseMs: number, over: AbortSignal): Promise<void> {
  if (pauseMs > 0) await delay(clock, pauseMs, over);
}

function aborted(signal: AbortSignal): Promise<JoinEnd> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve("aborted");
    else signal.addEventListener("abort", () => resolve("aborted"), { once: true });
  });
}

/** Fires when nothing was touched for `timeoutMs`. */
class IdleWatch implements Disposable {
  readonly idle: Promise<JoinEnd>;
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #fire: (end: JoinEnd) => void;
  #touchedMs: number;
  #timer: Disposable;

  constructor(clock: Clock, timeoutMs: number) {
    const { promise, resolve } = Promise.withResolvers<JoinEnd>();
    this.idle = promise;
    this.#fire = resolve;
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#touchedMs = clock.now();
    this.#timer = clock.after(timeoutMs, () => this.#check());
  }

  touch(): void {
    this.#touchedMs = this.#clock.now();
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
  }

  #check(): void {
    const leftMs = this.#touchedMs + this.#timeoutMs - this.#clock.now();
    if (leftMs <= 0) this.#fire("idle");
    else this.#timer = this.#clock.after(leftMs, () => this.#check());
  }
}
