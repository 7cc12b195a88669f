import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Metrics } from "@fairlead/base";
import { collectDefaultMetrics, Registry } from "prom-client";
import type { MetricsRegistry } from "./metrics-registry.ts";

/** prom-client calls these gauges `_total`, which by Prometheus' own rules only counters are. */
const MISNAMED = ["nodejs_active_resources_total", "nodejs_active_handles_total", "nodejs_active_requests_total"];
/** Measured by us, for each thread. */
const OURS = /^nodejs_eventloop_lag_/;

/** The usual `process_*` and `nodejs_*` metrics; once per process, in its main thread. */
export function collectProcessMetrics(metrics: MetricsRegistry): Disposable {
  const register = new Registry();
  collectDefaultMetrics({ register, eventLoopMonitoringPrecision: 1000 });
  for (const { name } of register.getMetricsAsArray()) {
    if (MISNAMED.includes(name) || OURS.test(name)) register.removeSingleMetric(name);
  }
  return metrics.include(() => register.getMetricsAsJSON());
}

const NANOSECONDS = 1e9;
/** The loop is asked this often; Node reports this period together with the delay. */
const PERIOD_MS = 20;

/** How late the loop of this thread runs its timers, since the last scrape: `fairlead_event_loop_lag_seconds{thread, stat}`. */
export function measureEventLoopLag(metrics: Metrics, thread: string): Disposable {
  const delays = monitorEventLoopDelay({ resolution: PERIOD_MS });
  delays.enable();
  const help = "How late the event loop of a thread ran its timers since the last scrape";
  metrics.gauge({ name: "fairlead_event_loop_lag_seconds", help }, () => {
    const stats = { p50: delays.percentile(50), p99: delays.percentile(99), max: delays.max };
    delays.reset();
    return Object.entries(stats).map(([stat, value]) => ({ labels: { thread, stat }, value: lagSeconds(value) }));
  });
  return { [Symbol.dispose]: () => void delays.disable() };
}

function lagSeconds(measuredNanoseconds: number): number {
  return Math.max(0, measuredNanoseconds / NANOSECONDS - PERIOD_MS / 1000);
}
