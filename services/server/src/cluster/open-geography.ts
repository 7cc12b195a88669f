import { type Geography, noGeography } from "@fairlead/cluster";
import { openMaxMind } from "@fairlead/geo-maxmind";
import type { Foundation } from "../foundation.ts";
import type { ServerPorts } from "../server-ports.ts";

/** A file that has become bad leaves in use what was, and is told by `/readyz` [CL-2]. */
export async function openGeography(
  ports: Pick<ServerPorts, "clock" | "logger">,
  { health, metrics }: Foundation,
  file: string | undefined,
  started: AsyncDisposableStack,
): Promise<Geography> {
  if (file === undefined) return noGeography;
  const geography = started.use(await openMaxMind({ ...ports, metrics }, { file }));
  started.use(health.watch("geography", () => geography.complaint()));
  return geography;
}
