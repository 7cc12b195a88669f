import type { Tracer } from "@fairlead/base";
import type { ClusterPlan } from "../cluster-plan.ts";
import type { ServerParts } from "../server-parts.ts";

/** `undefined` where nobody asked for traces: then nothing of it is loaded. */
export async function openTracing(
  { ports, plan, foundation }: ServerParts,
  { telemetryEndpoint, nodeName }: ClusterPlan,
  started: AsyncDisposableStack,
): Promise<Tracer | undefined> {
  if (telemetryEndpoint === undefined) return undefined;
  const service = plan.rendezvous === undefined ? "fairlead-relay" : "fairlead-rendezvous";
  const settings = { endpoint: telemetryEndpoint, service, instance: nodeName, release: ports.release };
  return started.use(await ports.openTracer({ ...ports, metrics: foundation.metrics }, settings)).tracer;
}
