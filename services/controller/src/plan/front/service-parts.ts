import { kinds, type OwnerReference, type Service } from "@fairlead/kube";
import type { Exposure } from "../../api/index.ts";
import { mergedTexts } from "../pod/own-labels.ts";
import type { ControllerConfig } from "../snapshot.ts";

export type ServicePort = NonNullable<NonNullable<Service["spec"]>["ports"]>[number];

export interface ServiceWish {
  readonly name: string;
  readonly owner: OwnerReference;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly type: "LoadBalancer" | "NodePort" | "ClusterIP";
  /** Local keeps the client's address [KU-24]. */
  readonly policy?: "Local" | "Cluster";
  /** Whether pods that are not ready are led to: the second half of a pair must reach a relay that just became unready. */
  readonly unready: boolean;
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly ServicePort[];
}

/** A Service in front of relays: never with session affinity, which pins a site of many devices to one pod [KU-24]. */
export function service(wish: ServiceWish, exposure: Exposure, config: ControllerConfig): Service {
  const { type, selector, ports } = wish;
  const annotations = mergedTexts(exposure.annotations, exposure.serviceAnnotations, wish.annotations);
  return {
    apiVersion: kinds.service.apiVersion,
    kind: kinds.service.kind,
    metadata: {
      name: wish.name,
      namespace: config.namespace,
      labels: wish.labels,
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      ownerReferences: [wish.owner],
    },
    spec: {
      type,
      selector,
      ports,
      sessionAffinity: "None",
      publishNotReadyAddresses: wish.unready,
      ...(type === "ClusterIP" ? {} : { externalTrafficPolicy: wish.policy ?? "Local" }),
      ...(config.ipFamilyPolicy === undefined ? {} : { ipFamilyPolicy: config.ipFamilyPolicy }),
      ...(config.ipFamilies === undefined ? {} : { ipFamilies: [...config.ipFamilies] }),
      ...(type === "LoadBalancer" ? balancerParts(exposure) : {}),
    },
  };
}

function balancerParts({
  loadBalancerClass,
  loadBalancerSourceRanges,
}: Exposure): Partial<NonNullable<Service["spec"]>> {
  return {
    ...(loadBalancerClass === undefined ? {} : { loadBalancerClass }),
    ...(loadBalancerSourceRanges.length === 0 ? {} : { loadBalancerSourceRanges }),
  };
}

export function tcpPort(name: string, port: number, targetPort: string, nodePort?: number): ServicePort {
  return { name, port, targetPort, protocol: "TCP", ...(nodePort === undefined ? {} : { nodePort }) } as ServicePort;
}
