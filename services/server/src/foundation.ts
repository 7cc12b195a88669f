import type { DropCounter } from "@fairlead/base";
import {
  collectProcessMetrics,
  createDropCounter,
  Health,
  MetricsRegistry,
  measureEventLoopLag,
} from "@fairlead/runtime";
import type { ServerPorts } from "./server-ports.ts";

/** What every part of the process reports to. */
export interface Foundation {
  readonly health: Health;
  readonly metrics: MetricsRegistry;
  readonly drops: DropCounter;
}

const HEARTBEAT_MS = 1000;
/** Longer than any stall that a busy machine explains. */
const MAX_SILENCE_MS = 15_000;

export function layFoundation({ clock }: ServerPorts, started: AsyncDisposableStack): Foundation {
  const health = new Health(clock);
  const metrics = new MetricsRegistry(clock);
  started.use(collectProcessMetrics(metrics));
  started.use(measureEventLoopLag(metrics, "main"));
  started.use(clock.every(HEARTBEAT_MS, health.loop("main", MAX_SILENCE_MS)));
  return { health, metrics, drops: createDropCounter(metrics) };
}
