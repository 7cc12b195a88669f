import type { Clock } from "@fairlead/base";
import { dialTcp } from "./dial-tcp.ts";
import { dialWebSocket, type Route } from "./dial-web-socket.ts";
import type { Endpoint } from "./endpoint.ts";
import type { PayloadStream } from "./payload-stream.ts";
import { TcpPayloadStream } from "./tcp-payload-stream.ts";
import { WebSocketPayloadStream } from "./web-socket-payload-stream.ts";

export interface DialOptions {
  readonly clock: Clock;
  readonly deadlineMs: number;
  readonly localAddress?: string;
  readonly localPort?: number;
  /** Certificates (PEM) to trust for wss instead of the system's. */
  readonly ca?: string;
  /** Where WebSocket URLs lead instead of their own host and port. */
  readonly route?: Route;
  /** Extra headers of the WebSocket upgrade. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A payload stream to this endpoint. Rejects with `ConnectFailedError`. */
export async function dial(endpoint: Endpoint, options: DialOptions): Promise<PayloadStream> {
  if (endpoint.kind === "tcp") {
    const socket = await dialTcp({ ...options, host: endpoint.host, port: endpoint.port });
    return new TcpPayloadStream(options.clock, socket);
  }
  const transport = endpoint.url.startsWith("wss:") ? "wss" : "ws";
  return dialWebSocket(
    { ...options, url: endpoint.url },
    (dialled) => new WebSocketPayloadStream(options.clock, transport, dialled),
  );
}
