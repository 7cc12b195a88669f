import { delay, errorMessage, type LogFields } from "@fairlead/base";
import { StoreUnavailableError } from "@fairlead/cluster";
import { RedisOpenError } from "@fairlead/cluster-redis";
import type { ServerPorts } from "../server-ports.ts";

const RETRY_MS = 2_000;

/**
 * Does it, and does it again every few seconds while Redis is away, saying so each time: a node that starts before its Redis waits for it, with its ports closed. What
 * waiting cannot help rejects.
 */
export async function patiently<T>(
  { clock, logger }: Pick<ServerPorts, "clock" | "logger">,
  what: LogFields,
  work: () => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!mayPass(error)) throw error;
      logger.warn("cluster.waiting", { ...what, reason: errorMessage(error), retryMs: RETRY_MS });
      await delay(clock, RETRY_MS);
    }
  }
}

function mayPass(error: unknown): boolean {
  return error instanceof StoreUnavailableError || (error instanceof RedisOpenError && error.mayPass);
}
