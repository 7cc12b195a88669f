import { createSocket } from "node:dgram";
import { createServer } from "node:net";

/** The five neighbouring ports that a whole installation takes, counted from the main port. */
export interface PortBlock {
  readonly address: string;
  /** UDP and TCP. */
  readonly main: number;
  readonly natTest: number;
  readonly relay: number;
  readonly webSocket: number;
  readonly relayWebSocket: number;
}

/** Lets the kernel choose a port on this address and looks whether its neighbours are free too; they are when this resolves, not for ever. */
export async function findPortBlock(address: string): Promise<PortBlock> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const main = await tcpPort(address, 0);
    if (main === undefined || main > 65_500 || main < 1100) continue;
    const others = [main - 1, main, main + 1, main + 2, main + 3];
    const free = await Promise.all([...others.map((port) => tcpPort(address, port)), udpPort(address, main)]);
    if (free.every((port) => port !== undefined)) {
      return { address, main, natTest: main - 1, relay: main + 1, webSocket: main + 2, relayWebSocket: main + 3 };
    }
  }
  throw new Error(`no five free neighbouring ports on ${address}`);
}

/** One free TCP port; the kernel's choice. */
export async function findPort(address: string): Promise<number> {
  const port = await tcpPort(address, 0);
  if (port === undefined) throw new Error(`no free port on ${address}`);
  return port;
}

function tcpPort(address: string, port: number): Promise<number | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(undefined));
    server.listen({ host: address, port }, () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === "object" && bound !== null ? bound.port : undefined));
    });
  });
}

function udpPort(address: string, port: number): Promise<number | undefined> {
  const socket = createSocket("udp4");
  return new Promise((resolve) => {
    socket.once("error", () => {
      socket.close();
      resolve(undefined);
    });
    socket.bind(port, address, () => socket.close(() => resolve(port)));
  });
}
