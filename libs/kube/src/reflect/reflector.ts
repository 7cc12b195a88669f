import { type Clock, delay, errorMessage, type Logger, type Metrics, type Random } from "@fairlead/base";
import type { KubeApi } from "../connection/kube-api.ts";
import { listAll } from "../connection/list.ts";
import type { WatchEvent } from "../connection/watch.ts";
import { isGone } from "../errors.ts";
import type { KubeKind } from "../objects/kinds.ts";
import { type KubeObject, keyOf } from "../objects/kube-object.ts";
import { Backoff } from "./backoff.ts";
import { type Indexers, Store, type StoreChange, type StoreView } from "./store.ts";
import { WatchFreshness } from "./watch-freshness.ts";
import { runWatch } from "./watch-run.ts";

/** The server is asked to end a watch after this and up to twice as long, so that connections spread again over its replicas. */
const WATCH_SECONDS = 300;
/** A watch that lived so long has shown that the server is well. */
const LIVED_MS = 10_000;
/** Silent watches in a row, 10 min of them, after which the version is no more believed: one of a server's former life would be answered with silence for ever. */
const SILENT_WATCHES = 20;

export interface ReflectorPorts {
  readonly api: KubeApi;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

export interface ReflectorSettings<T extends KubeObject> {
  readonly kind: KubeKind<T>;
  /** Absent = all namespaces. */
  readonly namespace?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  readonly indexers?: Indexers<T> | undefined;
  /** Every object is told again this often; absent = never. */
  readonly resyncMs?: number | undefined;
  /** What is kept of an object; unless told, all but `managedFields`. */
  readonly keep?: ((object: T) => T) | undefined;
  readonly pageSize?: number | undefined;
}

/**
 * Keeps a store of one kind true: lists in pages, watches from there on, lists again when its version has gone (410) and tells the difference. Nothing that the server does ends
 * it; each failure is waited for with jitter, and as long as the server asks [KU-28].
 */
export class Reflector<T extends KubeObject> implements AsyncDisposable {
  readonly #ports: ReflectorPorts;
  readonly #settings: ReflectorSettings<T>;
  readonly #store: Store<T>;
  readonly #freshness: WatchFreshness;
  /** Apart from each other: a list that can be made must not be made over and over for a watch that cannot. */
  readonly #backoffs: { readonly list: Backoff; readonly watch: Backoff };
  readonly #listeners = new Set<(change: StoreChange<T>) => void>();
  readonly #over = new AbortController();
  readonly #synced = Promise.withResolvers<boolean>();
  #filled = false;
  #running: Promise<void> | undefined;
  #resync: Disposable | undefined;

