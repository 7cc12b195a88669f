export interface RedisTlsSettings {
  /** PEM of whoever signed the server's certificate; the system's list when absent. */
  readonly caFile?: string | undefined;
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
  /** The name in the server's certificate when it is not the host that is dialled. */
  readonly serverName?: string | undefined;
}

export interface RedisSettings {
  /** As `parseRedisUrl` reads it. */
  readonly url: string;
  /** Before every key and channel; no braces, they would decide where a key is. */
  readonly prefix: string;
  /** Instead of those in the URL. */
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly sentinelUsername?: string | undefined;
  readonly sentinelPassword?: string | undefined;
  readonly tls?: RedisTlsSettings | undefined;
  /** A call that is not answered by then is a `StoreUnavailableError` [CL-17]. */
  readonly commandTimeoutMs: number;
  /** The same for a batch. */
  readonly batchTimeoutMs: number;
  /** A call made while the connection is down waits so long, counted from when it was lost [CL-17]. */
  readonly reconnectGraceMs: number;
  /** Calls that wait for their answer at one time; more are refused at once. */
  readonly maxWaiting: number;
  /** How long the start waits for the first answer. */
  readonly openTimeoutMs: number;
  /** How often it is asked whether its history is still the same [CL-13]. */
  readonly pulseMs: number;
}

export const DEFAULT_REDIS_SETTINGS: Omit<RedisSettings, "url"> = {
  prefix: "fairlead:",
  commandTimeoutMs: 1000,
  batchTimeoutMs: 3000,
  reconnectGraceMs: 500,
  maxWaiting: 20_000,
  openTimeoutMs: 10_000,
  pulseMs: 2000,
};
