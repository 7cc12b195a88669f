import type { RelayOrder } from "@fairlead/cluster";
import { type EventWords, type KubeObject, ownerOf, refOf } from "@fairlead/kube";
import type { RelayInstance } from "../api/index.ts";
import { fairleadKinds } from "../api/kinds.ts";
import { podMarks } from "./busy-pods.ts";
import type { Choice, NewRelay, Step } from "./choice/choice.ts";
import { choose } from "./choice/choose.ts";
import { endedPod, endOf, podDeletion } from "./empty-relays.ts";
import type { NodePortPairs } from "./front/node-ports.ts";
import { poolFront } from "./front/pool-front.ts";
import { relayFront } from "./front/relay-front.ts";
import { LABELS } from "./names.ts";
import { poolTerms } from "./orders.ts";
import { conditionEvents, stepEvents } from "./plan-events.ts";
import type { Deletion, MetadataPatch, PlannedProof, StatusWish } from "./plan-parts.ts";
import { ownLabels } from "./pod/own-labels.ts";
import { type PoolTemplate, poolTemplate } from "./pod/pool-template.ts";
import { relayPod } from "./pod/relay-pod.ts";
import { publication } from "./publish/publication.ts";
import type { PoolFacts } from "./relay/relay.ts";
import type { Snapshot } from "./snapshot.ts";
import { instanceStatus } from "./status/instance-status.ts";
import { poolStatus } from "./status/pool-status.ts";
import { type RelayView, relayState } from "./status/relay-findings.ts";

/** What one pool adds to the plan. */
export interface PoolPlan {
  readonly apply: readonly KubeObject[];
  readonly patch: readonly MetadataPatch[];
  readonly orders: ReadonlyMap<string, RelayOrder>;
  readonly delete: readonly Deletion[];
  readonly prove: readonly PlannedProof[];
  readonly statuses: readonly StatusWish[];
  readonly events: readonly EventWords[];
  /** Nothing of it is under way. */
  readonly atRest: boolean;
}

export function planPool(found: PoolFacts, snapshot: Snapshot, nodePorts: NodePortPairs): PoolPlan {
  const { pool } = found;
  const template = poolTemplate(snapshot.config.relayPod, pool.spec);
  const known = found.relays.map((relay) => {
    const one = publication(relay, pool, snapshot);
    return { relay: { ...relay, publishes: one.address }, publication: one };
  });
  const facts = { ...found, relays: known.map(({ relay }) => relay) };
  const choice = choose(facts, { ...snapshot, template: template.version });
  const views = known.map((one) => viewOf(one, pool, choice, snapshot.wallMs));
  const deletions = deletionsOf(views, choice.remakes);
  const steps = [...choice.steps, ...endSteps(deletions, views)];
  const status = poolStatus({
    pool,
    views,
    choice: { ...choice, steps },
    configVersion: poolTerms(pool).version,
    snapshot,
  });
  const ends = new Set(
    deletions.filter(({ ref }) => ref.kind === fairleadKinds.relayInstance.kind).map(({ ref }) => ref.name),
  );
  const stay = views.filter(({ relay }) => !ends.has(relay.name));
  return {
    apply: objects(facts, stay, choice.starts, { template, snapshot, nodePorts }),
    patch: views.flatMap(({ relay, drain }) => podMarks(relay, drain !== undefined) ?? []),
    orders: new Map(stay.map((view) => [view.relay.name, orderOf(view)])),
    delete: deletions,
    prove: views.flatMap((view) => (view.drain === undefined ? (view.publication.prove ?? []) : [])),
    ...told(facts, stay, status, steps),
    atRest: status.ready === pool.spec.replicas && views.every((view) => relayState(view) === "Serving"),
  };
}

