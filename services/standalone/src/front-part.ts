import { frontData } from "./front/front-settings.ts";
import { FrontThread } from "./front/front-thread.ts";
import type { ServerParts } from "./server-parts.ts";

/** The HTTPS port, when somebody asked for it. */
export async function startFrontPart(
  parts: ServerParts,
  started: AsyncDisposableStack,
): Promise<FrontThread | undefined> {
  const data = frontData(parts);
  if (data === undefined) return undefined;
  const thread = started.use(await FrontThread.start(data));
  started.use(parts.foundation.metrics.include(() => thread.metrics()));
  return thread;
}
