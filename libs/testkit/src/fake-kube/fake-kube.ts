import type { Clock, Random } from "@fairlead/base";
import { liveClock, liveRandom } from "../live-ports.ts";
import { ApiFront } from "./api-front.ts";
import type { ApiRequest } from "./api-request.ts";
import type { ClusterState } from "./cluster-state.ts";
import { CustomKinds } from "./custom-kinds.ts";
import { FakeKubelet, type KubeletSettings } from "./fake-kubelet.ts";
import type { FakeObject } from "./fake-object.ts";
import { Faults } from "./faults.ts";
import { GarbageCollector } from "./garbage-collector.ts";
import { KindTable } from "./kind-table.ts";
import { ObjectRemover } from "./object-remover.ts";
import { ObjectStore } from "./object-store.ts";
import { ObjectWriter } from "./object-writer.ts";
import { SeenRequests } from "./seen-requests.ts";
import { TokenDesk } from "./token-desk.ts";
import type { WatchStream } from "./watch-stream.ts";

export interface FakeKubeOptions {
  /** Times in objects, grace periods, bookmarks and slow answers go by it. The system's unless told. */
  readonly clock?: Clock;
  readonly random?: Random;
  /** Namespaces beside `default` and `kube-system`. */
  readonly namespaces?: readonly string[];
  /** Objects that are there from the start. */
  readonly objects?: readonly FakeObject[];
  /** The only tokens that are accepted, beside those the server has given out; all are unless told. */
  readonly tokens?: readonly string[];
  readonly bookmarkPeriodMs?: number;
}

const BOOKMARK_PERIOD_MS = 60_000;

/**
 * A Kubernetes API server for tests, over real HTTP on loopback: what a controller meets of the real one, and its faults on demand. One conformance suite holds both
 * to the same answers. Not played: authorization, CEL, admission by webhooks, and every controller but the collector of garbage; `playKubelet` plays nodes.
 */
export class FakeKube implements AsyncDisposable {
  readonly faults = new Faults();
  /** What was asked, refused requests included. */
  readonly seen = new SeenRequests();
  readonly tokens: TokenDesk;
  readonly #state: ClusterState;
  readonly #writer: ObjectWriter;
  readonly #remover: ObjectRemover;
  readonly #stack = new DisposableStack();
  readonly #front: ApiFront;

  private constructor(options: FakeKubeOptions) {
    const { clock = liveClock(), random = liveRandom(), tokens, bookmarkPeriodMs = BOOKMARK_PERIOD_MS } = options;
    this.#state = { store: new ObjectStore(), kinds: new KindTable(), clock, random };
    this.#writer = new ObjectWriter(this.#state);
    this.#remover = new ObjectRemover(this.#state);
    this.tokens = new TokenDesk(tokens);
    const { faults, seen } = this;
    const newToken = ({ namespace, name = "" }: ApiRequest): string => this.tokens.give(namespace, name);
    const parts = { state: this.#state, writer: this.#writer, remover: this.#remover, newToken };
    this.#front = new ApiFront({ ...parts, faults, tokens: this.tokens, seen }, bookmarkPeriodMs);
    this.#stack.use(new GarbageCollector(this.#state, this.#remover));
    this.#stack.use(new CustomKinds(this.#state, this.#writer));
    for (const name of ["default", "kube-system", ...(options.namespaces ?? [])]) this.#makeNamespace(name);
    for (const object of options.objects ?? []) this.put(object);
  }

  static async start(options: FakeKubeOptions = {}): Promise<FakeKube> {
    const fake = new FakeKube(options);
    await fake.#front.start();
    return fake;
  }

  /** `http://127.0.0.1:PORT`. */
  get url(): string {
    return `http://127.0.0.1:${this.#front.port}`;
  }

  get port(): number {
    return this.#front.port;
  }

  /** A kubeconfig that leads here; JSON, which is YAML. */
  kubeconfig(token = "fake-token", namespace = "default"): string {
    const cluster = { server: this.url, "insecure-skip-tls-verify": true };
    return JSON.stringify({
      ...{ apiVersion: "v1", kind: "Config", "current-context": "fake" },
      clusters: [{ name: "fake", cluster }],
      users: [{ name: "fake", user: { token } }],
      contexts: [{ name: "fake", context: { cluster: "fake", user: "fake", namespace } }],
    });
  }

  /** The version of the newest change. */
  get version(): number {
    return this.#state.store.version;
  }

  get openWatches(): number {
    return this.#front.watches.size;
  }

  /** Past the API: makes or replaces the object as it is, status included. */
  put(object: FakeObject): FakeObject {
    const [version = "", group = ""] = object.apiVersion.split("/").reverse();
    const kind = this.#state.kinds.all.find(
      (one) => one.group === group && one.version === version && one.kind === object.kind,
    );
    if (kind === undefined) throw new Error(`the fake has no kind ${object.apiVersion}/${object.kind}`);
    const resource = `${group}/${kind.plural}`;
    const { namespace = kind.namespaced ? "default" : "", name } = object.metadata;
    const previous = this.#state.store.get(resource, namespace, name);
    const placed = { ...object, metadata: { ...object.metadata, ...(kind.namespaced ? { namespace } : {}) } };
    const options = { manager: "test" };
    const stored = previous === undefined ? this.#writer.create(kind, placed, options) : previous;
    const { resourceVersion, ...given } = placed.metadata;
    return this.#state.store.put(resource, { ...stored, ...placed, metadata: { ...stored.metadata, ...given } });
  }

