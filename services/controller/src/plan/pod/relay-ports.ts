import type { Container } from "@fairlead/kube";
import type { Exposure } from "../../api/index.ts";
import { POD_PORTS } from "../names.ts";

/** WebSocket is two above TCP, inside and outside: clients count so [KU-22]. */
export const WS_ABOVE_TCP = 2;
type ContainerPort = NonNullable<Container["ports"]>[number];

/** How a Service finds a relay's ports. Where one Service leads to many relays, no two relays have ports of one name, so that each port of it leads to one pod. */
export function portNames(
  { mode }: Pick<Exposure, "mode">,
  index: number,
): { readonly tcp: string; readonly ws: string } {
  return mode === "sharedLoadBalancer" ? { tcp: `tcp-${index}`, ws: `ws-${index}` } : { tcp: "tcp", ws: "ws" };
}

export function relayPorts(exposure: Exposure, index: number): readonly ContainerPort[] {
  const names = portNames(exposure, index);
  const tcp = exposure.ports.tcp;
  const onHost = exposure.mode === "hostPort" || exposure.mode === "hostNetwork";
  const port = (name: string, containerPort: number): ContainerPort => ({
    name,
    containerPort,
    protocol: "TCP",
    ...(onHost ? { hostPort: containerPort } : {}),
  });
  const mesh = { name: "mesh", containerPort: POD_PORTS.mesh, protocol: "TCP" };
  const client = [port(names.tcp, tcp), port(names.ws, tcp + WS_ABOVE_TCP)];
  return exposure.mode === "mesh" ? [...client, mesh] : client;
}
