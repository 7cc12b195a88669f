import { nodeName } from "@fairlead/base";
import type { RelayOrder, RelayReport } from "@fairlead/cluster";
import type { KubeObject, Node, Pod, PodTemplateSpec, Service } from "@fairlead/kube";
import { SeededRandom } from "@fairlead/testkit";
import type { RelayInstance, RelayPool } from "../../src/api/index.ts";
import { type ControllerConfig, noteProof, type Plan, type Proof, plan, type Snapshot } from "../../src/plan/index.ts";
import { config, node, snapshot, WALL_MS } from "./fixtures.ts";
import { ready, running, unschedulable, withConditions } from "./pod-life.ts";

/** A relay as it really is, whatever anybody was told. */
interface Process {
  readonly uid: string;
  sessions: number;
  /** Sessions that were sent here and have not come; the relay may not have heard of them. */
  readonly coming: { readonly atMs: number; readonly heard: boolean }[];
  order: RelayOrder | undefined;
}

export interface WorldSettings {
  readonly pool: RelayPool;
  readonly nodes: readonly string[];
  /** Sessions that begin in a second. */
  readonly arrivals: number;
  /** How long assigned ones may take to come. */
  readonly acceptMs: number;
}

const STEP_MS = 1_000;

/** A little cluster, without time of its own: pods start, reports come, sessions begin and end; the plan is carried out whole in each step. Complains when a promise is broken. */
export class SmallWorld {
  readonly #settings: WorldSettings;
  readonly random: SeededRandom;
  readonly violations: string[] = [];
  readonly instances = new Map<string, RelayInstance>();
  readonly pods = new Map<string, Pod>();
  readonly services = new Map<string, Service>();
  readonly nodes = new Map<string, Node>();
  readonly #processes = new Map<string, Process>();
  readonly #orders = new Map<string, RelayOrder>();
  readonly #proofs = new Map<string, Proof>();
  readonly #proven = new Set<string>();
  /** What rendezvous nodes believe, a second late. */
  #believed: string[] = [];
  pool: RelayPool;
  config: ControllerConfig = config;
  /** While it is silent nobody is heard. */
  storeSilent = false;
  /** While set, addresses are not reached. */
  unreachable = false;
  flaky = 0.2;
  ended = 0;
  cut = 0;
  #nowMs = 1_000;
  #count = 0;
  #tooMany = 0;

  constructor(settings: WorldSettings, seed: number) {
    this.#settings = settings;
    this.random = new SeededRandom(seed);
    this.pool = settings.pool;
    for (const name of settings.nodes) this.nodes.set(name, node(name));
  }

  get wallMs(): number {
    return WALL_MS + this.#nowMs;
  }
  get active(): readonly RelayInstance[] {
    return [...this.instances.values()].filter(({ status }) => status?.drain === undefined);
  }
  get serving(): number {
    return this.active.filter(({ status }) => status?.state === "Serving").length;
  }

  step(arrivals = this.#settings.arrivals): Plan {
    this.#nowMs += STEP_MS;
    this.#live(arrivals);
    const servingBefore = this.#servingNow();
    const made = plan(this.snapshot());
    this.#carryOut(made);
    this.#check(made, servingBefore);
    return made;
  }

