import type { RelayOverride, ServerList } from "@fairlead/protocol";
import type { RelayLimits } from "@fairlead/relay";
import type { LogLevel } from "@fairlead/runtime";
import type { CidrList } from "@fairlead/wire";
import type { ClusterPlan } from "./cluster-plan.ts";
import type { TlsFiles } from "./tls-files.ts";

/**
 * What one process is to do, with every word already understood. Units are in the names; lists are empty where nothing was said; `undefined` means
 * that nobody asked for it.
 */
export interface ServerPlan {
  /** Absolute. */
  readonly dataDir: string;
  /** One local address for every client port; `undefined` = all of them. */
  readonly bindHost: string | undefined;
  /** RUSTDESK_HOST: the name under which clients reach this machine. */
  readonly publicHost: string | undefined;
  /** `PORT=value (source)` for messages. */
  readonly portSetting: string;
  readonly key: KeyPlan;
  readonly rendezvous: RendezvousPlan | undefined;
  readonly relay: RelayPlan | undefined;
  /** `undefined` = a server by itself. */
  readonly cluster: ClusterPlan | undefined;
  /** CIDR blocks whose PROXY and forwarding headers are believed. */
  readonly trustedProxies: readonly string[];
  /** `undefined` = cert.pem and key.pem of the data dir, if they are there. */
  readonly tlsFiles: TlsFiles | undefined;
  readonly httpsPort: number | undefined;
  /** Where `/api` of the HTTPS port and of clients without HTTP goes. */
  readonly apiUrl: string | undefined;
  /** The API server as clients see it; goes into the config string. */
  readonly clientApiUrl: string | undefined;
  readonly opsPort: OpsPortPlan;
  readonly adminTcp: AdminTcpPlan | undefined;
  readonly drainMs: number;
  readonly logLevel: LogLevel;
}

export interface KeyPlan {
  /** As in `-k`: `-`, a secret, empty or other text [KEY-2]. */
  readonly argument: string;
  /** `NAME=value (source)` for messages, the value masked. */
  readonly setting: string;
  /** A key pair given as text instead of files (KEY_PRIV, KEY_PUB). */
  readonly secretText: string | undefined;
  readonly publicText: string | undefined;
  /** Keys that are accepted besides the server's own, while clients move from one to the other [KEY-3]. */
  readonly alsoAccepted: readonly string[];
}

export interface RendezvousPlan {
  readonly port: number;
  readonly natTestPort: number;
  readonly wsPort: number;
  /** As written; empty = clients use their server's host, port + 1. */
  readonly relayServers: readonly string[];
  readonly relayOverrides: readonly RelayOverride[];
  readonly alwaysUseRelay: boolean;
  /** The server list that is pushed to clients. */
  readonly serverList: ServerList;
  readonly lanMask: CidrList | undefined;
  /** UDP receive buffer; `undefined` = the kernel's default. */
  readonly receiveBufferBytes: number | undefined;
  /** `DB_URL` as written. */
  readonly databaseUrl: string | undefined;
  /** Networks that no registration limit by address touches. */
  readonly registerAllow: CidrList | undefined;
}

export interface RelayPlan {
  readonly port: number;
  readonly wsPort: number;
  readonly limits: RelayLimits;
  /** CIDR blocks; an empty allow list allows all. */
  readonly allow: readonly string[];
  readonly deny: readonly string[];
}

export interface OpsPortPlan {
  readonly host: string;
  readonly port: number;
  /** Asked for by number: taken is then an error, not a reason to choose another. */
  readonly asked: boolean;
}

export interface AdminTcpPlan {
  readonly host: string;
  readonly port: number;
  readonly token: string;
}
