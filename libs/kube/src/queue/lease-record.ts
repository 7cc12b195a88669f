import type { OwnerReference } from "../objects/kube-object.ts";
import { microTime } from "../objects/micro-time.ts";
import type { Lease } from "../objects/models.ts";

export interface LeaseWords {
  readonly namespace: string;
  readonly name: string;
  readonly identity: string;
  readonly leaseMs: number;
  readonly owner?: (() => OwnerReference | undefined) | undefined;
}

/**
 * The lease as this process wants it. Every write has a renewTime that differs from the one before: a write that changes nothing leaves the version as it is, and two
 * writers would both be told that they have it [KU-3].
 */
export function heldLease(words: LeaseWords, before: Lease | undefined, wallMs: number): Lease {
  const { namespace, name, identity } = words;
  const owner = words.owner?.();
  const mine = before?.spec?.holderIdentity === identity;
  const renewTime = unlike(before?.spec?.renewTime, wallMs);
  return {
    apiVersion: "coordination.k8s.io/v1",
    kind: "Lease",
    metadata: { ...(before?.metadata ?? { namespace, name }), ...(owner ? { ownerReferences: [owner] } : {}) },
    spec: {
      ...before?.spec,
      holderIdentity: identity,
      leaseDurationSeconds: Math.ceil(words.leaseMs / 1000),
      renewTime,
      acquireTime: mine ? before.spec?.acquireTime : renewTime,
      leaseTransitions: (before?.spec?.leaseTransitions ?? 0) + (before === undefined || mine ? 0 : 1),
    },
  };
}

/** The lease given back: whoever looks next takes it. */
export function freeLease(before: Lease, wallMs: number): Lease {
  const renewTime = unlike(before.spec?.renewTime, wallMs);
  return { ...before, spec: { ...before.spec, holderIdentity: "", leaseDurationSeconds: 1, renewTime } };
}

function unlike(last: string | undefined, wallMs: number): string {
  const now = microTime(wallMs);
  return now === last ? microTime(wallMs, 1) : now;
}
