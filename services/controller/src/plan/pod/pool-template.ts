import type { Container, PodTemplateSpec } from "@fairlead/kube";
import type { RelayPoolSpec } from "../../api/index.ts";
import { versionOf } from "../version-of.ts";

export interface PoolTemplate {
  readonly template: PodTemplateSpec;
  /** Changes when pods have to be made again [KU-14]. */
  readonly version: string;
}

type Base = NonNullable<PodTemplateSpec["spec"]>;

/** The chart's pod with what the pool may add [KU-13]: field by field, so that nothing else of an overlay gets in, whoever let it into the object. */
export function poolTemplate(base: PodTemplateSpec, { podTemplate, exposure }: RelayPoolSpec): PoolTemplate {
  const { labels, annotations, nodeSelector, tolerations, affinity, priorityClassName } = podTemplate;
  const from: Base = base.spec ?? { containers: [] };
  const containers = from.containers.map((one) =>
    one.name === "relay" ? withResources(one, podTemplate.resources) : one,
  );
  const template: PodTemplateSpec = {
    metadata: {
      labels: { ...base.metadata?.labels, ...labels },
      annotations: { ...base.metadata?.annotations, ...exposure.annotations, ...annotations },
    },
    spec: {
      ...from,
      containers,
      nodeSelector: { ...from.nodeSelector, ...nodeSelector },
      tolerations: [...(from.tolerations ?? []), ...tolerations],
      ...(affinity === undefined ? {} : { affinity: affinity as NonNullable<Base["affinity"]> }),
      ...(priorityClassName === undefined ? {} : { priorityClassName }),
    },
  };
  const constraints = podTemplate.topologySpreadConstraints;
  const how = { mode: exposure.mode, port: exposure.ports.tcp };
  return { template, version: versionOf({ template, constraints, how }) };
}

function withResources(container: Container, resources: RelayPoolSpec["podTemplate"]["resources"]): Container {
  return resources === undefined ? container : { ...container, resources };
}
