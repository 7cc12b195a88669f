/**
 * Floor 5: the controller role. Owns the custom resources, the plan (what should be, from what is), relay pods and their addresses, drains, certificates, tenant snapshots
 * and statuses. Does not own a session or a device: clients are served without it.
 */

export * from "./api/index.ts";
export type { CertificatePorts } from "./certificates/authority.ts";
export {
  BusAuthority,
  type BusAuthorityPorts,
  type BusAuthoritySettings,
  type TrustChange,
  type TrustReview,
} from "./certificates/bus-authority.ts";
export { type CertManagerWish, certManagerObjects } from "./certificates/cert-manager.ts";
export { issueCertificate, makeAuthority } from "./certificates/make-certificates.ts";
export { Controller } from "./controller.ts";
export type { ControllerParts } from "./controller-parts.ts";
export * from "./errors.ts";
export * from "./reachability/proof.ts";
export { type ProberPorts, ReachabilityProber } from "./reachability/reachability-prober.ts";
export { initSecrets } from "./secrets/init-secrets.ts";
export * from "./secrets/install-names.ts";
export type { InstallRow } from "./secrets/install-object.ts";
export type { RedisWish } from "./secrets/password-objects.ts";
export { REDIS_ROLES, type RedisRole, redisUsersFile } from "./secrets/redis-users.ts";
export { ServerListPush } from "./server-list/server-list-push.ts";
export type { SharedValueAnswer, SharedValuePorts } from "./server-list/shared-value.ts";
export type { ControllerSettings } from "./settings.ts";
export * from "./start-controller.ts";
export type { ControllerStores } from "./stores.ts";
export { TenantPush } from "./tenants/tenant-push.ts";
export {
  type TenantObject,
  TenantSnapshot,
  type TenantSnapshotResult,
  type TenantVerdict,
} from "./tenants/tenant-snapshot.ts";
