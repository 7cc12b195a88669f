import { nodeName } from "@fairlead/base";
import { type BusTrust, openGrpcBus } from "@fairlead/bus-grpc";
import { FallbackBus, type MessageBus, type NodeRole } from "@fairlead/cluster";
import { RedisPubSubBus } from "@fairlead/cluster-redis";
import type { ClusterPlan } from "../cluster-plan.ts";
import { placeText } from "../place-text.ts";
import type { ServerParts } from "../server-parts.ts";
import type { ClusterStores } from "./redis-stores.ts";

export interface OpenBus {
  readonly bus: MessageBus;
  /** Its `card` is what others need to trust this node. */
  readonly trust: BusTrust;
}

/** Streams between nodes, and where a stream is down pub/sub, sealed for the receiver [CL-44]. */
export async function openBus(
  { ports, foundation }: ServerParts,
  plan: ClusterPlan,
  role: NodeRole,
  { redis }: ClusterStores,
  started: AsyncDisposableStack,
): Promise<OpenBus> {
  const shared = { ...ports, ...foundation };
  const words = { name: nodeName(plan.nodeName), role, release: ports.release, trust: plan.bus.trust };
  const grpc = started.use(await openGrpcBus(shared, { listen: placeText(plan.bus.listen), ...words }));
  started.use(foundation.health.watch("bus", () => grpc.complaint()));
  const bus = started.use(new FallbackBus(grpc, new RedisPubSubBus(redis, grpc.trust.sealer, shared)));
  return { bus, trust: grpc.trust };
}
