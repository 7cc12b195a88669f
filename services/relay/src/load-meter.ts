import type { SharedRate } from "./limits/shared-rate.ts";
import { UseMeter } from "./limits/use-meter.ts";
import type { SharedLoad } from "./relay-load.ts";

/** Seconds over which the mean of a session's rate is taken. */
const MEAN_OVER_S = 30;

/** The load that a relay advertises [CL-31], of the samples that limits and metrics are made of [CL-35]. */
export class LoadMeter {
  readonly #meter: UseMeter;
  #meanSessionBps = 0;

  constructor(nowMs: number) {
    this.#meter = new UseMeter(nowMs);
  }

  get usedBps(): number {
    return this.#meter.usedBps;
  }

  /** A moving mean of what one session takes of the busier direction; 0 before the first session. */
  get meanSessionBps(): number {
    return this.#meanSessionBps;
  }

  add(forwardBytes: number, backwardBytes: number): void {
    this.#meter.add(forwardBytes, backwardBytes);
  }

  /** Once a second, when every session was sampled. */
  tick(sessions: number, nowMs: number): void {
    this.#meter.tick(nowMs);
    if (sessions === 0) return;
    const mean = this.usedBps / sessions;
    if (this.#meanSessionBps === 0) this.#meanSessionBps = mean;
    else this.#meanSessionBps += (mean - this.#meanSessionBps) / MEAN_OVER_S;
  }

  clusterLoad(cluster: SharedRate, sessions: number, nowMs: number): SharedLoad {
    const wantedBps = cluster.wanted(this.usedBps, sessions, nowMs);
    return { wantedBps, limitBps: cluster.limitBps, sessions, totalBytes: this.#meter.totalBytes };
  }
}
