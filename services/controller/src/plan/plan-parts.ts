import type { NodeName } from "@fairlead/base";
import type { RelayOrder } from "@fairlead/cluster";
import type { EventWords, KubeObject, ObjectRef } from "@fairlead/kube";
import type { ProofWish } from "../reachability/proof.ts";

/** An object that goes, and which life of it. Refused by the server when it is another by now. */
export interface Deletion {
  readonly ref: ObjectRef;
  readonly uid: string;
  /** `undefined` = the object's own. */
  readonly gracePeriodSeconds?: number | undefined;
}

/** Labels and annotations of an object that must not be applied whole, such as a pod; `null` removes one. A merge patch, with the uid as its precondition. */
export interface MetadataPatch {
  readonly ref: ObjectRef;
  readonly uid: string;
  readonly labels: Readonly<Record<string, string | null>>;
  readonly annotations: Readonly<Record<string, string | null>>;
}

/** The whole status an object should have. When it is written is decided by the rhythm of [KU-8]. */
export interface StatusWish {
  readonly ref: ObjectRef;
  readonly status: object;
}

/** What a proof is to be made of, and of which life of the pod; those under way are not begun again. */
export interface PlannedProof {
  readonly wish: ProofWish;
  readonly podUid: string;
}

/** Which relay pools are whose, out of `tenants` of the pools. */
export interface TenantPools {
  /** Of each Tenant that may not use every relay. An empty list = no relay at all. */
  readonly of: ReadonlyMap<string, readonly string[]>;
  /** Of devices of no Tenant; `undefined` = every relay. */
  readonly others: readonly string[] | undefined;
}

/** What to do now, in this order. Whoever carries it out writes only what differs from what is there: at rest statuses alone, in their rhythm [KU-8]. */
export interface Plan {
  /** Everything that is to be, in force already or not. Server-side apply, in this order: owners come first. */
  readonly apply: readonly KubeObject[];
  readonly patch: readonly MetadataPatch[];
  /** `undefined` = taken away. */
  readonly orders: ReadonlyMap<NodeName, RelayOrder | undefined>;
  readonly delete: readonly Deletion[];
  readonly prove: readonly PlannedProof[];
  readonly statuses: readonly StatusWish[];
  readonly events: readonly EventWords[];
  readonly tenantPools: TenantPools;
  /** When to plan again though nothing has changed; `undefined` = a change will say so. */
  readonly wakeInMs: number | undefined;
}
