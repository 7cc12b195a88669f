import { type KubeObject, keyOf, type StoreView } from "@fairlead/kube";

interface Recent {
  readonly object: KubeObject;
  /** What the store held then; it counts until the store holds something else. */
  readonly storedVersion: string | undefined;
  readonly atMs: number;
}

/**
 * Longer than a watch is behind that fell silent, was cut for it after 30 s, and waited up to 30 s for the next one: a relay that was forgotten sooner would be made twice. What was deleted
 * before the watch told of it is forgotten then.
 */
const FORGET_MS = 90_000;

/**
 * Our own writes, until the watches tell of them: a plan that follows must not make again what was just made. Versions of objects are compared for being the same and
 * nothing else.
 */
export class RecentWrites {
  readonly #recent = new Map<string, Recent>();

  /** The server answered `object` to a write that began when the store had `before`. */
  wrote(object: KubeObject, before: KubeObject | undefined, store: StoreView<KubeObject>, nowMs: number): void {
    const stored = store.get(keyOf(object.metadata));
    const storedVersion = stored?.metadata.resourceVersion;
    if (storedVersion !== before?.metadata.resourceVersion) return;
    if (stored !== undefined && storedVersion === object.metadata.resourceVersion) return;
    const { managedFields: _, ...metadata } = object.metadata;
    this.#recent.set(recentKey(object), { object: { ...object, metadata }, storedVersion, atMs: nowMs });
  }

  /** It is being deleted; `wallText`: since when. */
  deleted(before: KubeObject, store: StoreView<KubeObject>, nowMs: number, wallText: string): void {
    const metadata = { ...before.metadata, deletionTimestamp: before.metadata.deletionTimestamp ?? wallText };
    this.wrote({ ...before, metadata: { ...metadata, resourceVersion: "deleted" } }, before, store, nowMs);
  }

  /** What the store holds, with what we wrote since. */
  over<T extends KubeObject>(store: StoreView<T>, of: { readonly kind: string }, nowMs: number): readonly T[] {
    const mine = [...this.#recent].filter(([, { object }]) => object.kind === of.kind);
    if (mine.length === 0) return store.list();
    const objects = new Map(store.snapshot());
    for (const [key, { object, storedVersion, atMs }] of mine) {
      const name = keyOf(object.metadata);
      const overtaken = objects.get(name)?.metadata.resourceVersion !== storedVersion;
      if (overtaken || nowMs - atMs > FORGET_MS) this.#recent.delete(key);
      else objects.set(name, object as T);
    }
    return [...objects.values()];
  }

  /** One object, as `over` has it. */
  one<T extends KubeObject>(store: StoreView<T>, kind: string, key: string, nowMs: number): T | undefined {
    const stored = store.get(key);
    const recent = this.#recent.get(`${kind}/${key}`);
    const counts =
      recent?.storedVersion === stored?.metadata.resourceVersion && nowMs - (recent?.atMs ?? 0) <= FORGET_MS;
    return recent !== undefined && counts ? (recent.object as T) : stored;
  }
}

const recentKey = ({ kind, metadata }: KubeObject): string => `${kind}/${keyOf(metadata)}`;
