import { ownerOf, type Service } from "@fairlead/kube";
import type { RelayPool } from "../../api/index.ts";
import { LABELS } from "../names.ts";
import { ownLabels, poolSelector } from "../pod/own-labels.ts";
import { portNames, WS_ABOVE_TCP } from "../pod/relay-ports.ts";
import type { ControllerConfig } from "../snapshot.ts";
import { versionOf } from "../version-of.ts";
import { type ServicePort, service, tcpPort } from "./service-parts.ts";

const LONGEST_NAME = 63;

/** Of the Service that all relays of a pool share. What is too long is cut, and told apart all the same. */
export function poolServiceName(pool: RelayPool, config: ControllerConfig): string {
  const name = `${config.fullname}-pool-${pool.metadata.name}`;
  if (name.length <= LONGEST_NAME) return name;
  const mark = versionOf(name);
  return `${name.slice(0, LONGEST_NAME - mark.length - 1)}-${mark}`;
}

/** Port of relay `index` at a shared load balancer; WebSocket is two above [KU-22]. */
export const sharedPort = (portBase: number, index: number): number => portBase + 4 * index;

/** The one Service in front of a pool's relays, where they share one [KU-22]. `indexes`: of the relays there are. */
export function poolFront(pool: RelayPool, config: ControllerConfig, indexes: readonly number[]): Service | undefined {
  const { exposure } = pool.spec;
  const name = poolServiceName(pool, config);
  const selector = poolSelector(config, pool.metadata.name);
  const labels = ownLabels(config, "relay", { [LABELS.pool]: pool.metadata.name });
  const common = { name, labels, owner: ownerOf(pool, { controller: true, blockOwnerDeletion: false }) };
  if (exposure.mode === "mesh") {
    // A draining relay is given no more legs to carry to others, or it would never be empty.
    const open = { ...selector, [LABELS.open]: "true" };
    const { tcp } = exposure.ports;
    const ports = [tcpPort("tcp", tcp, "tcp"), tcpPort("ws", tcp + WS_ABOVE_TCP, "ws")];
    return service({ ...common, type: exposure.serviceType, unready: false, selector: open, ports }, exposure, config);
  }
  if (exposure.mode !== "sharedLoadBalancer") return undefined;
  // Never without a port, or the load balancer would go, and its address with it.
  const all = [...new Set([0, ...indexes])].sort((one, other) => one - other);
  const ports = all.flatMap((index) => sharedPorts(pool, index));
  // Each port has one pod: with Local, a node that has another pod of the pool would be sent traffic that it drops.
  const policy = "Cluster";
  return service({ ...common, type: "LoadBalancer", policy, unready: true, selector, ports }, exposure, config);
}

function sharedPorts({ spec }: RelayPool, index: number): readonly ServicePort[] {
  const names = portNames(spec.exposure, index);
  const port = sharedPort(spec.exposure.portBase, index);
  return [tcpPort(names.tcp, port, names.tcp), tcpPort(names.ws, port + WS_ABOVE_TCP, names.ws)];
}