  snapshot(): Snapshot {
    const reports = new Map([...this.#processes].flatMap(([name, one]) => this.#reportOf(name, one) ?? []));
    return snapshot([this.pool], [], {
      nowMs: this.#nowMs,
      wallMs: this.wallMs,
      entropy: String(this.random.uint32()),
      config: this.config,
      instances: [...this.instances.values()],
      pods: [...this.pods.values()],
      services: [...this.services.values()],
      nodes: [...this.nodes.values()],
      reports: this.storeSilent ? undefined : reports,
      orders: this.storeSilent ? undefined : new Map(this.#orders),
      proofs: new Map(this.#proofs),
    });
  }

  setPool(change: Partial<RelayPool["spec"]>): void {
    this.pool = { ...this.pool, spec: { ...this.pool.spec, ...change } };
  }
  setImage(image: string): void {
    const spec = this.config.relayPod.spec ?? { containers: [] };
    const containers = spec.containers.map((one) => ({ ...one, image }));
    this.config = {
      ...this.config,
      relayPod: { ...this.config.relayPod, spec: { ...spec, containers } } as PodTemplateSpec,
    };
  }
  annotate(name: string, drain: boolean): void {
    const one = this.instances.get(name);
    if (one === undefined) return;
    const annotations: Record<string, string> = drain ? { "fairlead.io/drain": "test" } : {};
    this.instances.set(name, { ...one, metadata: { ...one.metadata, annotations } });
  }
  cordon(name: string, on: boolean): void {
    this.nodes.set(name, node(name, { unschedulable: on }));
  }
  /** From outside: an eviction, or a machine that fails. Its sessions are not the plan's fault. */
  kill(name: string): void {
    this.cut += this.#processes.get(name)?.sessions ?? 0;
    this.#processes.delete(name);
    this.pods.delete(name);
  }

  /** What goes on without the controller. */
  #live(arrivals: number): void {
    for (const [name, pod] of this.pods) this.pods.set(name, this.#advance(pod));
    for (const [name, one] of this.#processes) {
      if (!this.storeSilent) one.order = this.#orders.get(name);
      const due = one.coming.filter(({ atMs }) => atMs <= this.#nowMs);
      one.coming.splice(0, one.coming.length, ...one.coming.filter(({ atMs }) => atMs > this.#nowMs));
      one.sessions += due.length;
      for (let session = one.sessions; session > 0; session--) {
        if (!this.random.chance(0.1)) continue;
        one.sessions--;
        this.ended++;
      }
    }
    const targets = this.#believed.flatMap((name) => this.#processes.get(name) ?? []);
    for (let one = 0; one < arrivals && targets.length > 0; one++) {
      const inMs = this.random.below(this.#settings.acceptMs - 3 * STEP_MS);
      this.random.pick(targets).coming.push({ atMs: this.#nowMs + inMs, heard: this.random.chance(0.9) });
    }
    const open = [...this.#processes].filter(
      ([, { order }]) => order !== undefined && order.address !== "" && !order.draining,
    );
    if (!this.storeSilent) this.#believed = open.map(([name]) => name);
  }

  #advance(pod: Pod): Pod {
    const { name, uid = "" } = pod.metadata;
    if (pod.spec?.nodeName === undefined) {
      const taken = new Set([...this.pods.values()].map(({ spec }) => spec?.nodeName));
      const free = [...this.nodes.values()].filter((one) => !one.spec?.unschedulable && !taken.has(one.metadata.name));
      if (free.length === 0) return withConditions(pod, [unschedulable], this.wallMs);
      const nodeName = this.random.pick(free).metadata.name;
      return {
        ...pod,
        spec: { ...pod.spec, containers: [], nodeName },
        status: { phase: "Pending", podIP: `10.1.0.${this.#count++ % 250}` },
      };
    }
    if (pod.status?.phase === "Running") return pod;
    if (this.random.chance(0.5)) return pod;
    if (!this.#processes.has(name)) this.#processes.set(name, { uid, sessions: 0, coming: [], order: undefined });
    return withConditions(
      { ...pod, status: { ...pod.status, phase: "Running", containerStatuses: [running] } },
      [ready],
      this.wallMs,
    );
  }

  #reportOf(name: string, one: Process): readonly (readonly [string, RelayReport])[] {
    const { order } = one;
    const report: RelayReport = {
      node: nodeName(name),
      state: order?.draining ? "draining" : "serving",
      address: order?.address ?? "",
      sessions: one.sessions,
      awaited: one.coming.filter(({ heard }) => heard).length,
      usedBps: one.sessions * 1e6,
      capacityBps: 0,
      load: Math.min(1, one.sessions / 100),
      missedInARow: 0,
      version: order?.version ?? "",
      release: "1",
    };
    return [[name, report]];
  }

  #servingNow(): ReadonlySet<string> {
    const open = this.active.filter(({ metadata }) => {
      const order = this.#orders.get(metadata.name);
      const reported = this.#processes.get(metadata.name)?.order;
      const life = `${this.pods.get(metadata.name)?.metadata.uid} ${order?.address}`;
      return order?.draining === false && reported?.address === order.address && this.#proven.has(life);
    });
    return new Set(open.map(({ metadata }) => metadata.name));
  }

  #carryOut(made: Plan): void {
    for (const object of made.apply) this.#apply(object);
    for (const { ref, labels } of made.patch) {
      const pod = this.pods.get(ref.name);
      if (pod === undefined) continue;
      const all = { ...pod.metadata.labels, ...labels };
      const kept = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
      this.pods.set(ref.name, { ...pod, metadata: { ...pod.metadata, labels: Object.fromEntries(kept) } });
    }
    if (!this.storeSilent)
      for (const [name, order] of made.orders) {
        if (order === undefined) this.#orders.delete(name);
        else this.#orders.set(name, order);
      }
    for (const { ref, uid } of made.delete) this.#delete(ref.kind, ref.name, uid);
    for (const { ref, status } of made.statuses) {
      const one = this.instances.get(ref.name);
      if (ref.kind === "RelayInstance" && one !== undefined) this.instances.set(ref.name, { ...one, status });
      if (ref.kind === "RelayPool") this.pool = { ...this.pool, status: status as RelayPool["status"] };
    }
    for (const planned of made.prove) this.#prove(planned);
  }

  #prove(planned: Plan["prove"][number]): void {
    const { relay, address } = planned.wish;
    const ok = !this.unreachable && !this.random.chance(this.flaky);
    if (ok) this.#proven.add(`${planned.podUid} ${address}`);
    const result = {
      relay,
      address,
      vantage: "inside",
      ok,
      reason: ok ? "" : "timeout",
      message: ok ? "" : "no answer",
      atMs: this.wallMs,
    } as const;
    this.#proofs.set(relay, noteProof(this.#proofs.get(relay), planned, result, this.#nowMs));
  }

  #apply(object: KubeObject): void {
    const { name } = object.metadata;
    const stamp = {
      uid: `uid-${++this.#count}`,
      creationTimestamp: new Date(this.wallMs).toISOString(),
      generation: 1,
    };
    const made = <T extends KubeObject>(known: T | undefined): T =>
      known ?? ({ ...object, metadata: { ...object.metadata, ...stamp } } as T);
    if (object.kind === "RelayInstance") this.instances.set(name, made(this.instances.get(name)));
    if (object.kind === "Pod") this.pods.set(name, made(this.pods.get(name)));
    if (object.kind === "Service") this.services.set(name, made(this.services.get(name)));
  }

  #delete(kind: string, name: string, uid: string): void {
    if (kind === "RelayInstance") {
      if (this.instances.get(name)?.metadata.uid === uid) this.instances.delete(name);
      this.services.delete(name);
      return;
    }
    if (this.pods.get(name)?.metadata.uid !== uid) return;
    const one = this.#processes.get(name);
    if (one !== undefined && one.sessions + one.coming.length > 0)
      this.violations.push(`${name} is deleted with ${one.sessions} sessions and ${one.coming.length} coming`);
    this.#processes.delete(name);
    this.pods.delete(name);
  }

  /** Who has to leave does not wait for ever for a successor that does not come [KU-16]. */
  #isExcused(before: ReadonlySet<string>): boolean {
    const gone = [...before].map((name) => this.instances.get(name)?.status?.drain?.reason);
    const asked = gone.every((reason) => reason === undefined || reason === "Annotation" || reason === "NodeLeaves");
    const late = this.active.some(({ metadata, status }) => {
      const ageMs = this.wallMs - Date.parse(metadata.creationTimestamp ?? "");
      return (
        status?.state !== "Serving" && (ageMs >= 120_000 || this.pods.get(metadata.name)?.spec?.nodeName === undefined)
      );
    });
    return asked && late;
  }

  #check(made: Plan, before: ReadonlySet<string>): void {
    const wanted = this.pool.spec.replicas;
    const stay = [...before].filter((name) => this.instances.get(name)?.status?.drain === undefined);
    if (stay.length < Math.min(before.size, wanted) && !this.#isExcused(before))
      this.violations.push(`${stay.length} serve of ${wanted} asked for, ${before.size} did before`);
    this.#tooMany = this.active.length > wanted + 1 && !this.storeSilent ? this.#tooMany + 1 : 0;
    // One that is taken back needs a moment to hear so.
    if (this.#tooMany > 3) this.violations.push(`${this.active.length} relays are not draining, ${wanted} asked for`);
    for (const [name, order] of made.orders) {
      const pod = this.pods.get(name);
      const known = this.#orders.get(name)?.draining;
      if (order?.address && !known && !this.#proven.has(`${pod?.metadata.uid} ${order.address}`))
        this.violations.push(`${order.address} of ${name} is published without proof`);
    }
  }
}
