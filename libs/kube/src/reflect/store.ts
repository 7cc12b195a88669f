import { type KubeObject, keyOf, type ObjectName } from "../objects/kube-object.ts";

/** Under which values an object is found; none = it is not in this index. */
export type Indexer<T> = (object: T) => readonly string[];
export type Indexers<T> = Readonly<Record<string, Indexer<T>>>;

export type StoreChange<T> =
  | { readonly kind: "added"; readonly key: string; readonly object: T }
  | { readonly kind: "updated"; readonly key: string; readonly object: T; readonly before: T }
  | { readonly kind: "deleted"; readonly key: string; readonly before: T }
  /** Nothing changed; it is only told again. */
  | { readonly kind: "resync"; readonly key: string; readonly object: T };

/** What readers see of a store. Objects are shared: whoever changes one changes it for all, so nobody does. */
export interface StoreView<T extends KubeObject> {
  readonly size: number;
  get(name: ObjectName | string): T | undefined;
  /** In no order. */
  list(): readonly T[];
  /** Throws a RangeError for an index that does not exist. */
  byIndex(index: string, value: string): readonly T[];
  /** All objects by key as they are now: it does not change when the store does, and is the same map until then. */
  snapshot(): ReadonlyMap<string, T>;
}

/** Objects of one kind as last heard of, with indexes. Written by a reflector, or by a test. */
export class Store<T extends KubeObject> implements StoreView<T> {
  readonly #indexers: Indexers<T>;
  readonly #indexes = new Map<string, Map<string, Set<string>>>();
  #objects = new Map<string, T>();
  /** Handed out: copied before the next write. */
  #shared = false;

  constructor(indexers: Indexers<T> = {}) {
    this.#indexers = indexers;
    for (const name of Object.keys(indexers)) this.#indexes.set(name, new Map());
  }

  get size(): number {
    return this.#objects.size;
  }

  get(name: ObjectName | string): T | undefined {
    return this.#objects.get(typeof name === "string" ? name : keyOf(name));
  }

  list(): readonly T[] {
    return [...this.#objects.values()];
  }

  byIndex(index: string, value: string): readonly T[] {
    const values = this.#indexes.get(index);
    if (values === undefined) throw new RangeError(`no index ${index}`);
    return [...(values.get(value) ?? [])].flatMap((key) => this.#objects.get(key) ?? []);
  }

  snapshot(): ReadonlyMap<string, T> {
    this.#shared = true;
    return this.#objects;
  }

  /** `undefined` when it has this very version already. */
  set(object: T): StoreChange<T> | undefined {
    const key = keyOf(object.metadata);
    const before = this.#objects.get(key);
    if (before !== undefined && sameVersion(before, object)) return undefined;
    this.#own();
    if (before !== undefined) this.#unindex(key, before);
    this.#objects.set(key, object);
    this.#index(key, object);
    return before === undefined ? { kind: "added", key, object } : { kind: "updated", key, object, before };
  }

  delete(key: string): StoreChange<T> | undefined {
    const before = this.#objects.get(key);
    if (before === undefined) return undefined;
    this.#own();
    this.#unindex(key, before);
    this.#objects.delete(key);
    return { kind: "deleted", key, before };
  }

  /** Makes it hold these and no others; answers what that changed [KU-28]. */
  replace(objects: readonly T[]): StoreChange<T>[] {
    const kept = new Set(objects.map((object) => keyOf(object.metadata)));
    const gone = [...this.#objects.keys()].filter((key) => !kept.has(key));
    return [...gone.map((key) => this.delete(key)), ...objects.map((object) => this.set(object))].filter(
      (change) => change !== undefined,
    );
  }

  #own(): void {
    if (!this.#shared) return;
    this.#objects = new Map(this.#objects);
    this.#shared = false;
  }

  #index(key: string, object: T): void {
    for (const [name, valuesOf] of Object.entries(this.#indexers)) {
      const values = this.#indexes.get(name);
      for (const value of valuesOf(object)) {
        const keys = values?.get(value);
        if (keys === undefined) values?.set(value, new Set([key]));
        else keys.add(key);
      }
    }
  }

  #unindex(key: string, object: T): void {
    for (const [name, valuesOf] of Object.entries(this.#indexers)) {
      const values = this.#indexes.get(name);
      for (const value of valuesOf(object)) {
        const keys = values?.get(value);
        keys?.delete(key);
        if (keys?.size === 0) values?.delete(value);
      }
    }
  }
}

function sameVersion(one: KubeObject, other: KubeObject): boolean {
  const { resourceVersion, uid } = one.metadata;
  return (
    resourceVersion !== undefined && resourceVersion === other.metadata.resourceVersion && uid === other.metadata.uid
  );
}
