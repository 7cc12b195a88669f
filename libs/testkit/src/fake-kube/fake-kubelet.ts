import { type ClusterState, wireTime } from "./cluster-state.ts";
import type { FakeKind } from "./fake-kind.ts";
import { type FakeObject, type Fields, fieldAt } from "./fake-object.ts";
import type { ObjectRemover } from "./object-remover.ts";
import type { ObjectWriter } from "./object-writer.ts";

export interface KubeletSettings {
  /** Nodes it puts pods on, in turn; a cordoned one gets none. They are made when they are not there. */
  readonly nodes?: readonly string[];
  /** From the node given to Running and Ready. */
  readonly startMs?: number;
  /** From the deletion to the end; never longer than the grace period. */
  readonly stopMs?: number;
  /** Pods that stay unready. */
  readonly isReady?: (pod: FakeObject) => boolean;
}

interface Running {
  readonly wait: Disposable;
  readonly isEnding: boolean;
}

const OPTIONS = { manager: "kubelet", subresource: "status" } as const;

/** Plays scheduler and kubelet: pods get a node, an address, become ready, and end when they are deleted. */
export class FakeKubelet implements Disposable {
  readonly #state: ClusterState;
  readonly #writer: ObjectWriter;
  readonly #remover: ObjectRemover;
  readonly #settings: Required<KubeletSettings>;
  readonly #pods = new Map<string, Running>();
  readonly #held = new Set<string>();
  readonly #listening: Disposable;
  #turn = 0;
  #addresses = 0;

  constructor(
    parts: { readonly state: ClusterState; readonly writer: ObjectWriter; readonly remover: ObjectRemover },
    settings: KubeletSettings,
  ) {
    this.#state = parts.state;
    this.#writer = parts.writer;
    this.#remover = parts.remover;
    this.#settings = { nodes: ["node-1"], startMs: 0, stopMs: 0, isReady: () => true, ...settings };
    for (const [index, name] of this.#settings.nodes.entries()) this.#makeNode(name, index);
    this.#listening = this.#state.store.onChange(({ resource, type, object }) => {
      if (resource !== "/pods") return;
      if (type === "DELETED") this.#forget(object);
      else this.#soon(object);
    });
    for (const pod of this.#state.store.list("/pods") ?? []) this.#soon(pod);
  }

  /** That pod's containers do not end by themselves: its deletion waits for the grace period, or for `release`. */
  hold(name: string): void {
    this.#held.add(name);
  }

