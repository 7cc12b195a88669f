import type { RigApi } from "../rig-api.ts";
import { Claims } from "./claims.ts";
import { follow, type Seen } from "./follow.ts";
import { HostPorts } from "./host-ports.ts";
import { LoadBalancers } from "./load-balancers.ts";
import { serveLogs } from "./log-server.ts";
import { registerNodes } from "./nodes.ts";
import type { Pod } from "./pod.ts";
import { PodAddresses } from "./pod-network.ts";
import { PodRun } from "./pod-run.ts";
import { externalIp, nodeIp, nodeName, type RunnerSettings } from "./runner-settings.ts";

/** A kubelet for tests, for all nodes at once: plays every pod that is bound to them, and what a cloud would add. */
export class Runner {
  readonly #api: RigApi;
  readonly #settings: RunnerSettings;
  readonly #runs = new Map<string, PodRun>();
  readonly #addresses = new PodAddresses();
  readonly #hostPorts = new HostPorts();

  constructor(api: RigApi, settings: RunnerSettings) {
    this.#api = api;
    this.#settings = settings;
  }

  /** Resolves when nodes are registered; goes on until the signal. */
  async start(signal: AbortSignal): Promise<void> {
    const renewing = await registerNodes(this.#api, this.#settings);
    signal.addEventListener("abort", () => renewing[Symbol.dispose]());
    void follow<Pod>(this.#api, "/api/v1/pods", (seen) => this.#seePod(seen), signal);
    void follow<Pod>(this.#api, "/api/v1/secrets", (seen) => this.#seeObject("secret", seen), signal);
    void follow<Pod>(this.#api, "/api/v1/configmaps", (seen) => this.#seeObject("configMap", seen), signal);
    await serveLogs(this.#settings);
    await this.#playCloud(signal);
  }

  end(): void {
    for (const run of this.#runs.values()) run.vanish();
  }

  async #playCloud(signal: AbortSignal): Promise<void> {
    if (this.#settings.loadBalancers) {
      const balancers = new LoadBalancers(this.#api);
      type Service = Parameters<LoadBalancers["see"]>[0];
      const see = ({ type, object }: Seen<Service>): void =>
        type === "DELETED" ? balancers.forget(object) : balancers.see(object);
      void follow<Service>(this.#api, "/api/v1/services", see, signal);
    }
    if (!this.#settings.claims) return;
    const claims = new Claims(this.#api, this.#settings.folder);
    await claims.offer();
    type Claim = Parameters<Claims["see"]>[0];
    const see = ({ type, object }: Seen<Claim>): void => {
      if (type !== "DELETED") void claims.see(object);
    };
    void follow<Claim>(this.#api, "/api/v1/persistentvolumeclaims", see, signal);
  }

  #seeObject(kind: "secret" | "configMap", { type, object }: Seen<Pod>): void {
    if (type === "DELETED" || type === "SYNC") return;
    const { namespace, name } = object.metadata;
    for (const run of this.#runs.values()) run.objectChanged(kind, namespace, name);
  }

  #seePod({ type, object: pod }: Seen<Pod>): void {
    const node = this.#nodeIndex(pod);
    if (node === undefined) return;
    const run = this.#runs.get(pod.metadata.uid);
    if (type === "DELETED") this.#forget(run, pod);
    else if (run !== undefined) run.update(pod);
    else if (pod.status?.phase !== "Succeeded" && pod.status?.phase !== "Failed") this.#begin(pod, node);
    if (this.#settings.isolated) this.#showHostPorts();
  }

  #begin(pod: Pod, node: number): void {
    const ip = pod.spec.hostNetwork === true ? nodeIp(node) : this.#addresses.take(node);
    const run = new PodRun({ api: this.#api, settings: this.#settings }, pod, { ip, hostIp: nodeIp(node) });
    this.#runs.set(pod.metadata.uid, run);
    if (pod.metadata.deletionTimestamp === undefined) void run.start();
    else run.update(pod);
  }

  #forget(run: PodRun | undefined, pod: Pod): void {
    if (run === undefined) return;
    run.vanish();
    this.#addresses.giveBack(run.place.ip);
    this.#runs.delete(pod.metadata.uid);
  }

  #nodeIndex({ spec }: Pod): number | undefined {
    for (let index = 0; index < this.#settings.nodes; index += 1) if (nodeName(index) === spec.nodeName) return index;
    return undefined;
  }

  #showHostPorts(): void {
    const hosted = [...this.#runs.values()].map(({ pod, place: { ip } }) => {
      const index = this.#nodeIndex(pod) ?? 0;
      return { pod, ip, nodeIps: [nodeIp(index), externalIp(index)] };
    });
    this.#hostPorts.show(hosted);
  }
}
