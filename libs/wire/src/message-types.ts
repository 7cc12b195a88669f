/**
 * The messages of the rendezvous envelope as plain values. Every field is present: an absent proto3 field holds its default (`""`, 0, false, empty
 * bytes). Field numbers live in proto/rendezvous.proto; meanings in proto/PROTOCOL.md.
 */

/** What the controlling side wants to do. Open-ended: unknown numbers pass through. */
export const ConnType = { default: 0, fileTransfer: 1, portForward: 2, rdp: 3, viewCamera: 4, terminal: 5 } as const;
export const NatType = { unknown: 0, asymmetric: 1, symmetric: 2 } as const;
export const RegisterPkResult = {
  ok: 0,
  uuidMismatch: 2,
  idExists: 3,
  tooFrequent: 4,
  invalidIdFormat: 5,
  notSupport: 6,
  serverError: 7,
  notDeployed: 8,
} as const;
export type RegisterPkResult = (typeof RegisterPkResult)[keyof typeof RegisterPkResult];
export const PunchFailure = { idNotExist: 0, offline: 2, licenseMismatch: 3, licenseOveruse: 4 } as const;
export type PunchFailure = (typeof PunchFailure)[keyof typeof PunchFailure];

export interface RegisterPeer {
  readonly id: string;
  readonly serial: number;
}
export interface RegisterPeerResponse {
  readonly requestPk: boolean;
}
export interface RegisterPk {
  readonly id: string;
  readonly uuid: Uint8Array;
  readonly pk: Uint8Array;
  readonly oldId: string;
  readonly noRegisterDevice: boolean;
}
export interface RegisterPkResponse {
  readonly result: number;
  /** Seconds; 0 = not set. */
  readonly keepAlive: number;
}
export interface ControlPermissions {
  /** Two bits per permission (64 bits). */
  readonly permissions: bigint;
}
export interface ControlledContext {
  readonly connAuditRef: string;
}
export interface PunchHoleRequest {
  readonly id: string;
  readonly natType: number;
  readonly licenceKey: string;
  readonly connType: number;
  readonly token: string;
  readonly version: string;
  readonly udpPort: number;
  readonly forceRelay: boolean;
  readonly upnpPort: number;
  readonly socketAddrV6: Uint8Array;
  readonly switchCode: string;
}
export interface PunchHole {
  readonly socketAddr: Uint8Array;
  readonly relayServer: string;
  readonly natType: number;
  readonly udpPort: number;
  readonly forceRelay: boolean;
  readonly upnpPort: number;
  readonly socketAddrV6: Uint8Array;
  readonly controlPermissions?: ControlPermissions;
  readonly controlledContext?: ControlledContext;
}
export interface PunchHoleSent {
  readonly socketAddr: Uint8Array;
  readonly id: string;
  readonly relayServer: string;
  readonly natType: number;
  readonly version: string;
  readonly upnpPort: number;
  readonly socketAddrV6: Uint8Array;
}
export interface PunchHoleResponse {
  /** Empty = a failure. */
  readonly socketAddr: Uint8Array;
  readonly pk: Uint8Array;
  readonly failure: number;
  readonly relayServer: string;
  /** The oneof: at most one of the two is set; written even when zero. */
  readonly natType?: number;
  readonly isLocal?: boolean;
  readonly otherFailure: string;
  readonly feedback: number;
  readonly isUdp: boolean;
  readonly upnpPort: number;
  readonly socketAddrV6: Uint8Array;
}
export interface FetchLocalAddr {
  readonly socketAddr: Uint8Array;
  readonly relayServer: string;
  readonly socketAddrV6: Uint8Array;
  readonly controlPermissions?: ControlPermissions;
  readonly controlledContext?: ControlledContext;
}
export interface LocalAddr {
  readonly socketAddr: Uint8Array;
  readonly localAddr: Uint8Array;
  readonly relayServer: string;
  readonly id: string;
  readonly version: string;
  readonly socketAddrV6: Uint8Array;
}
export interface RequestRelay {
  readonly id: string;
  readonly uuid: string;
  readonly socketAddr: Uint8Array;
  readonly relayServer: string;
  readonly secure: boolean;
  readonly licenceKey: string;
  readonly connType: number;
  readonly token: string;
  readonly controlPermissions?: ControlPermissions;
  readonly controlledContext?: ControlledContext;
  readonly switchCode: string;
}
export interface RelayResponse {
  readonly socketAddr: Uint8Array;
  readonly uuid: string;
  readonly relayServer: string;
  /** The oneof: at most one of the two is set. */
  readonly id?: string;
  readonly pk?: Uint8Array;
  readonly refuseReason: string;
  readonly version: string;
  readonly feedback: number;
  readonly socketAddrV6: Uint8Array;
  readonly upnpPort: number;
}
export interface ConfigUpdate {
  readonly serial: number;
  readonly rendezvousServers: readonly string[];
}
export interface TestNatRequest {
  readonly serial: number;
}
export interface TestNatResponse {
  readonly port: number;
  readonly cu?: ConfigUpdate;
}
export interface SoftwareUpdate {
  readonly url: string;
}
export interface PeerDiscovery {
  readonly cmd: string;
  readonly id: string;
}
export interface OnlineRequest {
  readonly id: string;
  readonly peers: readonly string[];
}
export interface OnlineResponse {
  readonly states: Uint8Array;
}
export interface KeyExchange {
  readonly keys: readonly Uint8Array[];
}
export interface HealthCheck {
  readonly token: string;
}
export interface HeaderEntry {
  readonly name: string;
  readonly value: string;
}
export interface HttpProxyRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly HeaderEntry[];
  readonly body: Uint8Array;
}
export interface HttpProxyResponse {
  readonly status: number;
  readonly headers: readonly HeaderEntry[];
  readonly body: Uint8Array;
  readonly error: string;
}

/** One name for each member of the envelope's oneof. */
export interface MessageBodies {
  readonly registerPeer: RegisterPeer;
  readonly registerPeerResponse: RegisterPeerResponse;
  readonly punchHoleRequest: PunchHoleRequest;
  readonly punchHole: PunchHole;
  readonly punchHoleSent: PunchHoleSent;
  readonly punchHoleResponse: PunchHoleResponse;
  readonly fetchLocalAddr: FetchLocalAddr;
  readonly localAddr: LocalAddr;
  readonly configureUpdate: ConfigUpdate;
  readonly registerPk: RegisterPk;
  readonly registerPkResponse: RegisterPkResponse;
  readonly softwareUpdate: SoftwareUpdate;
  readonly requestRelay: RequestRelay;
  readonly relayResponse: RelayResponse;
  readonly testNatRequest: TestNatRequest;
  readonly testNatResponse: TestNatResponse;
  readonly peerDiscovery: PeerDiscovery;
  readonly onlineRequest: OnlineRequest;
  readonly onlineResponse: OnlineResponse;
  readonly keyExchange: KeyExchange;
  readonly hc: HealthCheck;
  readonly httpProxyRequest: HttpProxyRequest;
  readonly httpProxyResponse: HttpProxyResponse;
}
export type MessageKind = keyof MessageBodies;

/** A message to write. `{ kind: "registerPeer", body: {...} }` */
export type OutgoingMessage = {
  [K in MessageKind]: { readonly kind: K; readonly body: MessageBodies[K] };
}[MessageKind];

/** A message that was read, with the body's own bytes, so that it can be forwarded with unknown fields intact. */
export type RendezvousMessage = {
  [K in MessageKind]: { readonly kind: K; readonly body: MessageBodies[K]; readonly raw: Uint8Array };
}[MessageKind];