function told(
  { pool, relays }: PoolFacts,
  views: readonly RelayView[],
  status: ReturnType<typeof poolStatus>,
  steps: readonly Step[],
): Pick<PoolPlan, "statuses" | "events"> {
  const relayStatuses = views.map((view) => [view.relay.instance, instanceStatus(view)] as const);
  const instances = relays.map(({ instance }) => instance);
  return {
    statuses: [
      { ref: refOf(pool), status },
      ...relayStatuses.map(([instance, one]) => ({ ref: refOf(instance), status: one })),
    ],
    events: [
      ...stepEvents(steps, pool, instances),
      ...conditionEvents(pool, pool.status?.conditions, status.conditions),
      ...relayStatuses.flatMap(([one, wanted]) => conditionEvents(one, one.status?.conditions, wanted.conditions)),
    ],
  };
}

/** Of a pod that is about to be made anew nothing is published. */
function viewOf(
  { relay, publication: known }: Pick<RelayView, "relay" | "publication">,
  pool: PoolFacts["pool"],
  choice: Choice,
  wallMs: number,
): RelayView {
  const all = choice.remakes.has(relay.name) ? { ...known, address: "", prove: undefined } : known;
  return { relay, pool, publication: all, drain: choice.drains.get(relay.name), wallMs };
}

function orderOf({ relay, pool, publication: { address, proven }, drain }: RelayView): RelayOrder {
  const draining = drain !== undefined;
  // Whoever was sent there before may still come.
  const told = draining ? (relay.order?.address ?? address) : address;
  return { ...poolTerms(pool), address: told, draining, ...(told === "" || proven ? {} : { unproven: true }) };
}

function deletionsOf(views: readonly RelayView[], remakes: ReadonlySet<string>): readonly Deletion[] {
  return views.flatMap(({ relay, pool, drain, wallMs }) => {
    if (drain !== undefined) return endOf(relay, pool, drain, wallMs) ?? [];
    if (remakes.has(relay.name) && relay.pod?.metadata.deletionTimestamp === undefined) return podDeletion(relay) ?? [];
    return endedPod(relay, wallMs) ?? [];
  });
}

/** [KU-9] An empty relay ends: told when its pod goes. */
function endSteps(deletions: readonly Deletion[], views: readonly RelayView[]): readonly Step[] {
  return deletions.flatMap(({ ref }) => {
    const drain = views.find(({ relay }) => relay.name === ref.name)?.drain;
    if (drain === undefined || ref.kind !== "Pod") return [];
    const message = `it is empty; drained since ${drain.since}: ${drain.message ?? drain.reason}`;
    return [{ action: "EndRelay", relay: ref.name, reason: "Empty", message } as const];
  });
}

interface Making {
  readonly template: PoolTemplate;
  readonly snapshot: Snapshot;
  readonly nodePorts: NodePortPairs;
}

/** Owners first: a relay's pod and Service are made once it is there itself [KU-10]. */
function objects(
  { pool, relays }: PoolFacts,
  stay: readonly RelayView[],
  starts: readonly NewRelay[],
  { template, snapshot, nodePorts }: Making,
): readonly KubeObject[] {
  const { config } = snapshot;
  const fresh = starts.map(({ name, index }) => instanceOf(name, index, pool, snapshot));
  const known = stay.map(({ relay }) => instanceOf(relay.name, relay.index, pool, snapshot));
  const shared = poolFront(
    pool,
    config,
    relays.map(({ index }) => index),
  );
  const fronts = stay.flatMap(({ relay }) => relayFront(relay, pool, config, nodePorts));
  const missing = stay.filter(({ relay, drain }) => relay.pod === undefined && drain === undefined);
  const pods = missing.map(({ relay }) => relayPod(relay.instance, pool, template, config));
  return [...known, ...fresh, ...(shared === undefined ? [] : [shared]), ...fronts, ...pods];
}

function instanceOf(name: string, index: number, pool: PoolFacts["pool"], { config }: Snapshot): RelayInstance {
  const { apiVersion, kind } = fairleadKinds.relayInstance;
  const region = pool.spec.region.name;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace: config.namespace,
      labels: ownLabels(config, "relay", { [LABELS.pool]: pool.metadata.name }),
      ownerReferences: [ownerOf(pool, { controller: true, blockOwnerDeletion: false })],
    },
    spec: { pool: pool.metadata.name, index, ...(region === undefined ? {} : { region }) },
  };
}
