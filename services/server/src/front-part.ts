import { frontData } from "./front/front-settings.ts";
import { FrontThread } from "./front/front-thread.ts";
import type { ServerParts } from "./server-parts.ts";

/** The front's thread is alive while it answers. */
const LOOK_EVERY_MS = 5_000;
const MAX_SILENCE_MS = 20_000;

/** The HTTPS port, when somebody asked for it. */
export async function startFrontPart(
  parts: ServerParts,
  started: AsyncDisposableStack,
): Promise<FrontThread | undefined> {
  const data = frontData(parts);
  if (data === undefined) return undefined;
  const { foundation, ports } = parts;
  const thread = started.use(await FrontThread.start(data));
  const beat = foundation.health.loop("front", MAX_SILENCE_MS);
  started.use(ports.clock.every(LOOK_EVERY_MS, () => void thread.metrics().then(beat)));
  started.use(foundation.metrics.include(() => thread.metrics()));
  return thread;
}
