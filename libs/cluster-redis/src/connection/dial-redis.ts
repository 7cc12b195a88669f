import { readFile } from "node:fs/promises";
import type { ConnectionOptions } from "node:tls";
import { errorMessage, type Random } from "@fairlead/base";
import type { CommonRedisOptions } from "ioredis";
import { RedisOpenError } from "../errors.ts";
import { ClusterLink } from "./cluster-link.ts";
import type { RedisLink } from "./redis-link.ts";
import type { RedisSettings, RedisTlsSettings } from "./redis-settings.ts";
import type { RedisAddress } from "./redis-url.ts";
import { SingleLink } from "./single-link.ts";
import type { StorePorts } from "./store-ports.ts";

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 2000;

/** Begins to connect, and goes on for ever. Throws RedisOpenError for a file that cannot be read. */
export async function dialRedis(
  { clock, random }: Pick<StorePorts, "clock" | "random">,
  address: RedisAddress,
  settings: RedisSettings,
): Promise<RedisLink> {
  const tls = address.tls ? await tlsOptions(settings.tls ?? {}) : undefined;
  const retry = (times: number): number => retryDelayMs(random, times);
  const common = commonOptions(address, settings);
  if (address.mode === "cluster") {
    return new ClusterLink(address.places, clusterOptions(common, retry, tls));
  }
  const place = address.places[0];
  const where =
    address.mode === "single"
      ? { host: place?.host ?? "localhost", port: place?.port ?? 6379, tls }
      : sentinelOptions(address, settings, retry, tls);
  return new SingleLink(clock, retry, { ...common, ...where, db: address.database, reconnectOnError: isDemoted });
}

/** From half to the whole of a doubling delay, so that nodes do not come back all at once [CL-17]. */
export function retryDelayMs(random: Random, times: number): number {
  const wholeMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(times - 1, 10));
  return wholeMs / 2 + (random.uint32() / 2 ** 32) * (wholeMs / 2);
}

/** Nothing waits in ioredis and nothing is sent twice: a write may have been done when its connection was lost. */
function commonOptions(address: RedisAddress, settings: RedisSettings) {
  return {
    username: settings.username ?? address.username,
    password: settings.password ?? address.password,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: settings.openTimeoutMs / 2,
    socketTimeout: settings.commandTimeoutMs * 3,
    disableClientInfo: true,
  } satisfies CommonRedisOptions;
}

type Retry = (times: number) => number;
type Tls = ConnectionOptions | undefined;

function clusterOptions(common: CommonRedisOptions, retry: Retry, tls: Tls) {
  const { enableOfflineQueue, ...redisOptions } = common;
  return {
    redisOptions: { ...redisOptions, tls },
    enableOfflineQueue,
    clusterRetryStrategy: retry,
    retryDelayOnFailover: 0,
    slotsRefreshInterval: 5000,
    // A certificate names the host that was dialled, not what it resolves to.
    ...(tls === undefined
      ? {}
      : { dnsLookup: (host: string, done: (error: null, address: string) => void) => done(null, host) }),
  };
}

function sentinelOptions(address: RedisAddress, settings: RedisSettings, retry: Retry, tls: Tls) {
  return {
    sentinels: address.places.map(({ host, port }) => ({ host, port })),
    name: address.masterName,
    sentinelUsername: settings.sentinelUsername,
    sentinelPassword: settings.sentinelPassword,
    sentinelRetryStrategy: retry,
    sentinelCommandTimeout: settings.commandTimeoutMs,
    failoverDetector: true,
    tls,
    enableTLSForSentinelMode: tls !== undefined,
    sentinelTLS: tls,
  };
}

/** The master became a replica: whoever names masters is asked again. */
const isDemoted = (error: Error): boolean => error.message.startsWith("READONLY");

async function tlsOptions(settings: RedisTlsSettings): Promise<ConnectionOptions> {
  const [ca, cert, key] = await Promise.all([settings.caFile, settings.certFile, settings.keyFile].map(pemOf));
  const { serverName } = settings;
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(serverName === undefined ? {} : { servername: serverName }),
  };
}

async function pemOf(file: string | undefined): Promise<Buffer | undefined> {
  if (file === undefined) return undefined;
  return readFile(file).catch((cause: unknown) => {
    throw new RedisOpenError(`cannot read ${file}: ${errorMessage(cause)}; do: check the TLS files for Redis`, {
      cause,
    });
  });
}
