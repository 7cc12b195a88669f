/**
 * Floor 4: the nodes' bus on gRPC streams. Owns the streams, who is let in on them (certificates of one authority, or a shared secret), and what hides messages that go
 * another way. Does not own what is said, nor who the nodes are.
 */
export * from "./errors.ts";
export { GrpcBus } from "./grpc-bus.ts";
export { type LinkSettings, linkDefaults } from "./links/link-settings.ts";
export * from "./open-grpc-bus.ts";
export type { BusTrust, Distrust } from "./trust/bus-trust.ts";
export type { TrustSettings } from "./trust/open-trust.ts";
