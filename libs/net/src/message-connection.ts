import type { Socket } from "node:net";
import type { DropReason } from "@fairlead/base";
import type { SocketAddress } from "@fairlead/wire";

export type Transport = "tcp" | "ws" | "wss";

/** Why a connection is announced: its first bytes came, or it stayed silent for the listener's `silentAfterMs`. */
export type Opening = "bytes" | "silence";

/** Hears one connection. Calls never overlap; nothing comes after `ended`. */
export interface ConnectionListener {
  /**
   * One whole payload: a frame's over TCP, a binary message's over WebSocket. May be empty: the heartbeat. The bytes
   * are the listener's to keep.
   */
  message(payload: Buffer): void;
  /**
   * The connection is over, for whatever reason; messages that came before the end or the reset were delivered first.
   */
  ended(): void;
  /** Everything sent so far has gone to the kernel, after the connection had been `congested`. */
  drained?(): void;
}

/**
 * One client connection that carries whole messages, over TCP frames or WebSocket binary messages alike. Nothing about
 * RustDesk's rules is in here: caps, deadlines and bounded sending only. Sending to a receiver that does not read ends
 * the connection with `slow_reader` once its queue is full.
 */
export interface MessageConnection {
  readonly transport: Transport;
  /**
   * The client's own address: normalised, after PROXY protocol and trusted headers. `0.0.0.0:0` when the client was
   * gone before it could be asked for. May change once, before the first message, when a trusted proxy's header comes
   * after the silence.
   */
  readonly remote: SocketAddress;
  /** False when a header gave the address without a port: then `remote.port` is 0 and must not be used as a key. */
  readonly portKnown: boolean;
  /** Our end's port: tells 21115 from 21116. */
  readonly localPort: number;
  /** Clock time of the last byte received, any byte. */
  readonly lastReceivedMs: number;
  /** Clock time since when a message has begun and is not whole; undefined between messages and while paused. */
  readonly unfinishedSinceMs: number | undefined;
  readonly closed: boolean;
  /**
   * False when the connection is over or its queue is full (it is then ended). An empty queue takes a payload of any
   * size. Never throws.
   */
  send(payload: Uint8Array): boolean;
  /** Flushes what was sent, then closes. */
  end(): void;
  /** Ends now; the reason is counted. */
  destroy(reason: DropReason): void;
  /**
   * From now on a whole message must arrive within this time of the one before; undefined = no limit (the owner watches
   * `lastReceivedMs` and `unfinishedSinceMs`).
   */
  setMessageDeadline(deadlineMs: number | undefined): void;
  /** Cap of one incoming payload; a longer announcement ends the connection at its header with `frame_too_long`. */
  setMaxPayload(maxBytes: number): void;
}

/** A connection whose owner can stop reading, for back-pressure between two of them. */
export interface PausableConnection extends MessageConnection {
  /** Sent but not yet taken by the kernel. */
  readonly bufferedBytes: number;
  /** The queue is long enough that its owner should stop feeding it; `drained` is heard when it is empty again. */
  readonly congested: boolean;
  /**
   * No message is delivered until `resume`; what the client sends then waits in the kernel. The message deadline rests
   * meanwhile.
   */
  pause(): void;
  resume(): void;
}

export interface WebSocketConnection extends PausableConnection {
  /**
   * Pauses by itself when so many more bytes have come, also in the middle of a message: what is read ahead for an owner who does not want it yet stays
   * bounded. Undefined: never. `resume` alone does not lift it.
   */
  pauseAfter(byteCount: number | undefined): void;
}

/** A socket that no longer speaks frames: paused, with the bytes that were read but belong to no delivered message. */
export interface DetachedSocket {
  readonly socket: Socket;
  /** To be treated as if read from the socket first. */
  readonly rest: Buffer;
}

export interface TcpConnection extends PausableConnection {
  /**
   * Hands the socket over, also from within `message`. The connection is `closed` from then on and its listener hears
   * nothing more, not even `ended`; it still counts against the listener's limits until the socket closes, and
   * `closeAll` still reaches it. Undefined when it is over already. The new owner handles `error`.
   */
  detach(): DetachedSocket | undefined;
}
