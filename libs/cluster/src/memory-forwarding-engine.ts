import { type Clock, delay } from "@fairlead/base";
import type { ForwardingEngine, JoinEnd, JoinOptions, Lane } from "./forwarding-engine.ts";
import type { MemoryLeg } from "./memory-leg.ts";

/**
 * Joins legs in memory, for tests of what stands on the port. Plain loops of reads and writes: it keeps the contract and makes no claim to speed.
 */
export class MemoryForwardingEngine implements ForwardingEngine<MemoryLeg> {
  async join(first: MemoryLeg, second: MemoryLeg, options: JoinOptions): Promise<JoinEnd> {
    const over = new AbortController();
    const watch = new IdleWatch(options.clock, options.idleTimeoutMs);
    const both = Promise.all([
      pump(first, second, options.forward, options.clock, watch, over.signal),
      pump(second, first, options.backward, options.clock, watch, over.signal),
    ]);
    const end = await Promise.race([both.then((): JoinEnd => "closed"), watch.idle, aborted(options.signal)]);
    over.abort();
    watch[Symbol.dispose]();
    first.close();
    second.close();
    return end;
  }
}

async function pump(
  from: MemoryLeg,
  to: MemoryLeg,
  lane: Lane,
  clock: Clock,
  watch: IdleWatch,
  over: AbortSignal,
): Promise<void> {
  for (let chunk = await from.read(); chunk !== undefined; chunk = await from.read()) {
    watch.touch();
    lane.meter.add(chunk.length);
    for (const bucket of lane.buckets) await pause(clock, bucket.take(chunk.length * 8, clock.now()), over);
    if (!(await to.write(chunk))) from.close();
  }
  if (from.closed) to.close();
  else to.end();
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
