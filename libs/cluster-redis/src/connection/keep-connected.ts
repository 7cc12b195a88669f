import type { Clock } from "@fairlead/base";
import type { Redis } from "ioredis";

/**
 * Begins anew where ioredis gives up for good [CL-17]: a failover that is announced while it asks a Sentinel for the master ends its client, whatever its retry strategy says.
 * Disposing ends the connection and leaves it so.
 */
export function keepConnected(clock: Clock, redis: Redis, retryDelayMs: () => number): Disposable {
  let timer: Disposable | undefined;
  const beginAnew = (): void => {
    timer = clock.after(retryDelayMs(), () => void redis.connect().catch(() => undefined));
  };
  redis.on("end", beginAnew);
  return {
    [Symbol.dispose]: () => {
      redis.off("end", beginAnew);
      timer?.[Symbol.dispose]();
      redis.disconnect();
    },
  };
}
