import { delay } from "@fairlead/base";
import { EventRecorder, type KubeObject, keyOf, type ObjectRef, type StoreView, type WorkResult } from "@fairlead/kube";
import { DefaultObjects } from "../apply/default-objects.ts";
import { ObjectWriter } from "../apply/object-writer.ts";
import { PlanExecutor } from "../apply/plan-executor.ts";
import { ProofRunner } from "../apply/proof-runner.ts";
import { RefusedPods } from "../apply/refused-pods.ts";
import { RefusedPorts } from "../apply/refused-ports.ts";
import type { ControllerParts } from "../controller-parts.ts";
import { plan, type Snapshot } from "../plan/index.ts";
import type { ControllerSettings } from "../settings.ts";
import { StatusWriter } from "../status/status-writer.ts";
import type { ClusterWatch } from "../watch/cluster-watch.ts";
import type { ChartConfig } from "../watch/controller-config.ts";
import { gather } from "../watch/gather.ts";
import { RecentWrites } from "../watch/recent-writes.ts";
import type { RelayWatch } from "../watch/relay-watch.ts";
import { LeaderChores } from "./leader-chores.ts";
import type { Scene } from "./scene.ts";
import type { Term } from "./term.ts";
import { termStores } from "./term-stores.ts";

export interface LeaderPorts extends ControllerParts {
  readonly term: Term;
  readonly watch: ClusterWatch;
  readonly relays: RelayWatch;
  readonly config: () => ChartConfig;
  /** Wants a round soon. */
  readonly wake: () => void;
  /** Wants this chore done soon. */
  readonly wakeChore: (name: string) => void;
  /** Rises with everything that may change the plan. */
  readonly changes: () => number;
}

/** Whatever happens: statuses that wait for their turn are written by then. */
const ROUND_EVERY_MS = 5_000;
/** Between two rounds: what comes in a burst is one snapshot. */
const ROUND_GAP_MS = 200;

/** What whoever leads does, for one term: a snapshot, a plan of it, the plan carried out; and chores beside it [KU-2]. What it remembers ends with the term. */
export class Leader implements AsyncDisposable {
  readonly #ports: LeaderPorts;
  readonly #recent = new RecentWrites();
  readonly #refusedPorts = new RefusedPorts();
  readonly #refusedPods = new RefusedPods();
  readonly #recorder: EventRecorder;
  readonly #defaults: DefaultObjects;
  readonly #executor: PlanExecutor;
  readonly #statuses: StatusWriter;
  readonly #proofs: ProofRunner;
  readonly chores: LeaderChores;
  #scene: Scene | undefined;
  #roundMs = Number.NEGATIVE_INFINITY;

  constructor(ports: LeaderPorts, { identity, namespace }: ControllerSettings) {
    const { clock, logger, term } = ports;
    const shared = { clock, logger, isOver: () => term.isOver };
    const api = term.api(ports.api);
    const stores = termStores(term, ports.stores);
    this.#ports = ports;
    const names = { controller: "fairlead.io/controller", instance: identity, namespace };
    this.#recorder = new EventRecorder({ ...ports, api }, names);
    const record: EventRecorder["record"] = (event) => this.#recorder.record(event);
    const writer = new ObjectWriter({ api, clock, recent: this.#recent, storeOf: (kind) => ports.watch.storeOf(kind) });
    const liveOf = ({ kind, metadata }: KubeObject) => this.#live(kind, keyOf(metadata));
    const apply = (object: KubeObject, manager: string) => writer.apply(object, manager);
    this.#defaults = new DefaultObjects({ clock, logger, apply, live: liveOf, record });
    this.#executor = new PlanExecutor({
      ...shared,
      writer,
      record,
      refusedPorts: this.#refusedPorts,
      refusedPods: this.#refusedPods,
      live: liveOf,
      give: async (orders) => {
        await stores.orders.give(orders);
        ports.relays.gave(orders);
      },
    });
    const live = (ref: ObjectRef) => this.#live(ref.kind, keyOf(ref));
    this.#statuses = new StatusWriter({ ...shared, live, write: (wish) => writer.status(wish) });
    this.chores = new LeaderChores({ ...ports, api, stores, record, scene: () => this.#scene });
    this.#proofs = new ProofRunner({ clock, logger, prover: () => this.chores.prover, proved: ports.wake });
  }

  /** What the API server refuses now, for `/readyz`. */
  complaint(): string | undefined {
    return this.#defaults.complaint ?? this.#executor.complaint;
  }

  /** One snapshot, and what follows from it. Rejects when nothing more may follow. */
  async round(): Promise<WorkResult | undefined> {
    const { clock, term, changes, config, watch } = this.#ports;
    await delay(clock, this.#roundMs + ROUND_GAP_MS - clock.now(), term.signal);
    if (term.isOver) return undefined;
    this.#roundMs = clock.now();
    await this.#defaults.keep(config().plan);
    const seen = changes();
    const tenants = watch.tenants.snapshot();
    const snapshot = this.#snapshot();
    const planned = (this.#ports.plan ?? plan)(snapshot);
    this.#scene = { snapshot, plan: planned };
    this.chores.seen(this.#scene, tenants);
    this.#statuses.wish(planned.statuses);
    this.#proofs.begin(planned.prove);
    try {
      await this.#executor.run(planned, () => changes() !== seen);
    } finally {
      await this.#statuses.write();
    }
    return { againAfterMs: Math.min(planned.wakeInMs ?? ROUND_EVERY_MS, ROUND_EVERY_MS) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#recorder[Symbol.asyncDispose]();
  }

  #snapshot(): Snapshot {
    const { clock, random, watch, relays, config } = this.#ports;
    const wished: StatusWriter["wished"] = (object) => this.#statuses.wished(object);
    return gather(
      { clock, random, watch, recent: this.#recent, wished },
      {
        config: config(),
        relays: relays.facts,
        proofs: (names) => this.#proofs.of(names),
        refusedNodePorts: this.#refusedPorts.at(clock.now()),
        refusedPods: this.#refusedPods.all,
        ...this.chores.findings(),
      },
    );
  }

  #live(kind: string, key: string): (KubeObject & { readonly status?: unknown }) | undefined {
    const store: StoreView<KubeObject> | undefined = this.#ports.watch.storeOf(kind);
    return store && this.#recent.one(store, kind, key, this.#ports.clock.now());
  }
}
