import { delay } from "@fairlead/base";
import { dialTcp, type PayloadStream, TcpPayloadStream, UdpClient } from "@fairlead/client";
import {
  type FetchLocalAddr,
  mangleAddress,
  type OutgoingMessage,
  type PunchHole,
  type SocketAddress,
  unmangleAddress,
} from "@fairlead/wire";
import type { ClientState } from "./client-state.ts";
import { DirectListener } from "./direct-listener.ts";
import { greet } from "./relay-answers.ts";
import type { Session } from "./session.ts";
import { UdpSessionStream } from "./udp-session-stream.ts";

/** B opens its NAT towards A from a new connection's port, says so on that connection, and listens there [PS-1]. */
export async function punchTcp(state: ClientState, push: PunchHole, signal: AbortSignal): Promise<Session> {
  const saying = await state.dialler.rendezvous();
  await nudge(state, unmangleAddress(push.socketAddr), saying.local.port);
  using listener = await DirectListener.open(saying.local);
  saying.send(punchHoleSentOf(state, push));
  saying.close();
  return opened(state, "direct", await acceptStream(state, listener, signal));
}

/** Nobody answers yet: what counts is the packet that goes out. */
async function nudge({ clock, settings }: ClientState, target: SocketAddress, localPort: number): Promise<void> {
  const { localAddress, timings } = settings;
  const options = { clock, localAddress, localPort, deadlineMs: timings.nudgeMs, host: target.ip, port: target.port };
  const socket = await dialTcp(options).catch(() => undefined);
  socket?.destroy();
}

/** B is on A's network: it tells its address there, decoded and encoded again, and listens [LA-1]. */
export async function answerOnLan(state: ClientState, push: FetchLocalAddr, signal: AbortSignal): Promise<Session> {
  const { dialler, settings, random, id } = state;
  const saying = await dialler.rendezvous();
  using listener = await DirectListener.open(saying.local);
  saying.send({
    kind: "localAddr",
    body: {
      id,
      socketAddr: mangleAddress(unmangleAddress(push.socketAddr), random.uint32()),
      localAddr: mangleAddress(saying.local, random.uint32()),
      relayServer: state.relayFor(push.relayServer),
      version: settings.version,
      socketAddrV6: push.socketAddrV6,
    },
  });
  saying.close();
  return opened(state, "sameLan", await acceptStream(state, listener, signal));
}

async function acceptStream(
  { clock, settings }: ClientState,
  listener: DirectListener,
  signal: AbortSignal,
): Promise<PayloadStream> {
  return new TcpPayloadStream(clock, await listener.accept(clock, settings.timings.listenMs, signal));
}

/** B answers from a fresh UDP socket in three copies, then knocks at A's port until A speaks [PS-2]. */
export async function punchUdp(state: ClientState, push: PunchHole): Promise<Session> {
  const { clock, settings } = state;
  const udp = await UdpClient.open({ clock, localAddress: settings.localAddress });
  const message = punchHoleSentOf(state, push);
  udp.send(message, state.serverAddress);
  for (const gapMs of settings.timings.udpCopyGapsMs) {
    await delay(clock, gapMs);
    udp.send(message, state.serverAddress);
  }
  const target = { ip: unmangleAddress(push.socketAddr).ip, port: push.udpPort };
  const stream = await UdpSessionStream.open(clock, udp, target);
  await knock(state, stream);
  return opened(state, "udp", stream);
}

/** Empty datagrams at growing intervals until the other side's first one comes. */
async function knock({ clock, settings }: ClientState, stream: UdpSessionStream): Promise<void> {
  const endsAtMs = clock.now() + settings.timings.listenMs;
  for (let gapMs = 20; ; gapMs = Math.min(200, gapMs * 1.5)) {
    stream.send(new Uint8Array(0));
    if (await stream.heardSomething(gapMs)) return;
    if (clock.now() > endsAtMs) {
      stream.destroy();
      throw new Error("nobody answered the UDP punch");
    }
  }
}

function punchHoleSentOf(state: ClientState, push: PunchHole): OutgoingMessage {
  const { id, settings } = state;
  return {
    kind: "punchHoleSent",
    body: {
      socketAddr: push.socketAddr,
      id,
      relayServer: state.relayFor(push.relayServer),
      natType: settings.natType,
      version: settings.version,
      upnpPort: push.upnpPort,
      socketAddrV6: push.socketAddrV6,
    },
  };
}

function opened(state: ClientState, path: Session["path"], stream: PayloadStream): Session {
  greet(state, stream);
  return { path, stream, relayServer: "", uuid: "", trusted: false };
}
