import { type Clock, type Logger, type Metrics, noMetrics, silentLogger } from "@fairlead/base";
import { StoreOpenError } from "./errors.ts";
import { IdentityCache } from "./identity-cache.ts";
import { assembleParts, SqlitePeerRegistry } from "./sqlite-peer-registry.ts";
import { StoreLink } from "./store-link.ts";
import { StoreMetrics } from "./store-metrics.ts";
import { DEFAULT_STORE_SETTINGS, type StoreSettings } from "./store-settings.ts";
import { StoreThread } from "./store-thread.ts";

export interface OpenSqliteRegistryInput {
  /** Absolute path, as `parseDbUrl` answers. Made with hbbs's table when absent. */
  readonly file: string;
  readonly clock: Clock;
  readonly logger?: Logger;
  readonly metrics?: Metrics;
  readonly settings?: Partial<StoreSettings>;
}

/** Opens hbbs's database in a thread of its own. Throws StoreOpenError when the file cannot be used; then nothing in it was changed. */
export async function openSqliteRegistry(input: OpenSqliteRegistryInput): Promise<SqlitePeerRegistry> {
  const { file, clock, logger = silentLogger, metrics = noMetrics } = input;
  const settings = { ...DEFAULT_STORE_SETTINGS, ...input.settings };
  const workerSettings = { file, mayCreate: true, openTimeoutMs: settings.busyTimeoutMs };
  const { result, thread } = await StoreThread.start(workerSettings).catch((cause: Error) => {
    throw new StoreOpenError(`cannot use ${file}: ${cause.message}; DB_URL=${file}; do: check the file`, { cause });
  });
  if (result.kind === "refused") {
    throw new StoreOpenError(`cannot use ${file}: ${result.reason}; DB_URL=${file}; do: ${result.do}`);
  }
  logger.info("store.opened", { file, created: result.created, peers: result.count });
  const link = new StoreLink({ clock, logger }, settings, workerSettings, thread);
  const cache = new IdentityCache(clock, settings);
  return new SqlitePeerRegistry(file, assembleParts(clock, settings, link, cache, new StoreMetrics(clock, metrics)));
}
