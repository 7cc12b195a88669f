import type { RelayInstance, RendezvousCluster } from "@fairlead/controller";
import type { KubeApi, KubeKind } from "@fairlead/kube";

/** What the cluster tells clients to dial. */
export interface Published {
  /** `host` or `host:port`. */
  readonly rendezvous: readonly string[];
  /** By address: in mode `mesh` all relays have one. */
  readonly relays: readonly PublishedRelay[];
  /** Relays of which no client is told because they cannot be reached. */
  readonly unreachable: readonly { readonly name: string; readonly why: string }[];
  /** Relays that will soon be published, or not. */
  readonly pending: readonly string[];
}
export interface PublishedRelay {
  readonly address: string;
  readonly names: readonly string[];
}

export interface PublishedPlace {
  readonly namespace: string;
  /** Of one install; absent = of all in the namespace. */
  readonly instance?: string | undefined;
}
type ListAll = typeof import("@fairlead/kube").listAll;
const kind = <T extends RelayInstance | RendezvousCluster>(name: string, plural: string) =>
  ({ apiVersion: "fairlead.io/v1alpha1", kind: name, plural, namespaced: true }) as KubeKind<T>;

/** Asks the API server. Rejects with what it refuses. */
export async function readPublished(api: KubeApi, listAll: ListAll, place: PublishedPlace): Promise<Published> {
  const labelSelector = place.instance === undefined ? undefined : `app.kubernetes.io/instance=${place.instance}`;
  const where = { namespace: place.namespace, labelSelector };
  const [clusters, relays] = await Promise.all([
    listAll(api, kind<RendezvousCluster>("RendezvousCluster", "rendezvousclusters"), where),
    listAll(api, kind<RelayInstance>("RelayInstance", "relayinstances"), where),
  ]);
  return publishedOf(clusters.items, relays.items);
}

/** A relay that is emptied has no address clients are told. */
export function publishedOf(clusters: readonly RendezvousCluster[], relays: readonly RelayInstance[]): Published {
  const serving = relays.filter(({ status }) => status?.state === "Serving" && (status.address ?? "") !== "");
  const byAddress = Map.groupBy(serving, ({ status }) => status?.address ?? "");
  return {
    rendezvous: [
      ...new Set(
        clusters.flatMap(({ spec, status }) => (status?.addresses ?? []).map((one) => withPort(one, spec.ports?.main))),
      ),
    ],
    relays: [...byAddress].map(([address, of]) => ({ address, names: of.map(nameOf).sort() })),
    unreachable: relays
      .filter(({ status }) => status?.state === "Unreachable")
      .map((one) => ({ name: nameOf(one), why: whyUnreachable(one) })),
    pending: relays.filter(({ status }) => ["Starting", "Proving", undefined].includes(status?.state)).map(nameOf),
  };
}

const nameOf = ({ metadata }: RelayInstance): string => metadata.name ?? "";

/** An address that says its port keeps it. */
function withPort(address: string, main: number | undefined): string {
  if (main === undefined || /^\[.*\]:\d+$|^[^:]+:\d+$/.test(address)) return address;
  return address.includes(":") && !address.startsWith("[") ? `[${address}]:${main}` : `${address}:${main}`;
}

function whyUnreachable({ status }: RelayInstance): string {
  const failed = status?.reachability?.find(({ ok }) => !ok);
  return failed === undefined
    ? "not said why"
    : `${failed.vantage}: ${failed.message ?? failed.reason ?? "not said why"}`;
}
