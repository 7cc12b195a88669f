import type { Socket } from "node:net";
import { type SocketAddress, socketAddress } from "@fairlead/wire";

/** Our own end of a connected socket. */
export function localEnd(socket: Socket): SocketAddress {
  return socketAddress(socket.localAddress ?? "0.0.0.0", socket.localPort ?? 0);
}

/** Resolves when what was written is on its way, or never will be. Leaves no listener behind. */
export function drainedOrClosed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off("drain", done).off("close", done);
      resolve();
    };
    socket.on("drain", done).on("close", done);
  });
}

export function remoteEnd(socket: Socket): SocketAddress {
  return socketAddress(socket.remoteAddress ?? "0.0.0.0", socket.remotePort ?? 0);
}
