import { type Clock, delay, errorMessage, type Logger, type Random } from "@fairlead/base";
import { StoreUnavailableError } from "@fairlead/cluster";
import {
  openRedisStore,
  RedisAdmissionStore,
  RedisOpenError,
  RedisRelayOrders,
  type RedisSettings,
  RedisSharedSettings,
  RedisSourceReports,
  type RedisStore,
} from "@fairlead/cluster-redis";
import { type KubeApiSettings, openKubeApi } from "@fairlead/kube";
import { collectProcessMetrics, Health, MetricsRegistry, measureEventLoopLag, startOpsServer } from "@fairlead/runtime";
import { Controller } from "./controller.ts";
import type { ControllerSettings } from "./settings.ts";
import type { ControllerStores } from "./stores.ts";

export interface ControllerPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

export interface ControllerPlan extends Omit<ControllerSettings, "namespace"> {
  /** `undefined` = the API's own: the service account's, or the context's. */
  readonly namespace: string | undefined;
  readonly kube: KubeApiSettings;
  readonly redis: Pick<RedisSettings, "url"> & Partial<RedisSettings>;
  readonly ops: { readonly host: string; readonly port: number; readonly asked: boolean };
}

/** A controller that is up, leading or not. Disposing ends it, and gives the lead to another at once. */
export interface RunningController extends AsyncDisposable {
  readonly opsPort: number;
  /** The API server's address, for people. */
  readonly server: string;
  readonly namespace: string;
  /** Ready no more; the rest is done by disposing. */
  drain(): void;
}

const HEARTBEAT_MS = 1000;
/** Longer than any stall that a busy machine explains. */
const MAX_SILENCE_MS = 15_000;
const OPEN_TIMEOUT_MS = 3_000;
const RETRY_MS = 2_000;

/** Starts health first, so that whoever waits sees why; then the way to the API server and Redis, however long that takes; then watches. Rejects with what waiting cannot help. */
export async function startController(ports: ControllerPorts, plan: ControllerPlan): Promise<RunningController> {
  await using started = new AsyncDisposableStack();
  const { clock, logger } = ports;
  const health = new Health(clock);
  const metrics = new MetricsRegistry(clock);
  started.use(collectProcessMetrics(metrics));
  started.use(measureEventLoopLag(metrics, "main"));
  started.use(clock.every(HEARTBEAT_MS, health.loop("main", MAX_SILENCE_MS)));
  const { asked, ...place } = plan.ops;
  const opsSettings = { ...place, ...(asked ? { portSetBy: `OPS_PORT=${place.port} (--ops-port)` } : {}) };
  const ops = started.use(await startOpsServer({ health, metrics, logger }, opsSettings));
  const api = started.use(await openKubeApi({ ...ports, metrics }, plan.kube));
  const redis = started.use(await openRedis({ ...ports, metrics, health }, plan.redis));
  started.use(health.watch("redis", () => redis.complaint()));
  const settings = { ...plan, namespace: plan.namespace ?? api.namespace };
  const controller = started.use(new Controller({ ...ports, metrics, api, stores: storesOn(redis) }, settings));
  for (const part of Object.keys(controller.complaints()))
    started.use(health.watch(part, () => controller.complaints()[part]));
  void controller.whenReady.then(() => health.phase === "starting" && health.enter("serving"));
  const running = started.move();
  return {
    opsPort: ops.port,
    server: api.server,
    namespace: settings.namespace,
    drain: () => health.enter("draining"),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

type RedisPorts = ControllerPorts & { readonly metrics: MetricsRegistry; readonly health: Health };

/** Again and again while it is away [KU-1]; rejects when it may not be used. */
async function openRedis(ports: RedisPorts, settings: ControllerPlan["redis"]): Promise<RedisStore> {
  let reason = "not reached yet";
  using _ = ports.health.watch("redis", () => reason);
  for (;;) {
    try {
      return await openRedisStore(ports, { openTimeoutMs: OPEN_TIMEOUT_MS, ...settings });
    } catch (error) {
      if (!(error instanceof StoreUnavailableError || (error instanceof RedisOpenError && error.mayPass))) throw error;
      reason = errorMessage(error);
      ports.logger.warn("controller.waiting", { for: "redis", reason, retryMs: RETRY_MS });
      await delay(ports.clock, RETRY_MS);
    }
  }
}

function storesOn(redis: RedisStore): ControllerStores {
  return {
    orders: new RedisRelayOrders(redis),
    sources: new RedisSourceReports(redis),
    settings: new RedisSharedSettings(redis),
    admissions: new RedisAdmissionStore(redis),
  };
}
