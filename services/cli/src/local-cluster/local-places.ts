import { createSocket } from "node:dgram";
import { createServer } from "node:net";
import { SettingsError } from "@fairlead/runtime";

export const REDIS_PORT = 6379;
export const BUS_PORT = 9092;
export const OPS_PORT = 9090;
const FIRST_NETWORK = 77;
const LAST_NETWORK = 99;

/** Where the processes of a cluster on one machine are: each on a loopback address of its own, with the ports that machines of their own would use. */
export interface LocalPlaces {
  readonly redis: string;
  readonly rendezvous: readonly string[];
  readonly relays: readonly string[];
  readonly mainPort: number;
}

/** 127.77.0.x, or the first such network above it where all ports are free. Of a dead cluster nothing is in the way. */
export async function findPlaces(rendezvous: number, relays: number, mainPort: number): Promise<LocalPlaces> {
  for (let network = FIRST_NETWORK; network <= LAST_NETWORK; network += 1) {
    const at = (host: number): string => `127.${network}.0.${host}`;
    const places = {
      redis: at(100),
      rendezvous: Array.from({ length: rendezvous }, (_, index) => at(1 + index)),
      relays: Array.from({ length: relays }, (_, index) => at(11 + index)),
      mainPort,
    };
    if (await areFree(places)) return places;
  }
  throw new SettingsError(
    `port ${mainPort} or a neighbour is taken on every address from 127.${FIRST_NETWORK}.0.1 to 127.${LAST_NETWORK}.0.1; do: stop the server that listens on all addresses, or give -p another port`,
  );
}

async function areFree({ redis, rendezvous, relays, mainPort }: LocalPlaces): Promise<boolean> {
  const node = [BUS_PORT, OPS_PORT];
  const tcp = [
    [redis, REDIS_PORT] as const,
    ...rendezvous.flatMap((host) =>
      [mainPort - 1, mainPort, mainPort + 2, ...node].map((port) => [host, port] as const),
    ),
    ...relays.flatMap((host) => [mainPort + 1, mainPort + 3, ...node].map((port) => [host, port] as const)),
  ];
  const free = [
    ...tcp.map(([host, port]) => tcpFree(host, port)),
    ...rendezvous.map((host) => udpFree(host, mainPort)),
  ];
  return (await Promise.all(free)).every((one) => one);
}

function tcpFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

function udpFree(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket("udp4");
    socket.once("error", () => {
      socket.close();
      resolve(false);
    });
    socket.bind({ address, port, exclusive: true }, () => socket.close(() => resolve(true)));
  });
}
