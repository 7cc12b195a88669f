import type { DialOptions } from "./dial-options.ts";
import { dialTcp } from "./dial-tcp.ts";
import { dialWebSocket } from "./dial-web-socket.ts";
import type { Endpoint } from "./endpoint.ts";
import type { PayloadStream } from "./payload-stream.ts";
import { TcpPayloadStream } from "./tcp-payload-stream.ts";
import { WebSocketPayloadStream } from "./web-socket-payload-stream.ts";

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