  /** Past the API: what is stored now. `resource`: `pods`, `relaypools.fairlead.io`. */
  get(resource: string, name: string, namespace = "default"): FakeObject | undefined {
    return this.list(resource).find(
      ({ metadata }) => metadata.name === name && (metadata.namespace ?? namespace) === namespace,
    );
  }

  list(resource: string): readonly FakeObject[] {
    const [plural = "", ...group] = resource.split(".");
    return this.#state.store.list(`${group.join(".")}/${plural}`) ?? [];
  }

  /** Past the API, without grace and finalizers. */
  remove(resource: string, name: string, namespace = "default"): void {
    const [plural = "", ...group] = resource.split(".");
    const object = this.get(resource, name, namespace);
    if (object !== undefined) this.#state.store.remove(`${group.join(".")}/${plural}`, object);
  }

  /** Versions before now are gone: watches and pages from them are answered 410. */
  compact(): void {
    this.#state.store.compact();
  }

  /** Every open watch breaks in the middle of a line; of one resource when told, as `pods`. */
  cutWatches(resource?: string): void {
    for (const watch of this.#chosen(resource)) watch.cut();
  }

  /** Every open watch stays open and says nothing any more. */
  silenceWatches(resource?: string): void {
    for (const watch of this.#chosen(resource)) watch.silence();
  }

  sendBookmarks(): void {
    for (const watch of this.#front.watches) watch.bookmark();
  }

  /** Pods run and end from now on; until it is disposed. */
  playKubelet(settings: KubeletSettings = {}): FakeKubelet {
    const parts = { state: this.#state, writer: this.#writer, remover: this.#remover };
    return this.#stack.use(new FakeKubelet(parts, settings));
  }

  /** Connections break and nobody listens; what is stored stays. */
  async stop(): Promise<void> {
    await this.#front.stop();
  }

  /** At the same port after `stop`. */
  async startAgain(): Promise<void> {
    await this.#front.start();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    this.#stack.dispose();
  }

  #makeNamespace(name: string): void {
    this.put({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
    this.put({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default", namespace: name } });
  }

  *#chosen(resource: string | undefined): Iterable<WatchStream> {
    const [plural = "", ...group] = (resource ?? "").split(".");
    for (const watch of this.#front.watches)
      if (resource === undefined || watch.resource === `${group.join(".")}/${plural}`) yield watch;
  }
}
