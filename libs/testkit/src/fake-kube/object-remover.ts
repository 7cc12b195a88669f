import { type ClusterState, wireTime } from "./cluster-state.ts";
import { type FakeKind, resourceOf } from "./fake-kind.ts";
import { type FakeObject, fieldAt, withField, withMetadata } from "./fake-object.ts";
import { conflict } from "./refusal.ts";

export interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: "Background" | "Foreground" | "Orphan";
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
}

/** Deletes at once, or marks what has finalizers or, as a pod, time to end. */
export class ObjectRemover {
  readonly #state: ClusterState;

  constructor(state: ClusterState) {
    this.#state = state;
  }

  /** Answers the object as it was left, and whether it is gone. */
  delete(
    kind: FakeKind,
    object: FakeObject,
    options: DeleteOptions,
  ): { readonly object: FakeObject; readonly gone: boolean } {
    refusePreconditions(kind, object, options);
    const graceSeconds = graceOf(kind, object, options);
    const held = withHold(object, options);
    const waits = (held.metadata.finalizers ?? []).length > 0 || graceSeconds > 0 || kind.kind === "Namespace";
    if (!waits) return { object: this.#state.store.remove(resourceOf(kind), object), gone: true };
    const earlier = object.metadata.deletionGracePeriodSeconds ?? Number.POSITIVE_INFINITY;
    if (object.metadata.deletionTimestamp !== undefined && graceSeconds >= earlier) return { object, gone: false };
    const deletionTimestamp = wireTime(this.#state.clock.wall() + graceSeconds * 1000);
    const marked = withMetadata(held, { deletionTimestamp, deletionGracePeriodSeconds: graceSeconds });
    const counted = kind.counted ? { generation: (object.metadata.generation ?? 0) + 1 } : {};
    const next = withMetadata(marked, counted);
    const stored = kind.kind === "Namespace" ? (withField(next, "status.phase", "Terminating") as FakeObject) : next;
    return { object: this.#state.store.put(resourceOf(kind), stored), gone: false };
  }
}

function refusePreconditions(kind: FakeKind, { metadata }: FakeObject, { preconditions }: DeleteOptions): void {
  const { uid = metadata.uid, resourceVersion = metadata.resourceVersion } = preconditions ?? {};
  if (uid !== metadata.uid)
    throw conflict(
      kind,
      metadata.name,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${metadata.uid}`,
    );
  if (resourceVersion !== metadata.resourceVersion)
    throw conflict(
      kind,
      metadata.name,
      `Precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${metadata.resourceVersion}`,
    );
}

/** A pod that no node runs, or whose containers have ended, has nothing to wait for. */
function graceOf(kind: FakeKind, object: FakeObject, { gracePeriodSeconds }: DeleteOptions): number {
  if (kind.kind !== "Pod") return 0;
  const phase = fieldAt(object, "status.phase");
  if (fieldAt(object, "spec.nodeName") === undefined || phase === "Succeeded" || phase === "Failed") return 0;
  return gracePeriodSeconds ?? Number(fieldAt(object, "spec.terminationGracePeriodSeconds") ?? 30);
}

const HOLDS: Readonly<Record<string, string>> = { Foreground: "foregroundDeletion", Orphan: "orphan" };

function withHold(object: FakeObject, { propagationPolicy = "Background" }: DeleteOptions): FakeObject {
  const hold = HOLDS[propagationPolicy];
  const { finalizers = [] } = object.metadata;
  if (hold === undefined || finalizers.includes(hold)) return object;
  return withMetadata(object, { finalizers: [...finalizers, hold] });
}
