import type { KubeObject } from "@fairlead/kube";
import type { Plan, Snapshot } from "../../src/plan/index.ts";

/** A plan that wants nothing, with these parts. */
export const planOf = (parts: Partial<Plan>): Plan => ({
  apply: [],
  patch: [],
  orders: new Map(),
  delete: [],
  prove: [],
  statuses: [],
  events: [],
  tenantPools: { of: new Map(), others: undefined },
  wakeInMs: undefined,
  ...parts,
});

export function service(name: string, spec: object = {}): KubeObject & { readonly spec: object } {
  const labels = { "app.kubernetes.io/name": "fairlead", "app.kubernetes.io/instance": "x" };
  const ports = [{ name: "tcp", port: 21_117, protocol: "TCP" }];
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace: "default", labels },
    spec: { ports, ...spec },
  };
}

/** As many Services as the first pool has replicas, of those that are not there yet. */
export function services(snapshot: Snapshot, prefix = "s"): Plan {
  const there = new Set(snapshot.services.map(({ metadata }) => metadata.name));
  const count = snapshot.pools[0]?.spec.replicas ?? 0;
  const wanted = Array.from({ length: count }, (_, index) => `${prefix}-${index}`).filter((name) => !there.has(name));
  return planOf({ apply: wanted.map((name) => service(name)) });
}
