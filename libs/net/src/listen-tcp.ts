import { FramedConnection } from "./framed-connection.ts";
import type { Listener, ListenPorts, TcpAcceptor, TcpSettings } from "./listen-settings.ts";
import { StreamDoor } from "./stream-door.ts";

/** Listens for connections that carry frames. Rejects with `ListenError`. */
export function listenTcp(settings: TcpSettings, ports: ListenPorts, acceptor: TcpAcceptor): Promise<Listener> {
  return StreamDoor.open(settings, ports, (arrival) => new FramedConnection(arrival, settings, ports, acceptor));
}