  constructor(ports: ReflectorPorts, settings: ReflectorSettings<T>) {
    const { plural } = settings.kind;
    this.#ports = { ...ports, logger: ports.logger.child({ resource: plural }) };
    this.#settings = settings;
    this.#store = new Store(settings.indexers);
    this.#freshness = new WatchFreshness(ports.clock, ports.metrics, plural);
    this.#backoffs = { list: new Backoff(ports.random), watch: new Backoff(ports.random) };
    const objects = { name: "fairlead_kube_objects", help: "Objects held in memory" };
    ports.metrics.gauge(objects, () => [{ labels: { resource: plural }, value: this.#store.size }]);
  }

  get store(): StoreView<T> {
    return this.#store;
  }

  /** Whether the store has been filled once. */
  get synced(): boolean {
    return this.#filled;
  }

  /** Why what the store holds may be old, for `/readyz`; `undefined` = it is fresh. */
  get complaint(): string | undefined {
    return this.#freshness.complaint();
  }

  start(): void {
    if (this.#running !== undefined || this.#over.signal.aborted) return;
    this.#running = this.#run();
    const { resyncMs } = this.#settings;
    if (resyncMs !== undefined) this.#resync = this.#ports.clock.every(resyncMs, () => this.#tellAgain());
  }

  /** Resolves true when filled, false when the signal aborts or the reflector ends first. */
  async whenSynced(signal?: AbortSignal): Promise<boolean> {
    if (signal === undefined || this.#filled) return await this.#synced.promise;
    const aborted = Promise.withResolvers<false>();
    const onAbort = (): void => aborted.resolve(false);
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
    const synced = await Promise.race([this.#synced.promise, aborted.promise]);
    signal.removeEventListener("abort", onAbort);
    return synced;
  }

  /** Called in the turn of the event loop in which the store changed, after it. */
  onChange(listener: (change: StoreChange<T>) => void): Disposable {
    const own = (change: StoreChange<T>): void => listener(change);
    this.#listeners.add(own);
    return { [Symbol.dispose]: () => void this.#listeners.delete(own) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#over.abort();
    this.#resync?.[Symbol.dispose]();
    await this.#running;
    this.#synced.resolve(false);
    this.#listeners.clear();
  }

  async #run(): Promise<void> {
    const { signal } = this.#over;
    while (!signal.aborted) {
      try {
        await this.#follow(await this.#list());
      } catch (error) {
        await this.#waitAfter(error, this.#backoffs.list);
      }
    }
  }

  async #list(): Promise<string> {
    const { kind } = this.#settings;
    const listed = await listAll(this.#ports.api, kind, { ...this.#settings, signal: this.#over.signal });
    const changes = this.#store.replace(listed.items.map((object) => this.#keep(object)));
    this.#freshness.filled();
    this.#filled = true;
    this.#backoffs.watch.reset();
    for (const change of changes) this.#tell(change);
    this.#synced.resolve(true);
    return listed.resourceVersion;
  }

  /** Watches one after the other, each from where the last one was. Resolves when the version is not to be believed any more: list again. */
  async #follow(listedVersion: string): Promise<void> {
    let version = listedVersion;
    let silent = 0;
    while (!this.#over.signal.aborted && silent < SILENT_WATCHES) {
      const startedAtMs = this.#ports.clock.now();
      let heard = false;
      const hear = (event: WatchEvent<T>): void => {
        heard = true;
        version = event.resourceVersion || version;
        this.#hear(event);
      };
      try {
        const silence = await this.#watch(version, hear);
        silent = silence === undefined || heard ? 0 : silent + 1;
        if (this.#ports.clock.now() - startedAtMs >= LIVED_MS) this.#wentWell();
        else await this.#waitAfter(undefined, this.#backoffs.watch);
      } catch (error) {
        await this.#waitAfter(error, isGone(error) ? this.#backoffs.list : this.#backoffs.watch);
        if (isGone(error)) return;
      }
    }
  }

  async #watch(resourceVersion: string, heard: (event: WatchEvent<T>) => void): Promise<unknown> {
    const { kind, namespace, labelSelector, fieldSelector } = this.#settings;
    const { api, clock, random } = this.#ports;
    const timeoutSeconds = WATCH_SECONDS + (random.uint32() % WATCH_SECONDS);
    const { signal } = this.#over;
    const options = { namespace, labelSelector, fieldSelector, resourceVersion, timeoutSeconds, signal };
    const opened = (): void => this.#freshness.heard();
    return await runWatch({ clock, api, kind, options, opened, heard });
  }

  #hear(event: WatchEvent<T>): void {
    this.#freshness.heard();
    this.#wentWell();
    if (event.type === "BOOKMARK") return;
    const gone = event.type === "DELETED";
    const change = gone ? this.#store.delete(keyOf(event.object.metadata)) : this.#store.set(this.#keep(event.object));
    if (change !== undefined) this.#tell(change);
  }

  #wentWell(): void {
    this.#backoffs.list.reset();
    this.#backoffs.watch.reset();
  }

  /** `undefined`: nothing failed, it only ended too soon. */
  async #waitAfter(error: unknown, backoff: Backoff): Promise<void> {
    const { clock, logger } = this.#ports;
    if (this.#over.signal.aborted) return;
    const waitMs = backoff.after(error);
    if (error !== undefined) {
      this.#freshness.failed(error);
      const fields = { reason: errorMessage(error), again_in_ms: Math.round(waitMs) };
      if (isGone(error)) logger.info("kube.list_again", fields);
      else logger.warn("kube.watch_failed", { ...fields, do: "nothing, if it passes; else look at the API server" });
    }
    await delay(clock, waitMs, this.#over.signal);
  }

  #keep(object: T): T {
    return this.#settings.keep === undefined ? withoutManagers(object) : this.#settings.keep(object);
  }

  #tellAgain(): void {
    for (const [key, object] of this.#store.snapshot()) this.#tell({ kind: "resync", key, object });
  }

  #tell(change: StoreChange<T>): void {
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch (error) {
        this.#ports.logger.error("kube.listener_failed", { key: change.key, reason: errorMessage(error) });
      }
    }
  }
}

/** Who wrote which field is a third of most objects, and nobody here asks. */
function withoutManagers<T extends KubeObject>(object: T): T {
  const { managedFields, ...metadata } = object.metadata;
  return managedFields === undefined ? object : { ...object, metadata };
}
