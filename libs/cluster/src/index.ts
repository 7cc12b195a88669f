/**
 * Floor 3: what replicas share. Owns the ports, a memory adapter of each and, under `./testing`, the contract suite that every adapter runs; and what is built of ports
 * alone: `Membership`, `Forwarder`, `ClusterAdmissions`. Does not own any client library.
 */
export * from "./admission-store.ts";
export * from "./admissions.ts";
export * from "./budget-reports.ts";
export * from "./budgets.ts";
export * from "./bus-listeners.ts";
export * from "./bus-permissions.ts";
export * from "./bus-sealer.ts";
export * from "./cluster-ports.ts";
export * from "./ed25519-signer.ts";
export * from "./errors.ts";
export * from "./forwarding-engine.ts";
export * from "./geography.ts";
export * from "./memory-admission-store.ts";
export * from "./memory-admissions.ts";
export * from "./memory-budgets.ts";
export * from "./memory-forwarding-engine.ts";
export * from "./memory-leg.ts";
export * from "./memory-message-bus.ts";
export * from "./memory-node-lease.ts";
export * from "./memory-pair-owners.ts";
export * from "./memory-peer-registry.ts";
export * from "./memory-relay-adverts.ts";
export * from "./memory-relay-directory.ts";
export * from "./memory-shared-counters.ts";
export * from "./memory-shared-settings.ts";
export * from "./memory-store.ts";
export * from "./memory-wait-index.ts";
export * from "./message-bus.ts";
export * from "./node-lease.ts";
export * from "./node-set.ts";
export * from "./pair-owners.ts";
export * from "./peer-locations.ts";
export * from "./peer-registry.ts";
export * from "./relay-directory.ts";
export * from "./relay-list.ts";
export * from "./share-budget.ts";
export * from "./shared-settings.ts";
export * from "./shared-state.ts";
export * from "./signer.ts";
export * from "./solo-cluster.ts";
export * from "./tenant-store.ts";
export * from "./wait-index.ts";
