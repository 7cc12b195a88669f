import { type Container, kinds, ownerOf, type Pod, type PodSpec } from "@fairlead/kube";
import type { RelayInstance, RelayPool } from "../../api/index.ts";
import { ANNOTATIONS, LABELS, POD_PORTS } from "../names.ts";
import type { ControllerConfig } from "../snapshot.ts";
import { mergedTexts, ownLabels, poolSelector } from "./own-labels.ts";
import type { PoolTemplate } from "./pool-template.ts";
import { relayPorts } from "./relay-ports.ts";

/** One relay's pod [KU-12]: the pool's template, and what is this relay's own. It has the instance's name, which is the node's name. */
export function relayPod(
  instance: RelayInstance,
  pool: RelayPool,
  { template, version }: PoolTemplate,
  config: ControllerConfig,
): Pod {
  const { name, namespace } = instance.metadata;
  const own = { [LABELS.pool]: pool.metadata.name, [LABELS.relay]: name, [LABELS.open]: "true" };
  return {
    apiVersion: kinds.pod.apiVersion,
    kind: kinds.pod.kind,
    metadata: {
      name,
      namespace,
      labels: mergedTexts(template.metadata?.labels, ownLabels(config, "relay", own)),
      annotations: mergedTexts(template.metadata?.annotations, {
        [ANNOTATIONS.template]: version,
        [ANNOTATIONS.safeToEvict]: "true",
      }),
      ownerReferences: [ownerOf(instance, { controller: true, blockOwnerDeletion: false })],
    },
    spec: podSpec(instance, pool, template.spec ?? { containers: [] }, config),
  };
}

/** The longest that an empty relay may take to end [KU-17]. */
export const MAX_GRACE_S = 60;

function podSpec(
  instance: RelayInstance,
  { metadata, spec }: RelayPool,
  from: PodSpec,
  config: ControllerConfig,
): PodSpec {
  const { mode } = spec.exposure;
  const constraints = spec.podTemplate.topologySpreadConstraints.map((one) => ({
    ...one,
    labelSelector: { matchLabels: poolSelector(config, metadata.name) },
  }));
  return {
    ...from,
    containers: from.containers.map((one) => (one.name === "relay" ? relayContainer(one, instance, spec) : one)),
    terminationGracePeriodSeconds: Math.min(MAX_GRACE_S, from.terminationGracePeriodSeconds ?? MAX_GRACE_S),
    ...(constraints.length === 0 ? {} : { topologySpreadConstraints: constraints }),
    ...(mode === "hostNetwork" ? { hostNetwork: true, dnsPolicy: "ClusterFirstWithHostNet" } : {}),
  };
}

function relayContainer(base: Container, instance: RelayInstance, { exposure }: RelayPool["spec"]): Container {
  const mesh = [`--mesh=${POD_PORTS.mesh}`, "--mesh-advertise=$(POD_IP)"];
  const args = [
    "--node=$(POD_NAME)",
    "--bus-advertise=$(POD_IP)",
    `--port=${exposure.ports.tcp}`,
    ...(exposure.mode === "mesh" ? mesh : []),
  ];
  const ports = relayPorts(exposure, instance.spec.index);
  const named = new Set(ports.map(({ name }) => name));
  const env = [fieldOf("POD_NAME", "metadata.name"), fieldOf("POD_IP", "status.podIP")];
  return {
    ...base,
    args: [...(base.args ?? []), ...args],
    env: [...(base.env ?? []).filter(({ name }) => !env.some((one) => one.name === name)), ...env],
    ports: [...(base.ports ?? []).filter(({ name }) => !named.has(name ?? "")), ...ports],
  };
}

const fieldOf = (name: string, fieldPath: string) => ({
  name,
  valueFrom: { fieldRef: { apiVersion: "v1", fieldPath } },
});
