import { delay } from "@fairlead/base";
import { liveClock } from "@fairlead/testkit";
import type { RigApi } from "../rig-api.ts";
import type { ProcessPlan } from "./container-process.ts";
import { ContainerRun, type RestartRule } from "./container-run.ts";
import { FakeRun } from "./fake-run.ts";
import type { Condition, Container, Pod } from "./pod.ts";
import { environmentOf, substituted } from "./pod-environment.ts";
import { PodNetwork } from "./pod-network.ts";
import { podStatus } from "./pod-status.ts";
import { PodVolumes } from "./pod-volumes.ts";
import type { RunnerSettings } from "./runner-settings.ts";
import { StatusPublisher } from "./status-publisher.ts";
import { untilHeard } from "./until-heard.ts";

export interface PodPlace {
  readonly ip: string;
  readonly hostIp: string;
}

const DEFAULT_GRACE_SECONDS = 30;
const RETRY_MS = 500;

/** One pod on its node, from its first sight to its end. */
export class PodRun {
  readonly place: PodPlace;
  readonly #api: RigApi;
  readonly #settings: RunnerSettings;
  readonly #volumes: PodVolumes;
  readonly #publisher: StatusPublisher;
  readonly #init: readonly (ContainerRun | FakeRun)[];
  readonly #main: readonly (ContainerRun | FakeRun)[];
  readonly #conditions = new Map<string, Condition>();
  readonly #startTime = new Date(liveClock().wall()).toISOString();
  #pod: Pod;
  #network: PodNetwork | undefined;
  #stopping = false;

  constructor(ports: { readonly api: RigApi; readonly settings: RunnerSettings }, pod: Pod, place: PodPlace) {
    this.#api = ports.api;
    this.#settings = ports.settings;
    this.#pod = pod;
    this.place = place;
    this.#volumes = new PodVolumes(ports.api, ports.settings.folder, pod);
    this.#publisher = new StatusPublisher(ports.api, pod, () => this.#status());
    this.#init = (pod.spec.initContainers ?? []).map((container) => this.#runOf(container, true));
    this.#main = pod.spec.containers.map((container) => this.#runOf(container, false));
  }

  get pod(): Pod {
    return this.#pod;
  }

  async start(): Promise<void> {
    try {
      this.#network = await PodNetwork.open(this.place.ip, this.#pod.spec.hostNetwork === true, this.#settings);
      await this.#prepareVolumes();
      for (const run of this.#init) {
        await run.run();
        if (this.#stopping || run.state.exitCode !== 0) return;
      }
      await Promise.all(this.#main.map((run) => run.run()));
    } catch (error) {
      console.error(`pod-runner: ${this.#pod.metadata.name}:`, error instanceof Error ? error.message : error);
    } finally {
      this.#publisher.publish();
    }
  }

  /** The object as the server has it now; a deletion ends the pod, once. */
  update(pod: Pod): void {
    const gated = (pod.spec.readinessGates ?? []).length > 0;
    this.#pod = pod;
    if (pod.metadata.deletionTimestamp !== undefined) void this.#stop();
    else if (gated) this.#publisher.publish();
  }

  objectChanged(kind: "secret" | "configMap", namespace: string, name: string): void {
    if (namespace === this.#pod.metadata.namespace) this.#volumes.changed(kind, name);
  }

  /** The object is gone: nothing of the pod may go on. */
  vanish(): void {
    this.#stopping = true;
    for (const run of [...this.#init, ...this.#main]) run.kill();
    this.#network?.[Symbol.dispose]();
  }

  async #prepareVolumes(): Promise<void> {
    for (let complained = false; !this.#stopping; ) {
      try {
        await this.#volumes.prepare();
        return;
      } catch (error) {
        const { name } = this.#pod.metadata;
        if (!complained)
          console.error(`pod-runner: ${name} waits for a volume: ${error instanceof Error ? error.message : error}`);
        complained = true;
        this.#publisher.publish();
        await delay(liveClock(), RETRY_MS);
      }
    }
  }

  #runOf(container: Container, isInit: boolean): ContainerRun | FakeRun {
    const policy = this.#pod.spec.restartPolicy ?? "Always";
    const rule: RestartRule = isInit && policy === "Always" ? "OnFailure" : policy;
    const changed = (): void => this.#publisher.publish();
    if (this.#settings.images[container.image] === undefined)
      return new FakeRun(this.#pod, container, { rule, isInit, changed });
    return new ContainerRun(container, rule, { settings: this.#settings, plan: () => this.#plan(container), changed });
  }

  async #plan(container: Container): Promise<ProcessPlan> {
    const facts = { pod: this.#pod, ...this.place };
    const env = await environmentOf(this.#api, facts, container);
    const stand = this.#settings.images[container.image] ?? [];
    const entry = container.command ?? stand;
    const command = [...entry, ...(container.args ?? [])].map((word) => substituted(word, env));
    const binds = this.#volumes.bindsOf(container);
    return { pod: this.#pod, container, command, env, binds, network: this.#network?.words ?? [], ip: this.place.ip };
  }

  #status(): ReturnType<typeof podStatus> {
    const states = (runs: readonly (ContainerRun | FakeRun)[]) => runs.map(({ state }) => state);
    const { ip, hostIp } = this.place;
    return podStatus({
      ...{ pod: this.#pod, ip, hostIp, startTime: this.#startTime, stopping: this.#stopping },
      ...{ init: states(this.#init), main: states(this.#main), conditions: this.#conditions },
    });
  }

  async #stop(): Promise<void> {
    if (this.#stopping) return;
    this.#stopping = true;
    const graceMs = (this.#pod.metadata.deletionGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS) * 1000;
    await Promise.all([...this.#init, ...this.#main].map((run) => run.stop(graceMs)));
    this.#publisher.publish();
    await this.#publisher.flush();
    await this.#deleteObject();
  }

  /** Says that the pod has ended, until the server has heard it. */
  async #deleteObject(): Promise<void> {
    const { namespace, name, uid } = this.#pod.metadata;
    const body = { kind: "DeleteOptions", apiVersion: "v1", gracePeriodSeconds: 0, preconditions: { uid } };
    const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
    await untilHeard(() => this.#api.call("DELETE", path, body), 404, 409);
  }
}
