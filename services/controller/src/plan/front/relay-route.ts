import { type KubeObject, ownerOf } from "@fairlead/kube";
import type { RelayPool } from "../../api/index.ts";
import { LABELS } from "../names.ts";
import { mergedTexts, ownLabels } from "../pod/own-labels.ts";
import { WS_ABOVE_TCP } from "../pod/relay-ports.ts";
import type { Relay } from "../relay/relay.ts";
import type { ControllerConfig } from "../snapshot.ts";

/** The path that leads to one relay, on the host that all share [KU-22]. */
export const relayPath = (relay: string): string => `/ws/relay/${relay}`;

/** Sessions last for hours and may be silent for a minute: proxies that end them earlier are told so. */
const LONG_IDLE: Readonly<Record<string, string>> = {
  "nginx.ingress.kubernetes.io/proxy-read-timeout": "3600",
  "nginx.ingress.kubernetes.io/proxy-send-timeout": "3600",
};

/** `undefined` where such routes were not asked for: the pool says so. */
export function relayRoute(relay: Relay, pool: RelayPool, config: ControllerConfig): KubeObject | undefined {
  const isRoute = pool.spec.exposure.gateway.kind === "HTTPRoute";
  if (isRoute ? !config.gatewayApi : config.ingresses === false) return undefined;
  const { name, instance } = relay;
  const own = { [LABELS.pool]: pool.metadata.name, [LABELS.relay]: name };
  const { annotations } = pool.spec.exposure.gateway;
  const metadata = {
    name,
    namespace: config.namespace,
    labels: ownLabels(config, "relay", own),
    annotations: isRoute ? mergedTexts(annotations) : mergedTexts(LONG_IDLE, annotations),
    ownerReferences: [ownerOf(instance, { controller: true, blockOwnerDeletion: false })],
  };
  return isRoute ? httpRoute(metadata, pool) : ingress(metadata, pool);
}

function httpRoute(metadata: KubeObject["metadata"], { spec }: RelayPool): KubeObject {
  const { host, gateway, ports } = spec.exposure;
  const rule = {
    matches: [{ path: { type: "PathPrefix", value: relayPath(metadata.name) } }],
    backendRefs: [{ name: metadata.name, port: ports.tcp + WS_ABOVE_TCP }],
    // None: a session is one request.
    timeouts: { request: "0s", backendRequest: "0s" },
  };
  const route = { parentRefs: gateway.parentRefs, hostnames: [host], rules: [rule] };
  return { apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute", metadata, spec: route } as KubeObject;
}

function ingress(metadata: KubeObject["metadata"], { spec }: RelayPool): KubeObject {
  const { host, gateway } = spec.exposure;
  const { ingressClassName, tlsSecretName } = gateway;
  const backend = { service: { name: metadata.name, port: { name: "ws" } } };
  const paths = [{ path: relayPath(metadata.name), pathType: "Prefix", backend }];
  const body = {
    ...(ingressClassName === undefined ? {} : { ingressClassName }),
    ...(tlsSecretName === undefined ? {} : { tls: [{ hosts: [host], secretName: tlsSecretName }] }),
    rules: [{ host, http: { paths } }],
  };
  return { apiVersion: "networking.k8s.io/v1", kind: "Ingress", metadata, spec: body } as KubeObject;
}
