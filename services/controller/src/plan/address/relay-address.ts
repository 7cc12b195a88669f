import type { Service } from "@fairlead/kube";
import type { Exposure, RelayPool } from "../../api/index.ts";
import { poolServiceName, sharedPort } from "../front/pool-front.ts";
import { relayPath } from "../front/relay-route.ts";
import type { Relay } from "../relay/relay.ts";
import type { ControllerConfig, Snapshot } from "../snapshot.ts";
import { type AddressFinding, found, lacks, placeText, waitsFor } from "./address-finding.ts";
import { advertised } from "./advertised.ts";
import { balancerHost } from "./balancer-address.ts";
import { nodeAddress } from "./node-address.ts";

/** Where clients would reach this relay: each mode in its own way, and `advertise` before all [KU-19] [KU-22]. */
export function relayAddress(relay: Relay, pool: RelayPool, snapshot: Snapshot): AddressFinding {
  const { exposure } = pool.spec;
  if (exposure.advertise !== undefined) return advertised(exposure.advertise, relay, pool, portOf(relay, exposure));
  const shared = snapshot.services.find(({ metadata }) => metadata.name === poolServiceName(pool, snapshot.config));
  switch (exposure.mode) {
    case "hostPort":
    case "hostNetwork":
      return atNode(relay, exposure.ports.tcp);
    case "nodePort":
      return atNode(relay, portOf(relay, exposure));
    case "perPodLoadBalancer":
      return atOwnBalancer(relay, exposure, snapshot);
    case "sharedLoadBalancer":
      return atBalancer(shared, exposure, sharedPort(exposure.portBase, relay.index), snapshot.wallMs);
    case "gateway":
      return atGateway(relay, exposure, snapshot.config);
    case "mesh":
      return atMesh(shared, exposure, relay, snapshot.wallMs);
    default:
      throw new TypeError(`no such mode: ${exposure.mode satisfies never}`);
  }
}

/** The port that clients use, outside; `undefined` = it is not known yet. */
function portOf({ service, index }: Relay, { mode, ports, portBase }: Exposure): number | undefined {
  if (mode === "nodePort") return service?.spec?.ports?.find(({ name }) => name === "tcp")?.nodePort;
  return mode === "sharedLoadBalancer" ? sharedPort(portBase, index) : ports.tcp;
}

function atNode({ node, pod }: Relay, port: number | undefined): AddressFinding {
  if (port === undefined) return waitsFor("WaitingForService", "its Service has no node port yet");
  if (!pod?.spec?.nodeName) return waitsFor("WaitingForNode", "its pod is on no node yet");
  const address = nodeAddress(node, pod);
  if (address === undefined) return waitsFor("WaitingForNode", `node ${pod.spec.nodeName} has no address yet`);
  return found(placeText(address.host, port), address.doubt);
}

function atOwnBalancer(relay: Relay, { domain, ports }: Exposure, { config, wallMs }: Snapshot): AddressFinding {
  const host = balancerHost(relay.service, wallMs);
  if (typeof host !== "string") return host;
  return found(placeText(config.externalDns && domain !== undefined ? `${relay.name}.${domain}` : host, ports.tcp));
}

function atBalancer(service: Service | undefined, { host }: Exposure, port: number, wallMs: number): AddressFinding {
  const place = balancerHost(service, wallMs);
  if (host !== undefined) return found(placeText(host, port));
  return typeof place === "string" ? found(placeText(place, port)) : place;
}

function atGateway({ name }: Relay, { host = "", gateway }: Exposure, config: ControllerConfig): AddressFinding {
  if (gateway.kind === "HTTPRoute" && !config.gatewayApi) {
    const step = "set controller.routes.httpRoutes in the chart's values, or exposure.gateway.kind to Ingress";
    return lacks("GatewayApiOff", `HTTPRoutes are wanted, and the controller may not make them; do: ${step}`);
  }
  if (gateway.kind === "Ingress" && config.ingresses === false) {
    const step = "set controller.routes.ingresses in the chart's values";
    return lacks("IngressesOff", `Ingresses are wanted, and the controller may not make them; do: ${step}`);
  }
  return found(`wss://${host}${relayPath(name)}`);
}

function atMesh(service: Service | undefined, exposure: Exposure, relay: Relay, wallMs: number): AddressFinding {
  const { host, ports, serviceType } = exposure;
  if (host !== undefined) return found(placeText(host, ports.tcp));
  if (serviceType === "LoadBalancer") return atBalancer(service, exposure, ports.tcp, wallMs);
  if (serviceType === "NodePort")
    return atNode(relay, service?.spec?.ports?.find(({ name }) => name === "tcp")?.nodePort);
  const address = service?.spec?.clusterIP;
  if (address === undefined || address === "" || address === "None")
    return waitsFor("WaitingForService", "its Service is being made");
  const doubt = `Service ${service?.metadata.name} is reached within the cluster alone; do: set exposure.host to what clients reach`;
  return found(placeText(address, ports.tcp), doubt);
}
