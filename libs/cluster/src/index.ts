/**
 * Floor 3: what replicas share. Owns the ports (`PeerRegistry`, `RelayDirectory`, `Admissions`, `Signer`, `ForwardingEngine`), a memory adapter of each
 * and, under `./testing`, the contract suite that every adapter runs. Does not own any client library.
 */
export * from "./admissions.ts";
export * from "./ed25519-signer.ts";
export * from "./errors.ts";
export * from "./forwarding-engine.ts";
export * from "./memory-admissions.ts";
export * from "./memory-forwarding-engine.ts";
export * from "./memory-leg.ts";
export * from "./memory-peer-registry.ts";
export * from "./memory-relay-directory.ts";
export * from "./peer-registry.ts";
export * from "./relay-directory.ts";
export * from "./signer.ts";
