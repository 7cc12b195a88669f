import { listenFront } from "./https-front.ts";
import type { Listener, ListenPorts, WsAcceptor, WsSettings } from "./listen-settings.ts";

/** Listens for WebSocket upgrades on any path [WS-2]; other requests get a short 426. Rejects with `ListenError`. */
export function listenWs(settings: WsSettings, ports: ListenPorts, acceptor: WsAcceptor): Promise<Listener> {
  return listenFront({ ...settings, routes: [{ prefix: "/", route: { kind: "websocket", accept: acceptor } }] }, ports);
}
