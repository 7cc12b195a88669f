import type { RegionOverride } from "@fairlead/cluster";
import {
  type RegistrationLimitSettings,
  type RelayOverride,
  registrationLimitDefaults,
  type ServerList,
} from "@fairlead/protocol";
import { CidrList } from "@fairlead/wire";

/** What a rendezvous is told at its start. Units are in the names. Port 0 lets the kernel choose. */
export interface RendezvousSettings {
  /** One local address for every port; `undefined` = all of both families. */
  readonly bind: string | undefined;
  /** UDP and TCP. 21116 as a rule. */
  readonly port: number;
  /** `port` − 1 as a rule. */
  readonly natTestPort: number;
  /** `port` + 2 as a rule. */
  readonly wsPort: number;
  /** A Unix socket for WebSockets that our own HTTPS front hands on. */
  readonly internalSocketPath: string | undefined;
  /** Sources whose PROXY and forwarding headers are believed. */
  readonly trustedProxies: CidrList;
  /** Keys that clients may send; none = no check [KEY-3]. */
  readonly acceptedKeys: readonly string[];
  /** Where the key comes from, for messages: `KEY=- (id_ed25519)`. */
  readonly keySetting: string;
  /** Sent when relays are probed; empty = relays that check none. */
  readonly probeKey: string;
  readonly alwaysUseRelay: boolean;
  /** `--mask`. */
  readonly lanMask: CidrList | undefined;
  /** Other relay names for clients of some networks [RC-3]. */
  readonly relayOverrides: readonly RelayOverride[];
  /** Where clients of some networks are, whatever a database says [CL-32]. */
  readonly regionOverrides: readonly RegionOverride[];
  /** What ConfigUpdate tells; serial 0 = nothing. */
  readonly serverList: ServerList;
  /** Where HttpProxyRequest goes, such as `http://127.0.0.1:21114`; `undefined` = nowhere. */
  readonly apiUrl: string | undefined;
  /** Of the UDP socket; `undefined` = the kernel's default. */
  readonly receiveBufferBytes: number | undefined;
  readonly registrationLimits: RegistrationLimitSettings;
  readonly bounds: RendezvousBounds;
  readonly times: RendezvousTimes;
}

/** What may grow, and how far. */
export interface RendezvousBounds {
  /** Of each listener. */
  readonly maxConnections: number;
  /** Per IPv4 address or IPv6 /64, and listener. */
  readonly maxConnectionsPerAddress: number;
  /** Devices present at one time. */
  readonly maxPeers: number;
  /** Devices remembered after they fell silent. */
  readonly maxDepartedPeers: number;
  /** At most 2^20: the routing tag has 20 bits for the entry. */
  readonly maxWaitingRequests: number;
  readonly maxWaitingPerConnection: number;
  readonly maxWaitingPerAddress: number;
  /** RegisterPk over UDP whose store has not answered yet. */
  readonly maxPendingRegistrations: number;
  /** RegisterPk of devices that only an absent shared store knows. */
  readonly maxHeldRegistrations: number;
  readonly maxHeldPerAddress: number;
  /** Ids in one online query [OQ-2]. */
  readonly maxOnlineIds: number;
  readonly maxPunchLog: number;
  /** Sent but not taken by the client. */
  readonly maxQueuedBytes: number;
  /** One signalling frame [FR-3]: room for an online query of 1000 ids of any length [OQ-2]. */
  readonly maxPayloadBytes: number;
  /** One frame of a keyed connection, which may be an HttpProxyRequest [FR-3]. */
  readonly maxKeyedPayloadBytes: number;
  readonly maxHttpProxyResponseBytes: number;
}

export interface RendezvousTimes {
  /** For each opening phase and between whole messages [FR-4]. */
  readonly idleMs: number;
  /** Before the server speaks first [KX-1]. */
  readonly silenceMs: number;
  /** Between empty frames on registered connections [KA-1]. */
  readonly heartbeatMs: number;
  /** Without a byte on a registered connection [KA-2]. */
  readonly lostAfterMs: number;
  /** Of a request that waits for B. */
  readonly waitingMs: number;
  /** For the whole exchange with the API server [HP-2]. */
  readonly httpProxyMs: number;
  /** Between probes of the relays, and for one of them; together under 5 s [RC-1]. */
  readonly relayProbeEveryMs: number;
  readonly relayProbeTimeoutMs: number;
  /** One signed ephemeral key serves connections for as long. */
  readonly ephemeralKeyMs: number;
}

/** What hbbs does, and bounds that a machine with 1 GiB of memory holds. */
export const rendezvousDefaults: RendezvousSettings = {
  bind: undefined,
  port: 21_116,
  natTestPort: 21_115,
  wsPort: 21_118,
  internalSocketPath: undefined,
  trustedProxies: CidrList.parse([]),
  acceptedKeys: [],
  keySetting: "KEY",
  probeKey: "",
  alwaysUseRelay: false,
  lanMask: undefined,
  relayOverrides: [],
  regionOverrides: [],
  serverList: { serial: 0, servers: [] },
  apiUrl: undefined,
  receiveBufferBytes: undefined,
  registrationLimits: registrationLimitDefaults,
  bounds: {
    maxConnections: 20_000,
    maxConnectionsPerAddress: 4_000,
    maxPeers: 1_000_000,
    maxDepartedPeers: 50_000,
    maxWaitingRequests: 65_536,
    maxWaitingPerConnection: 8,
    maxWaitingPerAddress: 4_096,
    maxPendingRegistrations: 20_000,
    maxHeldRegistrations: 20_000,
    maxHeldPerAddress: 2_000,
    maxOnlineIds: 4_096,
    maxPunchLog: 10_000,
    maxQueuedBytes: 1_048_576,
    maxPayloadBytes: 131_072,
    maxKeyedPayloadBytes: 4_194_304,
    maxHttpProxyResponseBytes: 4_194_304,
  },
  times: {
    idleMs: 30_000,
    silenceMs: 30,
    heartbeatMs: 20_000,
    lostAfterMs: 45_000,
    waitingMs: 40_000,
    httpProxyMs: 30_000,
    relayProbeEveryMs: 3_000,
    relayProbeTimeoutMs: 1_900,
    ephemeralKeyMs: 60_000,
  },
};
