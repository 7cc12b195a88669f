import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";

/** Below the range from which the kernel takes ports for outgoing connections. */
const LOWEST = 12_000;
const HIGHEST = 31_000;
const SPAN = 5;

/** A main port whose five neighbours are free now: NAT test, main (TCP and UDP), relay and both WebSocket ports. */
export async function findFreePorts(): Promise<number> {
  for (;;) {
    const natTest = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    const free = await Promise.all(Array.from({ length: SPAN }, (_, at) => isFree(natTest + at)));
    if (free.every(Boolean)) return natTest + 1;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const socket = createSocket("udp6");
  try {
    server.listen({ port, host: "::", exclusive: true });
    await once(server, "listening");
    socket.bind({ port, address: "::", exclusive: true });
    await once(socket, "listening");
    return true;
  } catch {
    return false;
  } finally {
    server.close();
    socket.close();
  }
}
