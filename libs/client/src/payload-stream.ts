import type { SocketAddress } from "@fairlead/wire";

export type ClientTransport = "tcp" | "ws" | "wss";

/** A dialled connection that carries whole payloads: TCP frames or WebSocket binary messages. */
export interface PayloadStream {
  readonly transport: ClientTransport;
  /** Our own end, as the kernel bound it. */
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
  readonly ended: boolean;
  /** Queues a payload; dropped when the connection is over. */
  send(payload: Uint8Array): void;
  /** Resolves when the kernel has room for more, or the connection is over. */
  drained(): Promise<void>;
  /** The next payload. Rejects with `NoAnswerError` at the deadline and `ConnectionEndedError` when nothing more will come. */
  receive(deadlineMs: number): Promise<Buffer>;
  /** Resolves when the other side ended the connection or it broke; what came before can still be received. */
  readonly whenEnded: Promise<void>;
  /** Sends what is queued, then closes, as a client that drops its stream does: anything unread turns the close into a reset. */
  close(): void;
  /** Ends at once, unsent bytes are lost. */
  destroy(): void;
}
