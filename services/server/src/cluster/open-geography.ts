import { type Geography, noGeography } from "@fairlead/cluster";
import { openMaxMind } from "@fairlead/geo-maxmind";
import type { ServerPorts } from "../server-ports.ts";

export async function openGeography(
  ports: ServerPorts,
  file: string | undefined,
  started: AsyncDisposableStack,
): Promise<Geography> {
  return file === undefined ? noGeography : started.use(await openMaxMind(ports, { file }));
}
