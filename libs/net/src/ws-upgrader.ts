import { WebSocketServer } from "ws";
import type { ListenPorts, WsAcceptor, WsSettings } from "./listen-settings.ts";
import type { UpgradeRequest } from "./upgrade-request.ts";
import { WsConnection } from "./ws-connection.ts";

/** Answers upgrade requests. Any path, host and origin; no subprotocol and no extension [WS-2]. */
export class WsUpgrader {
  readonly #settings: WsSettings;
  readonly #ports: ListenPorts;
  readonly #server: WebSocketServer;

  constructor(settings: WsSettings, ports: ListenPorts) {
    this.#settings = settings;
    this.#ports = ports;
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      autoPong: false,
      skipUTF8Validation: true,
      maxPayload: settings.maxPayloadBytes,
      handleProtocols: () => false,
    });
    this.#server.on("wsClientError", (_error, stream) => {
      ports.drops.drop("bad_request");
      stream.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", () => stream.destroy());
    });
  }

  upgrade({ visitor, request, head, origin }: UpgradeRequest, accept: WsAcceptor): void {
    this.#server.handleUpgrade(request, visitor.stream, head, (socket) => {
      const connection = new WsConnection(socket, visitor.stream, origin, this.#settings, this.#ports);
      visitor.become(connection);
      connection.attach(accept(connection, "bytes"));
    });
  }
}
