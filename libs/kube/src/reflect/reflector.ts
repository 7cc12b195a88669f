import type { Clock, Logger, Metrics, Random } from "@fairlead/base";
import type { KubeApi } from "../connection/kube-api.ts";
import type { KubeKind } from "../objects/kinds.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import type { Indexers, StoreChange, StoreView } from "./store.ts";

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

/** Keeps a store of one kind true [KU-28]. */
export declare class Reflector<T extends KubeObject> implements AsyncDisposable {
  constructor(ports: ReflectorPorts, settings: ReflectorSettings<T>);
  readonly store: StoreView<T>;
  /** Whether the store has been filled once. */
  readonly synced: boolean;
  /** Why what the store holds may be old, for `/readyz`; `undefined` = it is fresh. */
  readonly complaint: string | undefined;
  start(): void;
  /** Resolves true when filled, false when the signal aborts first. */
  whenSynced(signal?: AbortSignal): Promise<boolean>;
  /** Called in the turn of the event loop in which the store changed, after it. */
  onChange(listener: (change: StoreChange<T>) => void): Disposable;
  [Symbol.asyncDispose](): Promise<void>;
}
