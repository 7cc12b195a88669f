import { type KubeObject, ownerOf, type Service } from "@fairlead/kube";
import type { RelayPool } from "../../api/index.ts";
import { LABELS } from "../names.ts";
import { ownLabels, poolSelector } from "../pod/own-labels.ts";
import { WS_ABOVE_TCP } from "../pod/relay-ports.ts";
import type { Relay } from "../relay/relay.ts";
import type { ControllerConfig } from "../snapshot.ts";
import type { NodePortPairs } from "./node-ports.ts";
import { relayRoute } from "./relay-route.ts";
import { type ServicePort, type ServiceWish, service, tcpPort } from "./service-parts.ts";

/** What stands in front of one relay alone; it has the relay's name. None for host modes, and where relays share a Service [KU-22]. */
export function relayFront(
  relay: Relay,
  pool: RelayPool,
  config: ControllerConfig,
  nodePorts: NodePortPairs,
): readonly KubeObject[] {
  const { exposure } = pool.spec;
  switch (exposure.mode) {
    case "nodePort": {
      const pair = nodePorts.pairOf(relay.name, relay.service);
      return pair === undefined ? [] : [ownService(relay, pool, config, { type: "NodePort", nodePort: pair })];
    }
    case "perPodLoadBalancer":
      return [ownService(relay, pool, config, { type: "LoadBalancer", annotations: dnsName(relay, pool, config) })];
    case "gateway": {
      const route = relayRoute(relay, pool, config);
      return [ownService(relay, pool, config, { type: "ClusterIP" }), ...(route === undefined ? [] : [route])];
    }
    default:
      return [];
  }
}

interface OwnService {
  readonly type: ServiceWish["type"];
  readonly nodePort?: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

function ownService(
  { name, instance }: Relay,
  { metadata, spec }: RelayPool,
  config: ControllerConfig,
  { type, nodePort, annotations = {} }: OwnService,
): Service {
  const own = { [LABELS.pool]: metadata.name, [LABELS.relay]: name };
  const wish: ServiceWish = {
    name,
    owner: ownerOf(instance, { controller: true, blockOwnerDeletion: false }),
    labels: ownLabels(config, "relay", own),
    annotations,
    type,
    unready: true,
    selector: { ...poolSelector(config, metadata.name), [LABELS.relay]: name },
    ports: clientPorts(spec.exposure.ports.tcp, nodePort),
  };
  return service(wish, spec.exposure, config);
}

function clientPorts(tcp: number, nodePort?: number): readonly ServicePort[] {
  const ws = nodePort === undefined ? undefined : nodePort + WS_ABOVE_TCP;
  return [tcpPort("tcp", tcp, "tcp", nodePort), tcpPort("ws", tcp + WS_ABOVE_TCP, "ws", ws)];
}

/** By which external-dns gives the relay a name of its own. */
function dnsName({ name }: Relay, { spec }: RelayPool, { externalDns }: ControllerConfig): Record<string, string> {
  const { domain } = spec.exposure;
  if (!externalDns || domain === undefined) return {};
  return { "external-dns.alpha.kubernetes.io/hostname": `${name}.${domain}` };
}
