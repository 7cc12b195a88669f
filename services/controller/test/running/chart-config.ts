import type { FakeObject } from "@fairlead/testkit";

export interface ChartWish {
  /** Of the default pool; absent = there are no default objects. */
  readonly replicas?: number | undefined;
  readonly image?: string | undefined;
  /** Of the default pool's spec. */
  readonly pool?: Readonly<Record<string, unknown>> | undefined;
}

/** The ConfigMaps of a release named `x`, as the chart and its Job make them. */
export function chartConfig({ replicas, image = "relay:1", pool }: ChartWish): readonly FakeObject[] {
  const relay = { name: "relay", image, args: ["relay", "--managed"] };
  const manifest = (kind: string, name: string, spec: object): string =>
    JSON.stringify({ apiVersion: "fairlead.io/v1alpha1", kind, metadata: { name }, spec });
  const defaults = {
    "rendezvous-cluster.yaml": manifest("RendezvousCluster", "x", { domain: "rd.example.com" }),
    "relay-pool.yaml": manifest("RelayPool", "relays", { exposure: { mode: "hostPort" }, ...pool, replicas }),
  };
  const data = {
    "controller.yaml": JSON.stringify({ instance: "x", bus: { certificates: "external" } }),
    "relay-pod.yaml": JSON.stringify({ spec: { containers: [relay] } }),
    ...(replicas === undefined ? {} : defaults),
  };
  return [configMap("x-controller", data), configMap("x-public-key", { "id_ed25519.pub": "PUBLIC\n" })];
}

function configMap(name: string, data: Readonly<Record<string, string>>): FakeObject {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: "default" }, data };
}
