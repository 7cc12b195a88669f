import type { RelayOrder, RelayReport } from "@fairlead/cluster";
import type { Node, Pod, Service } from "@fairlead/kube";
import type { RelayInstance, RelayInstanceStatus, RelayPool } from "../../api/index.ts";
import { relayPoolSpec } from "../../api/relay-pool.ts";
import { withDefaults } from "../../api/with-defaults.ts";
import { ANNOTATIONS, LABELS } from "../names.ts";
import type { Proof, Snapshot } from "../snapshot.ts";
import { hasEnded, isLeaving, isReady } from "./pod-facts.ts";

/** All that one snapshot says of one relay. */
export interface Relay {
  readonly name: string;
  readonly index: number;
  readonly instance: RelayInstance;
  /** As written last; of another life of the pod nothing of it counts but the drain. */
  readonly status: RelayInstanceStatus;
  readonly pod: Pod | undefined;
  /** Why the API server does not let its pod in. */
  readonly refusal: string | undefined;
  readonly service: Service | undefined;
  readonly node: Node | undefined;
  readonly report: RelayReport | undefined;
  readonly order: RelayOrder | undefined;
  readonly proof: Proof | undefined;
  /** What clients are told from now on, once that is decided; until then what they were told last counts. */
  readonly publishes?: string | undefined;
  /** The version of the template that its pod was made from. */
  readonly template: string | undefined;
  /** Its pod is on a node that is not there any more. */
  readonly nodeGone: boolean;
  /** Whether the store said what there is: without it, that there is no report says nothing. */
  readonly heard: boolean;
}

/** A pool with all defaults, and its relays by index; those that are being deleted are in `leaving`. */
export interface PoolFacts {
  readonly pool: RelayPool;
  readonly relays: readonly Relay[];
  readonly leaving: readonly RelayInstance[];
}

/** Pools that stay; what belongs to one that is being deleted goes with it. */
export function gatherPools(snapshot: Snapshot): readonly PoolFacts[] {
  const pods = byName(snapshot.pods);
  const services = byName(snapshot.services);
  const nodes = byName(snapshot.nodes);
  const stay = snapshot.pools.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  return sortedByName(stay).map((pool) => {
    const mine = snapshot.instances.filter(({ spec }) => spec.pool === pool.metadata.name);
    const kept = mine.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    const relays = kept.map((instance) => relayOf(instance, snapshot, { pods, services, nodes }));
    return {
      pool: { ...pool, spec: withDefaults(relayPoolSpec, pool.spec) },
      relays: relays.sort((one, other) => one.index - other.index || (one.name < other.name ? -1 : 1)),
      leaving: mine.filter((one) => !kept.includes(one)),
    };
  });
}

interface Indexes {
  readonly pods: ReadonlyMap<string, Pod>;
  readonly services: ReadonlyMap<string, Service>;
  readonly nodes: ReadonlyMap<string, Node>;
}

function relayOf(instance: RelayInstance, snapshot: Snapshot, { pods, services, nodes }: Indexes): Relay {
  const { name } = instance.metadata;
  const pod = ownOf(pods.get(name), name);
  const proof = snapshot.proofs.get(name);
  const node = pod?.spec?.nodeName ?? "";
  return {
    name,
    index: instance.spec.index,
    instance,
    status: instance.status ?? {},
    pod,
    refusal: snapshot.refusedPods.get(name),
    service: ownOf(services.get(name), name),
    node: nodes.get(node),
    nodeGone: node !== "" && nodes.size > 0 && !nodes.has(node),
    heard: snapshot.reports !== undefined && snapshot.orders !== undefined,
    report: snapshot.reports?.get(name),
    order: snapshot.orders?.get(name),
    proof: proof !== undefined && proof.podUid === pod?.metadata.uid ? proof : undefined,
    template: pod?.metadata.annotations?.[ANNOTATIONS.template],
  };
}

/** What has a relay's name and is not its own is somebody else's: it is neither believed nor ended. */
const ownOf = <T extends Pod | Service>(found: T | undefined, relay: string): T | undefined =>
  found?.metadata.labels?.[LABELS.relay] === relay ? found : undefined;

/** Its pod runs and takes sessions, as far as Kubernetes knows. */
export const isUp = ({ pod }: Relay): boolean => pod !== undefined && isReady(pod) && !isLeaving(pod) && !hasEnded(pod);

/**
 * Clients may be sent there, and it knows: to be asked of relays that are not to be emptied, for one that is taken back just now serves again as soon as it hears so. While the store
 * is silent, what was written last counts.
 */
export function isServing(relay: Relay): boolean {
  if (!isUp(relay)) return false;
  const { order, report, heard, status } = relay;
  if (!heard) return status.state === "Serving";
  const { publishes = order?.address } = relay;
  return publishes !== undefined && publishes !== "" && order?.address === publishes && report?.address === publishes;
}

/** It serves, and everybody knows: one that is taken back does so a moment later. */
export function isOpen(relay: Relay): boolean {
  const { order, report } = relay;
  return isServing(relay) && order?.draining === false && report?.state === "serving";
}

/** Whether clients were ever sent to this life of it: only then may sessions come that we cannot see yet. */
export function wasPublished({ status, order, pod }: Relay): boolean {
  return order?.address ? true : status.published === true && status.podUid === pod?.metadata.uid;
}

/** Nobody was ever sent there, and nobody is there. */
export function isUnused(relay: Relay): boolean {
  const { report, heard } = relay;
  return heard && !wasPublished(relay) && (report === undefined || report.sessions + report.awaited === 0);
}

export const sessionsOf = ({ report, status }: Relay): number => report?.sessions ?? status.sessions ?? 0;
export const loadOf = ({ report, status }: Relay): number => report?.load ?? (status.load ?? 0) / 100;

/** Mean; 0 of none. */
export function meanLoad(relays: readonly Relay[]): number {
  return relays.length === 0 ? 0 : relays.reduce((sum, relay) => sum + loadOf(relay), 0) / relays.length;
}

export function sortedByName<T extends { readonly metadata: { readonly name: string } }>(all: readonly T[]): T[] {
  return [...all].sort((one, other) => (one.metadata.name < other.metadata.name ? -1 : 1));
}

function byName<T extends { readonly metadata: { readonly name: string } }>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.map((one) => [one.metadata.name, one]));
}
