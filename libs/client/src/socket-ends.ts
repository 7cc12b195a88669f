import type { Socket } from "node:net";
import { type SocketAddress, socketAddress } from "@fairlead/wire";

/** Our own end of a connected socket. */
export function localEnd(socket: Socket): SocketAddress {
  return socketAddress(socket.localAddress ?? "0.0.0.0", socket.localPort ?? 0);
}

export function remoteEnd(socket: Socket): SocketAddress {
  return socketAddress(socket.remoteAddress ?? "0.0.0.0", socket.remotePort ?? 0);
}
