import { type FakeObject, keyOf, withMetadata } from "./fake-object.ts";

export interface StoreEvent {
  readonly version: number;
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly resource: string;
  readonly object: FakeObject;
  readonly previous?: FakeObject;
}

const FIRST_VERSION = 1000;
const KEPT_EVENTS = 20_000;

/** What etcd is to the real server: objects by resource and key, one version counter for all, and the log of changes until it is compacted. */
export class ObjectStore {
  #version = FIRST_VERSION;
  #compactedTo = FIRST_VERSION;
  #log: StoreEvent[] = [];
  readonly #objects = new Map<string, Map<string, FakeObject>>();
  readonly #listeners = new Set<(event: StoreEvent) => void>();

  get version(): number {
    return this.#version;
  }

  get(resource: string, namespace: string, name: string): FakeObject | undefined {
    return this.#objects.get(resource)?.get(`${namespace}/${name}`);
  }

  get resources(): readonly string[] {
    return [...this.#objects.keys()];
  }

  /** In the order of their keys. With a version: as things stood then; undefined when that has been compacted away. */
  list(resource: string, atVersion = this.#version): readonly FakeObject[] | undefined {
    if (atVersion < this.#compactedTo) return undefined;
    const found = new Map(this.#objects.get(resource));
    for (let i = this.#log.length - 1; i >= 0; i -= 1) {
      const event = this.#log[i];
      if (event === undefined || event.version <= atVersion) break;
      if (event.resource !== resource) continue;
      if (event.previous === undefined) found.delete(keyOf(event.object));
      else found.set(keyOf(event.object), event.previous);
    }
    return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
  }

  /** Changes after that version, oldest first; undefined when some have been compacted away. */
  changesSince(resource: string, version: number): readonly StoreEvent[] | undefined {
    if (version < this.#compactedTo) return undefined;
    return this.#log.filter((event) => event.version > version && event.resource === resource);
  }

  /** Stores it under a new version, and answers it with that. */
  put(resource: string, object: FakeObject): FakeObject {
    const stored = this.#next(object);
    const place = this.#objects.get(resource) ?? new Map<string, FakeObject>();
    const previous = place.get(keyOf(object));
    place.set(keyOf(object), stored);
    this.#objects.set(resource, place);
    this.#tell({
      version: this.#version,
      type: previous === undefined ? "ADDED" : "MODIFIED",
      resource,
      object: stored,
      ...(previous === undefined ? {} : { previous }),
    });
    return stored;
  }

  remove(resource: string, object: FakeObject): FakeObject {
    const previous = this.#objects.get(resource)?.get(keyOf(object));
    if (previous === undefined) return object;
    const last = this.#next(object);
    this.#objects.get(resource)?.delete(keyOf(object));
    this.#tell({ version: this.#version, type: "DELETED", resource, object: last, previous });
    return last;
  }

  /** Forgets what has changed until now, as the real server does every five minutes. */
  compact(): void {
    this.#log = [];
    this.#compactedTo = this.#version;
  }

  onChange(listener: (event: StoreEvent) => void): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => this.#listeners.delete(listener) };
  }

  #next(object: FakeObject): FakeObject {
    this.#version += 1;
    return withMetadata(object, { resourceVersion: String(this.#version) });
  }

  #tell(event: StoreEvent): void {
    this.#log.push(event);
    if (this.#log.length > KEPT_EVENTS) {
      this.#log.splice(0, KEPT_EVENTS / 2);
      this.#compactedTo = (this.#log[0]?.version ?? this.#version) - 1;
    }
    for (const listener of this.#listeners) listener(event);
  }
}
