import { createSocket } from "node:dgram";
import { createServer } from "node:net";
import { claimPort } from "./port-claim.ts";

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

/**
 * Below the range from which kernels give ports to outgoing connections (32768 and up on Linux): a port found here is not taken by somebody's
 * connection before it is listened on.
 */
const LOWEST_PORT = 10_000;
const HIGHEST_PORT = 32_000;
const ATTEMPTS = 50;

/** Five free neighbouring ports of this address, chosen at random, that no other test is given while this process lives. */
export async function findPortBlock(address: string): Promise<PortBlock> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const main = anyPort();
    const neighbours = [main - 1, main, main + 1, main + 2, main + 3];
    const free = await Promise.all([...neighbours.map((port) => isFree(address, port)), hasFreeUdp(address, main)]);
    if (free.every(Boolean)) {
      return { address, main, natTest: main - 1, relay: main + 1, webSocket: main + 2, relayWebSocket: main + 3 };
    }
  }
  throw new Error(`no five free neighbouring ports on ${address}`);
}

/** One free TCP port that no other test is given while this process lives. */
export async function findPort(address: string): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = anyPort();
    if (await isFree(address, port)) return port;
  }
  throw new Error(`no free port on ${address}`);
}

const anyPort = (): number => LOWEST_PORT + Math.floor(Math.random() * (HIGHEST_PORT - LOWEST_PORT));

const isFree = async (address: string, port: number): Promise<boolean> =>
  (await claimPort(port)) && hasFreeTcp(address, port);

function hasFreeTcp(address: string, port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen({ host: address, port }, () => server.close(() => resolve(true)));
  });
}

function hasFreeUdp(address: string, port: number): Promise<boolean> {
  const socket = createSocket("udp4");
  return new Promise((resolve) => {
    socket.once("error", () => {
      socket.close();
      resolve(false);
    });
    socket.bind(port, address, () => socket.close(() => resolve(true)));
  });
}
