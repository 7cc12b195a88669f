import type { Clock, Random } from "@fairlead/base";
import { type FakeKind, resourceOf } from "./fake-kind.ts";
import type { FakeObject } from "./fake-object.ts";
import type { KindTable } from "./kind-table.ts";
import type { ObjectStore } from "./object-store.ts";
import { notFound } from "./refusal.ts";

/** What every part of the fake works on. */
export interface ClusterState {
  readonly store: ObjectStore;
  readonly kinds: KindTable;
  readonly clock: Clock;
  readonly random: Random;
}

export function existing(state: ClusterState, kind: FakeKind, namespace: string, name: string): FakeObject {
  const object = state.store.get(resourceOf(kind), namespace, name);
  if (object === undefined) throw notFound(kind, name);
  return object;
}

/** Times on the wire have whole seconds. */
export const wireTime = (wallMs: number): string => new Date(wallMs).toISOString().replace(/\.\d+Z$/, "Z");
