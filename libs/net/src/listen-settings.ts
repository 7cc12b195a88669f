import type { Clock, DropCounter, DropReason, Logger, Metrics } from "@fairlead/base";
import type { CidrList } from "@fairlead/wire";
import type {
  ConnectionListener,
  MessageConnection,
  Opening,
  TcpConnection,
  WebSocketConnection,
} from "./message-connection.ts";
import type { TlsSource } from "./tls-source.ts";

/** What every listener of this package needs from the outside. */
export interface ListenPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly drops: DropCounter;
}

/**
 * Where to listen. Without `bind`: `[::]` dual-stack, else `0.0.0.0` [TR-1]. Port 0 lets the kernel choose. A `path` is
 * a Unix socket between our own parts: each of its connections counts as coming from a trusted proxy.
 */
export type ListenAddress = { readonly port: number; readonly bind?: string | undefined } | { readonly path: string };

/** What all stream listeners share. */
export interface AcceptSettings {
  /** Label `listener` of the metrics, such as `rendezvous_tcp`. */
  readonly name: string;
  readonly at: ListenAddress;
  /** Sources whose PROXY header and forwarding headers are believed. */
  readonly trustedProxies: CidrList;
  readonly maxConnections: number;
  /** Per IPv4 address or IPv6 /64. A trusted proxy itself is exempt; the address its header names is not. */
  readonly maxConnectionsPerAddress: number;
  /** Longest time for each opening phase: PROXY header, TLS handshake, request head, first message. At most 30 s. */
  readonly openingDeadlineMs: number;
  /** Cap of one incoming payload until `setMaxPayload`. */
  readonly maxPayloadBytes: number;
  /**
   * Most bytes that may wait to be sent on one connection; one message may exceed it alone, a second ends the
   * connection as `slow_reader`.
   */
  readonly maxQueuedBytes: number;
}

export interface TcpSettings extends AcceptSettings {
  /**
   * Announce a connection after this long without a byte, for ports where the server speaks first [KX-1]. Absent: only
   * bytes announce it.
   */
  readonly silentAfterMs?: number | undefined;
}

export interface WsSettings extends AcceptSettings {
  /** With it, a first byte 0x16 starts TLS and anything else is plain; without it, everything is plain. */
  readonly tls?: TlsSource | undefined;
}

/**
 * Called once per connection, before any message, and not for connections that never got so far. `opening` tells
 * whether the client has sent something (`bytes`) or has been silent for `silentAfterMs` (`silence`). An acceptor of
 * plain `MessageConnection`s fits as well.
 */
export type Acceptor<C extends MessageConnection> = (connection: C, opening: Opening) => ConnectionListener;
export type TcpAcceptor = Acceptor<TcpConnection>;
export type WsAcceptor = Acceptor<WebSocketConnection>;

/**
 * A stream listener that is up. Disposing stops accepting, ends every connection after flushing, and waits for them, at
 * most a second.
 */
export interface Listener extends AsyncDisposable {
  /** 0 on a Unix socket. */
  readonly port: number;
  /** The bound address, or the path of the Unix socket. */
  readonly address: string;
  /** Connections held now, in any phase. */
  readonly connections: number;
  /** Refuses newcomers from now on; connections that exist go on. Harmless twice. */
  stopAccepting(): void;
  /** Ends every connection: with a reason at once and counted, without one after flushing. */
  closeAll(reason?: DropReason): void;
}
