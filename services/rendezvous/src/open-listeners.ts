import {
  type AcceptSettings,
  ListenError,
  type Listener,
  listenTcp,
  listenUdp,
  listenWs,
  type Opening,
  type PausableConnection,
  type UdpListener,
} from "@fairlead/net";
import type { DatagramDesk } from "./datagrams/datagram-desk.ts";
import { handleMainMessage, handleNatTestMessage } from "./handlers/stream-messages.ts";
import type { RendezvousListeners } from "./rendezvous.ts";
import { Session, type SessionPlace } from "./session/session.ts";
import type { StreamHandler } from "./session/stream-handler.ts";
import type { RendezvousSettings } from "./settings.ts";
import type { Workings } from "./workings.ts";

/** Tries to find a number that is free for TCP and UDP alike, when the kernel is to choose. */
const CHOOSE_TRIES = 10;

/** Opens every client port, and closes all when one cannot be had. Rejects with `ListenError`. */
export async function openListeners(
  workings: Workings,
  desk: DatagramDesk,
  started: AsyncDisposableStack,
): Promise<RendezvousListeners> {
  const { settings, ports } = workings;
  const { main, udp } = await openMainPort(workings, desk);
  started.use(main);
  started.use(udp);
  const shared = sharedSettings(settings);
  const accept = acceptor(workings, "natTestPort", handleNatTestMessage);
  const at = { port: settings.natTestPort, bind: settings.bind };
  const natTest = started.use(await listenTcp({ ...shared, name: "nat_test_tcp", at }, ports, accept));
  const ws = started.use(
    await openWebSocket(workings, { port: settings.wsPort, bind: settings.bind }, "rendezvous_ws"),
  );
  const path = settings.internalSocketPath;
  const internal =
    path === undefined ? undefined : started.use(await openWebSocket(workings, { path }, "rendezvous_internal_ws"));
  return { udp, main, natTest, ws, internal };
}

interface MainPort {
  readonly main: Listener;
  readonly udp: UdpListener;
}

/** One number for TCP and UDP: clients try TCP to find the address for UDP. */
async function openMainPort(workings: Workings, desk: DatagramDesk): Promise<MainPort> {
  for (let tries = 1; ; tries += 1) {
    const udp = await openUdp(workings, desk);
    try {
      return { udp, main: await openMainTcp(workings, udp.port) };
    } catch (error) {
      await udp[Symbol.asyncDispose]();
      const another = workings.settings.port === 0 && error instanceof ListenError && tries < CHOOSE_TRIES;
      if (!another) throw error;
    }
  }
}

async function openUdp({ settings, ports }: Workings, desk: DatagramDesk): Promise<UdpListener> {
  const { bind, port, receiveBufferBytes } = settings;
  const udp = await listenUdp({ name: "rendezvous_udp", at: { port, bind }, receiveBufferBytes }, ports, desk.receive);
  desk.open(udp);
  return udp;
}

function openMainTcp(workings: Workings, port: number): Promise<Listener> {
  const { settings, ports } = workings;
  const { silenceMs } = settings.times;
  const speaksFirst = ports.signer === undefined ? {} : { silentAfterMs: silenceMs };
  const at = { port, bind: settings.bind };
  const own = { ...sharedSettings(settings), ...speaksFirst, name: "rendezvous_tcp", at };
  return listenTcp(own, ports, acceptor(workings, "mainPort", handleMainMessage));
}

function openWebSocket(workings: Workings, at: AcceptSettings["at"], name: string): Promise<Listener> {
  const { settings, ports } = workings;
  const own = { ...sharedSettings(settings), name, at, tls: ports.tls };
  return listenWs(own, ports, acceptor(workings, "webSocket", handleMainMessage));
}

function acceptor(workings: Workings, place: SessionPlace, handle: StreamHandler<Session>) {
  return (connection: PausableConnection, opening: Opening): Session =>
    new Session(connection, opening, place, workings, handle);
}

function sharedSettings({ bounds, times, trustedProxies }: RendezvousSettings): Omit<AcceptSettings, "name" | "at"> {
  return {
    trustedProxies,
    maxConnections: bounds.maxConnections,
    maxConnectionsPerAddress: bounds.maxConnectionsPerAddress,
    openingDeadlineMs: times.idleMs,
    maxPayloadBytes: bounds.maxPayloadBytes,
    maxQueuedBytes: bounds.maxQueuedBytes,
  };
}
