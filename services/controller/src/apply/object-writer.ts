import type { Clock } from "@fairlead/base";
import {
  apply,
  applyStatus,
  deleteObject,
  isConflict,
  isNotFound,
  type KubeApi,
  type KubeObject,
  keyOf,
  kindOf,
  mergePatch,
  type StoreView,
} from "@fairlead/kube";
import { type Deletion, FIELD_MANAGER, type MetadataPatch, type StatusWish } from "../plan/index.ts";
import type { RecentWrites } from "../watch/recent-writes.ts";

export interface ObjectWriterPorts {
  /** Of a term of leading [KU-3]. */
  readonly api: KubeApi;
  readonly clock: Clock;
  readonly recent: RecentWrites;
  /** Of the kinds that are watched. */
  readonly storeOf: (kind: string) => StoreView<KubeObject> | undefined;
}

/** The longest time a pod of ours gets to end: it is empty when it is deleted [KU-17]. */
const MOST_GRACE_SECONDS = 60;

/** Our four ways to write, under one manager unless told [KU-5]; what the server answers is known before the watch brings it. */
export class ObjectWriter {
  readonly #ports: ObjectWriterPorts;

  constructor(ports: ObjectWriterPorts) {
    this.#ports = ports;
  }

  async apply(object: KubeObject, fieldManager: string = FIELD_MANAGER): Promise<KubeObject> {
    const before = this.#stored(object);
    const answer = await apply(this.#ports.api, object, { fieldManager });
    this.#note(answer, before);
    return answer;
  }

  /** Of this life of the object; of another, nothing. */
  async patch({ ref, uid, labels, annotations }: MetadataPatch): Promise<void> {
    const kind = kindOf(ref.apiVersion, ref.kind);
    const before = this.#ports.storeOf(ref.kind)?.get(keyOf(ref));
    const patch = { metadata: { uid, labels, annotations } };
    const options = { fieldManager: FIELD_MANAGER };
    const answer = await unlessOtherLife(mergePatch(this.#ports.api, kind, ref, patch, options));
    if (answer !== undefined) this.#note(answer, before);
  }

  async delete({ ref, uid, gracePeriodSeconds }: Deletion): Promise<void> {
    const { api, clock, recent, storeOf } = this.#ports;
    const store = storeOf(ref.kind);
    const before = store?.get(keyOf(ref));
    const grace = gracePeriodSeconds === undefined ? undefined : Math.min(gracePeriodSeconds, MOST_GRACE_SECONDS);
    const options = { preconditionUid: uid, gracePeriodSeconds: grace, propagationPolicy: "Background" } as const;
    await unlessOtherLife(deleteObject(api, kindOf(ref.apiVersion, ref.kind), ref, options));
    if (store === undefined || before?.metadata.uid !== uid) return;
    recent.deleted(before, store, clock.now(), new Date(clock.wall()).toISOString());
  }

  /** Answers the object; `undefined` when it is gone. */
  async status({ ref, status }: StatusWish): Promise<(KubeObject & { readonly status?: unknown }) | undefined> {
    const { apiVersion, kind, name, namespace } = ref;
    const object = { apiVersion, kind, metadata: { name, namespace }, status };
    const before = this.#stored(object);
    const written = applyStatus(this.#ports.api, object, { fieldManager: FIELD_MANAGER });
    const answer = await unlessOtherLife(written);
    if (answer !== undefined) this.#note(answer, before);
    return answer;
  }

  #stored({ kind, metadata }: KubeObject): KubeObject | undefined {
    return this.#ports.storeOf(kind)?.get(keyOf(metadata));
  }

  #note(answer: KubeObject, before: KubeObject | undefined): void {
    const store = this.#ports.storeOf(answer.kind);
    if (store !== undefined) this.#ports.recent.wrote(answer, before, store, this.#ports.clock.now());
  }
}

/** It is gone, or another by now: the watch tells of it, and the next plan knows. */
async function unlessOtherLife<T>(write: Promise<T>): Promise<T | undefined> {
  try {
    return await write;
  } catch (error) {
    if (isNotFound(error) || isConflict(error)) return undefined;
    throw error;
  }
}
