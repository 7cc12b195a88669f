import {
  type KubeKind,
  type KubeObject,
  kindOf,
  kinds,
  Reflector,
  type ReflectorPorts,
  type ReflectorSettings,
  type StoreChange,
  type StoreView,
} from "@fairlead/kube";
import { fairleadKinds, type Tenant } from "../api/index.ts";
import { isSameSpec } from "./same-specs.ts";
import { slimNode } from "./slim-node.ts";

export interface ClusterWatchSettings {
  readonly namespace: string;
  /** The release. */
  readonly instance: string;
  /** HTTPRoutes, where the cluster has them and somebody asked for them. */
  readonly httpRoutes: boolean;
  /** Whether nodes may be read. */
  readonly nodes: boolean;
}

/** Everything that a plan is made of, by kind: our own kinds, and of the others what bears the release's label; of nodes what a plan asks. */
export class ClusterWatch implements AsyncDisposable {
  readonly #all: Reflector<KubeObject>[] = [];
  readonly #stores = new Map<string, StoreView<KubeObject>>();
  readonly #started = new AsyncDisposableStack();
  readonly clusters;
  readonly pools;
  readonly instances;
  readonly tenants;
  readonly pods;
  readonly services;
  readonly claims;
  readonly budgets;
  readonly ingresses;
  /** `undefined` = not watched. */
  readonly httpRoutes;
  readonly nodes;

  /** `changed`: told of each change, in the turn in which it came. */
  constructor(ports: ReflectorPorts, settings: ClusterWatchSettings, changed: () => void) {
    const { namespace, instance } = settings;
    const labelSelector = `app.kubernetes.io/name=fairlead,app.kubernetes.io/instance=${instance}`;
    const watched = <T extends KubeObject>(found: ReflectorSettings<T>) => this.#watch(ports, found, changed);
    const asked = (change: StoreChange<Tenant>): void => (isStatusAlone(change) ? undefined : changed());
    const own = <T extends KubeObject>(kind: KubeKind<T>) => watched({ kind, namespace });
    const labelled = <T extends KubeObject>(kind: KubeKind<T>) => watched({ kind, namespace, labelSelector });
    this.clusters = own(fairleadKinds.rendezvousCluster);
    this.pools = own(fairleadKinds.relayPool);
    this.instances = own(fairleadKinds.relayInstance);
    this.tenants = this.#watch(ports, { kind: fairleadKinds.tenant, namespace }, asked);
    this.pods = labelled(kinds.pod);
    this.services = labelled(kinds.service);
    this.claims = labelled(kinds.persistentVolumeClaim);
    this.budgets = labelled(kinds.podDisruptionBudget);
    this.ingresses = labelled(kindOf("networking.k8s.io/v1", "Ingress"));
    const route = kindOf("gateway.networking.k8s.io/v1", "HTTPRoute");
    this.httpRoutes = settings.httpRoutes ? labelled(route) : undefined;
    this.nodes = settings.nodes ? watched({ kind: kinds.node, keep: slimNode }) : undefined;
  }

  /** Of a kind that is watched. */
  storeOf(kind: string): StoreView<KubeObject> | undefined {
    return this.#stores.get(kind);
  }

  start(): void {
    for (const reflector of this.#all) reflector.start();
  }

  /** Whether every store was filled once. */
  get synced(): boolean {
    return this.#all.every(({ synced }) => synced);
  }

  /** Resolves false when the signal aborts first. */
  async whenSynced(signal: AbortSignal): Promise<boolean> {
    const filled = await Promise.all(this.#all.map((reflector) => reflector.whenSynced(signal)));
    return filled.every(Boolean);
  }

  /** For `/readyz`: what we know may be old. */
  complaint(): string | undefined {
    const complaints = this.#all.flatMap(({ complaint }) => complaint ?? []);
    return complaints.length === 0
      ? undefined
      : `${complaints[0]}${complaints.length > 1 ? ` (and ${complaints.length - 1} more)` : ""}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#started.disposeAsync();
  }

  #watch<T extends KubeObject>(
    ports: ReflectorPorts,
    settings: ReflectorSettings<T>,
    changed: (change: StoreChange<T>) => void,
  ) {
    const reflector = this.#started.use(new Reflector<T>(ports, settings));
    this.#started.use(reflector.onChange(changed));
    this.#all.push(reflector as unknown as Reflector<KubeObject>);
    this.#stores.set(settings.kind.kind, reflector.store);
    return reflector.store;
  }
}

/** Thousands of Tenants whose statuses we write ourselves, one after the other, are no thousands of plans. */
const isStatusAlone = (change: StoreChange<Tenant>): boolean =>
  change.kind === "updated" && isSameSpec(change.before, change.object);
