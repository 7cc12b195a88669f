import { errorMessage } from "@fairlead/base";
import { RedisOpenError, RedisUrlError } from "../errors.ts";
import { checkStore } from "./check-store.ts";
import { ConnectionWatch } from "./connection-watch.ts";
import { dialRedis } from "./dial-redis.ts";
import { RedisMetrics } from "./redis-metrics.ts";
import { DEFAULT_REDIS_SETTINGS, type RedisSettings } from "./redis-settings.ts";
import { RedisStore } from "./redis-store.ts";
import { parseRedisUrl, redisPlaceText } from "./redis-url.ts";
import { StoreHistory } from "./store-history.ts";
import type { StorePorts } from "./store-ports.ts";

/** Connects and looks whether this Redis may be used [CL-18]. Throws RedisOpenError when it may not, or did not answer in time; RedisUrlError for a URL that is none. */
export async function openRedisStore(
  ports: StorePorts,
  given: Pick<RedisSettings, "url"> & Partial<RedisSettings>,
): Promise<RedisStore> {
  const settings: RedisSettings = { ...DEFAULT_REDIS_SETTINGS, ...given };
  if (/[{}\s]/.test(settings.prefix))
    throw new RedisUrlError("the prefix of Redis keys may hold no braces and no blanks");
  const address = parseRedisUrl(settings.url);
  const place = redisPlaceText(address);
  const setting = `REDIS=${place}`;
  const link = await dialRedis(ports, address, settings);
  const watch = new ConnectionWatch(ports, link, settings.reconnectGraceMs);
  const metrics = new RedisMetrics(ports.clock, ports.metrics, () => watch.isUp);
  const history = new StoreHistory(ports, settings, link, metrics);
  const store = new RedisStore(ports, settings, { link, metrics, watch, history, place });
  try {
    if (!(await watch.first(settings.openTimeoutMs)))
      throw new RedisOpenError(unreachable(place, watch.reason, setting), { mayPass: true });
    await checkStore(store, place, setting);
  } catch (error) {
    await store[Symbol.asyncDispose]();
    throw error instanceof RedisOpenError
      ? error
      : new RedisOpenError(unreachable(place, errorMessage(error), setting), { cause: error, mayPass: true });
  }
  await history.read();
  watch.onUp(() => void history.reconnected());
  return store;
}

const unreachable = (place: string, reason: string, setting: string): string =>
  `cannot use Redis at ${place}: ${reason}; ${setting}; do: check that it runs, its address, user, password and TLS`;
