import type { Counter, DropReason, Histogram, Metrics } from "@fairlead/base";
import { SESSION_ENDS, type SessionEnd } from "./session-end.ts";

/** Bounds in seconds: a partner comes within a round trip, or not before the other end has been asked. */
const PAIRING_BUCKETS = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

export interface RelayReadings {
  readonly sessions: () => number;
  readonly waitingLegs: () => number;
}

/** What a relay counts. `direction` is seen from the controlled device: to it or from it; without a named device, from the leg that came first. */
export class RelayMetrics {
  readonly toControlled: Counter;
  readonly fromControlled: Counter;
  readonly pairingSeconds: Histogram;
  readonly #metrics: Metrics;

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
    const bytes = { name: "fairlead_relay_bytes_total", help: "Bytes relayed, by direction" };
    this.toControlled = metrics.counter(bytes, { direction: "to_controlled" });
    this.fromControlled = metrics.counter(bytes, { direction: "from_controlled" });
    this.pairingSeconds = metrics.histogram({
      name: "fairlead_relay_pairing_seconds",
      help: "Time from the first leg of a session to the second",
      buckets: PAIRING_BUCKETS,
    });
    for (const end of SESSION_ENDS) this.#sessionsEnded(end);
  }

  /** What is asked when somebody scrapes. */
  read(readings: RelayReadings): void {
    this.#metrics.gauge({ name: "fairlead_relay_sessions", help: "Relayed sessions now" }, readings.sessions);
    this.#metrics.gauge(
      { name: "fairlead_relay_waiting_legs", help: "Legs that wait for their partner or their admission" },
      readings.waitingLegs,
    );
  }

  sessionEnded(end: SessionEnd): void {
    this.#sessionsEnded(end).add();
  }

  legRefused(reason: DropReason): void {
    this.#metrics
      .counter({ name: "fairlead_relay_legs_refused_total", help: "Relay legs not carried, by reason" }, { reason })
      .add();
  }

  #sessionsEnded(end: SessionEnd): Counter {
    const spec = { name: "fairlead_relay_sessions_ended_total", help: "Relayed sessions that ended, by why" };
    return this.#metrics.counter(spec, { end });
  }
}
