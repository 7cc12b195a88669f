/**
 * The relay role: takes legs on TCP and WebSocket, pairs them by uuid, carries the pair and keeps its limits. Owns the session table, the address lists and
 * the relay's `ctl` commands. Does not own how bytes are forwarded (`@fairlead/net`), nor which sessions were brokered (`Admissions`).
 */
export type { AddressRules, ListName } from "./address-rules.ts";
export { relayCommands } from "./admin/relay-commands.ts";
export * from "./errors.ts";
export type { DrainableNode } from "./member/drain-orders.ts";
export type { RelayFace } from "./member/relay-face.ts";
export type { RelayMember, RelayMemberPorts, RelayMemberSettings } from "./member/relay-member-ports.ts";
export { startRelayMember } from "./member/start-relay-member.ts";
export { MeshMember, type MeshMemberTrust } from "./mesh/mesh-member.ts";
export { Relay } from "./relay.ts";
export type { RelayPorts } from "./relay-ports.ts";
export { RelayThread } from "./relay-thread.ts";
export type { Session, SessionSpeed } from "./session.ts";
export { type RelayAddressLists, type RelayLimits, type RelaySettings, relaySettingsDefaults } from "./settings.ts";
export { startRelay } from "./start-relay.ts";
export type { RelayThreadData } from "./worker/thread-messages.ts";
