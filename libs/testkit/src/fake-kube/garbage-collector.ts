import type { ClusterState } from "./cluster-state.ts";
import { type FakeKind, resourceOf } from "./fake-kind.ts";
import { type FakeObject, withMetadata } from "./fake-object.ts";
import type { ObjectRemover } from "./object-remover.ts";

/** What the controller manager does after a deletion: objects whose owners are gone go, a namespace is emptied, and deletions that wait for dependents end. */
export class GarbageCollector implements Disposable {
  readonly #state: ClusterState;
  readonly #remover: ObjectRemover;
  readonly #listening: Disposable;
  #due = false;
  #over = false;

  constructor(state: ClusterState, remover: ObjectRemover) {
    this.#state = state;
    this.#remover = remover;
    this.#listening = state.store.onChange(({ type, object }) => {
      const { deletionTimestamp, ownerReferences } = object.metadata;
      if (type === "DELETED" || deletionTimestamp !== undefined || (ownerReferences ?? []).length > 0) this.#soon();
    });
  }

  [Symbol.dispose](): void {
    this.#over = true;
    this.#listening[Symbol.dispose]();
  }

  /** After the answer has left, as the real one works behind the server's back. */
  #soon(): void {
    if (this.#due) return;
    this.#due = true;
    setImmediate(() => {
      this.#due = false;
      if (!this.#over) this.#collect();
    });
  }

  #collect(): void {
    const everything = this.#everything();
    const alive = new Set(everything.map(({ object }) => object.metadata.uid));
    for (const { kind, object } of everything) {
      const owners = object.metadata.ownerReferences ?? [];
      if (object.metadata.deletionTimestamp !== undefined) continue;
      if (owners.length > 0 && !owners.some(({ uid }) => alive.has(uid))) this.#delete(kind, object);
      else if (this.#isInEndingNamespace(object)) this.#delete(kind, object);
    }
    for (const { kind, object } of everything) this.#finish(kind, object);
  }

  #delete(kind: FakeKind, object: FakeObject): void {
    this.#remover.delete(kind, object, {});
  }

  #everything(): readonly { readonly kind: FakeKind; readonly object: FakeObject }[] {
    const { store, kinds } = this.#state;
    return store.resources.flatMap((resource) => {
      const kind = kinds.ofResource(resource);
      return kind === undefined ? [] : (store.list(resource) ?? []).map((object) => ({ kind, object }));
    });
  }

  #isInEndingNamespace({ metadata: { namespace } }: FakeObject): boolean {
    if (namespace === undefined) return false;
    return this.#state.store.get("/namespaces", "", namespace)?.metadata.deletionTimestamp !== undefined;
  }

  #finish(kind: FakeKind, { metadata: { name, namespace = "" } }: FakeObject): void {
    const object = this.#state.store.get(resourceOf(kind), namespace, name);
    if (object?.metadata.deletionTimestamp === undefined) return;
    if (kind.kind === "Namespace") this.#finishNamespace(kind, object);
    else this.#finishObject(kind, object);
  }

  #finishObject(kind: FakeKind, object: FakeObject): void {
    const { finalizers = [] } = object.metadata;
    if (finalizers.includes("orphan")) this.#leaveOrphans(object);
    const waits = finalizers.includes("foregroundDeletion") && this.#deleteDependents(object);
    const left = finalizers.filter((one) => one !== "orphan" && (waits || one !== "foregroundDeletion"));
    if (left.length === finalizers.length) return;
    const next = withMetadata(object, { finalizers: left.length === 0 ? undefined : left });
    if (left.length === 0 && object.metadata.deletionGracePeriodSeconds === 0)
      this.#state.store.remove(resourceOf(kind), next);
    else this.#state.store.put(resourceOf(kind), next);
  }

  #finishNamespace(kind: FakeKind, object: FakeObject): void {
    const inside = this.#everything().some((one) => one.object.metadata.namespace === object.metadata.name);
    if (!inside) this.#state.store.remove(resourceOf(kind), object);
  }

  #dependentsOf(owner: FakeObject): readonly { readonly kind: FakeKind; readonly object: FakeObject }[] {
    const { uid } = owner.metadata;
    return this.#everything().filter(({ object }) => object.metadata.ownerReferences?.some((one) => one.uid === uid));
  }

  /** Whether some are left that the owner has to wait for. */
  #deleteDependents(owner: FakeObject): boolean {
    for (const { kind, object } of this.#dependentsOf(owner)) this.#delete(kind, object);
    return this.#dependentsOf(owner).some(({ object }) =>
      object.metadata.ownerReferences?.some((one) => one.uid === owner.metadata.uid && one.blockOwnerDeletion === true),
    );
  }

  #leaveOrphans(owner: FakeObject): void {
    for (const { kind, object } of this.#dependentsOf(owner)) {
      const left = object.metadata.ownerReferences?.filter(({ uid }) => uid !== owner.metadata.uid) ?? [];
      const ownerReferences = left.length === 0 ? undefined : left;
      this.#state.store.put(resourceOf(kind), withMetadata(object, { ownerReferences }));
    }
  }
}