  release(name: string): void {
    this.#held.delete(name);
    const pod = (this.#state.store.list("/pods") ?? []).find(({ metadata }) => metadata.name === name);
    if (pod?.metadata.deletionTimestamp !== undefined) this.#end(pod);
  }

  /** A container's end as it is seen in the status: `Failed` or `Succeeded`, and the pod stays. */
  finish(namespace: string, name: string, phase: "Failed" | "Succeeded"): void {
    const pod = this.#state.store.get("/pods", namespace, name);
    if (pod === undefined) return;
    const status = { ...(pod["status"] as Fields), phase, conditions: this.#conditions(false) };
    this.#writer.update(this.#kind("pods"), pod, { ...pod, status }, OPTIONS);
  }

  /** Ready or not, from outside, as a failing probe does. */
  setReady(namespace: string, name: string, ready: boolean): void {
    const pod = this.#state.store.get("/pods", namespace, name);
    if (pod !== undefined) this.#publish(pod, ready);
  }

  [Symbol.dispose](): void {
    this.#listening[Symbol.dispose]();
    for (const { wait } of this.#pods.values()) wait[Symbol.dispose]();
    this.#pods.clear();
  }

  #kind(plural: string): FakeKind {
    const kind = this.#state.kinds.find("", "v1", plural);
    if (kind === undefined) throw new Error(`no kind ${plural}`);
    return kind;
  }

  #makeNode(name: string, index: number): void {
    if (this.#state.store.get("/nodes", "", name) !== undefined) return;
    const addresses = [
      { type: "InternalIP", address: `192.0.2.${index + 1}` },
      { type: "ExternalIP", address: `203.0.113.${index + 1}` },
      { type: "Hostname", address: name },
    ];
    const labels = { "kubernetes.io/hostname": name, "topology.kubernetes.io/zone": `zone-${(index % 3) + 1}` };
    const status = { addresses, conditions: [this.#condition("Ready", true)] };
    const node = { apiVersion: "v1", kind: "Node", metadata: { name, labels }, spec: {}, status };
    this.#writer.create(this.#kind("nodes"), node, { manager: "kubelet" });
  }

  /** Not within the write that is being told. */
  #soon(pod: FakeObject): void {
    const uid = pod.metadata.uid ?? "";
    const running = this.#pods.get(uid);
    const isEnding = pod.metadata.deletionTimestamp !== undefined;
    if (running !== undefined && (running.isEnding || !isEnding)) return;
    running?.wait[Symbol.dispose]();
    const { clock } = this.#state;
    const wait = isEnding
      ? clock.after(this.#stopMs(pod), () => this.#end(pod))
      : clock.after(this.#settings.startMs, () => this.#start(pod));
    this.#pods.set(uid, { wait, isEnding });
  }

  #stopMs({ metadata: { name, deletionGracePeriodSeconds = 0 } }: FakeObject): number {
    const graceMs = deletionGracePeriodSeconds * 1000;
    return this.#held.has(name) ? graceMs : Math.min(this.#settings.stopMs, graceMs);
  }

  #forget({ metadata: { uid = "" } }: FakeObject): void {
    this.#pods.get(uid)?.wait[Symbol.dispose]();
    this.#pods.delete(uid);
  }

  #current({ metadata: { namespace = "", name, uid } }: FakeObject): FakeObject | undefined {
    const pod = this.#state.store.get("/pods", namespace, name);
    return pod?.metadata.uid === uid ? pod : undefined;
  }

  #start(seen: FakeObject): void {
    const pod = this.#current(seen);
    const nodeName = fieldAt(pod, "spec.nodeName") ?? this.#nextNode();
    if (pod === undefined) return;
    if (nodeName === undefined) return void this.#pods.delete(pod.metadata.uid ?? "");
    const bound = { ...pod, spec: { ...(pod["spec"] as Fields), nodeName } };
    this.#publish(this.#state.store.put("/pods", bound), this.#settings.isReady(pod));
  }

  #nextNode(): string | undefined {
    const nodes = (this.#state.store.list("/nodes") ?? []).filter(
      (node) => this.#settings.nodes.includes(node.metadata.name) && fieldAt(node, "spec.unschedulable") !== true,
    );
    this.#turn += 1;
    return nodes[this.#turn % Math.max(1, nodes.length)]?.metadata.name;
  }

  #publish(pod: FakeObject, ready: boolean): void {
    const node = this.#state.store.get("/nodes", "", String(fieldAt(pod, "spec.nodeName")));
    const addresses = (fieldAt(node, "status.addresses") ?? []) as readonly Fields[];
    const hostIP = addresses.find(({ type }) => type === "InternalIP")?.["address"];
    const podIP = fieldAt(pod, "status.podIP") ?? this.#nextAddress();
    const startTime = wireTime(this.#state.clock.wall());
    const status = {
      ...{ phase: "Running", podIP, podIPs: [{ ip: podIP }], hostIP, startTime, qosClass: "BestEffort" },
      ...{ conditions: this.#conditions(ready), containerStatuses: this.#containers(pod, ready) },
    };
    this.#writer.update(this.#kind("pods"), pod, { ...pod, status }, OPTIONS);
  }

  #nextAddress(): string {
    this.#addresses += 1;
    return `10.244.${1 + (this.#addresses >> 8)}.${this.#addresses & 255}`;
  }

  #containers(pod: FakeObject, ready: boolean): readonly Fields[] {
    const containers = (fieldAt(pod, "spec.containers") ?? []) as readonly Fields[];
    const state = { running: { startedAt: wireTime(this.#state.clock.wall()) } };
    return containers.map(({ name, image }) => ({ name, image, ready, started: true, restartCount: 0, state }));
  }

  #conditions(ready: boolean): readonly Fields[] {
    const types = ["PodScheduled", "Initialized", "ContainersReady", "Ready"] as const;
    return types.map((type) => this.#condition(type, ready || !type.endsWith("Ready")));
  }

  #condition(type: string, on: boolean): Fields {
    return { type, status: on ? "True" : "False", lastTransitionTime: wireTime(this.#state.clock.wall()) };
  }

  #end(seen: FakeObject): void {
    const pod = this.#current(seen);
    if (pod !== undefined) this.#remover.delete(this.#kind("pods"), pod, { gracePeriodSeconds: 0 });
  }
}
