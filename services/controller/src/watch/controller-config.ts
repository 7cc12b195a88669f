import { errorMessage } from "@fairlead/base";
import type { OwnNetworks } from "@fairlead/cluster";
import { type ConfigMap, type KubeObject, ownerOf, type PodTemplateSpec } from "@fairlead/kube";
import { parse } from "yaml";
import type { ControllerConfig } from "../plan/snapshot.ts";

/** What the chart tells: what the plan is made of, and what the controller's other parts want to know. */
export interface ChartConfig {
  readonly plan: ControllerConfig;
  readonly bus: BusConfig;
  /** The ConfigMap with `id_ed25519.pub`: proofs are clients. */
  readonly publicKeyConfigMap: string;
  /** Whether nodes may be read: a right over the whole cluster. */
  readonly nodes: boolean;
  /** Stronger than what nodes and pods tell; empty = they tell [KU-24]. */
  readonly networks: Partial<OwnNetworks>;
}

export interface BusConfig {
  /** Who replaces the certificates of the bus: we, cert-manager, or whoever made the Secrets. */
  readonly certificates: "controller" | "certManager" | "external";
  readonly authoritySecret: string;
  readonly rendezvousSecret: string;
  readonly relaySecret: string;
}

/** `controller.yaml`: everything may be left out but the release. */
interface ControllerYaml {
  readonly instance?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly integrations?: {
    readonly externalDns?: boolean;
    readonly gatewayApi?: boolean;
    readonly ingresses?: boolean;
  };
  readonly bus?: Partial<BusConfig>;
  readonly publicKeyConfigMap?: string;
  readonly nodes?: boolean;
  readonly nodePorts?: { readonly from?: number; readonly to?: number };
  readonly ipFamilyPolicy?: ControllerConfig["ipFamilyPolicy"];
  readonly ipFamilies?: ControllerConfig["ipFamilies"];
  readonly networks?: { readonly nodes?: readonly string[]; readonly pods?: readonly string[] };
}

const NODE_PORTS = { from: 30_000, to: 32_767 };
const DEFAULT_OBJECTS = ["rendezvous-cluster.yaml", "relay-pool.yaml"];

/** Of the ConfigMap `X-controller`; a text when it cannot be used: what is wrong, and what to do. What this release does not know in it is left alone. */
export function readChartConfig(map: ConfigMap, fullname: string): ChartConfig | string {
  const { name, namespace = "default" } = map.metadata;
  try {
    const words = document<ControllerYaml>(map, "controller.yaml") ?? {};
    const relayPod = document<PodTemplateSpec>(map, "relay-pod.yaml");
    if (words.instance === undefined) return wrong(name, "controller.yaml names no instance");
    if (relayPod?.spec?.containers.find((one) => one.name === "relay") === undefined)
      return wrong(name, "relay-pod.yaml has no container named relay");
    const plan = { ...planConfig(words, namespace, fullname), instance: words.instance, relayPod };
    return {
      plan: { ...plan, owner: ownerOf(map), defaults: defaultObjects(map, namespace) },
      bus: { ...busDefaults(fullname), ...words.bus },
      publicKeyConfigMap: words.publicKeyConfigMap ?? `${fullname}-public-key`,
      nodes: words.nodes !== false,
      networks: filled(words.networks),
    };
  } catch (error) {
    return wrong(name, errorMessage(error));
  }
}

const busDefaults = (fullname: string): BusConfig => ({
  certificates: "controller",
  authoritySecret: `${fullname}-bus-ca`,
  rendezvousSecret: `${fullname}-bus-rendezvous`,
  relaySecret: `${fullname}-bus-relay`,
});

/** An empty list is nobody's word. */
function filled(networks: ControllerYaml["networks"] = {}): Partial<OwnNetworks> {
  return Object.fromEntries(Object.entries(networks).filter(([, list]) => list.length > 0));
}

function planConfig(words: ControllerYaml, namespace: string, fullname: string) {
  const { labels = {}, integrations = {}, nodePorts = {}, ipFamilyPolicy, ipFamilies } = words;
  return {
    namespace,
    fullname,
    labels,
    externalDns: integrations.externalDns === true,
    gatewayApi: integrations.gatewayApi === true,
    ingresses: integrations.ingresses !== false,
    nodePorts: { ...NODE_PORTS, ...nodePorts },
    ...(ipFamilyPolicy === undefined ? {} : { ipFamilyPolicy }),
    ...(ipFamilies === undefined ? {} : { ipFamilies }),
  };
}

function defaultObjects(map: ConfigMap, namespace: string): readonly KubeObject[] {
  return DEFAULT_OBJECTS.flatMap((key) => {
    const found = document<KubeObject>(map, key);
    return found === undefined ? [] : [{ ...found, metadata: { ...found.metadata, namespace } }];
  });
}

function document<T>({ data }: ConfigMap, key: string): T | undefined {
  const text = data?.[key];
  return text === undefined ? undefined : (parse(text) as T);
}

const wrong = (name: string, reason: string): string =>
  `ConfigMap ${name} cannot be used: ${reason}; do: render it again with helm upgrade`;
