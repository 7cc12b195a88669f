import { type ClientConnection, ConnectionEndedError, NoAnswerError } from "@fairlead/client";
import {
  ConnType,
  NatType,
  type PunchHoleRequest,
  type PunchHoleResponse,
  type RelayResponse,
  type RendezvousMessage,
} from "@fairlead/wire";
import type { ClientState } from "./client-state.ts";

export interface ConnectWish {
  readonly id: string;
  /** "Always connect via relay". */
  readonly forceRelay: boolean;
  /**
   * How A comes to name the relay itself: it has a direct answer and goes by relay all the same, or it asks for a relay without having punched, which
   * no real client does.
   */
  readonly relayByA: "no" | "afterPunch" | "atOnce";
  /** In place of the configured key, as in `id@server?key=`. */
  readonly licenceKey?: string;
  readonly switchCode: string;
}

export type PunchAnswer =
  | { readonly kind: "punchHoleResponse"; readonly body: PunchHoleResponse; readonly localPort: number }
  | { readonly kind: "relayResponse"; readonly body: RelayResponse; readonly localPort: number };

/** Opens A's signalling connection: keyed first when signed in, never over WebSocket. The caller owns it. */
export async function openSignalling(state: ClientState, switchCode = ""): Promise<ClientConnection> {
  const { dialler, settings, webSocket, serverKey, random } = state;
  const connection = await dialler.rendezvous();
  const signedIn = settings.accessToken !== "" || switchCode !== "";
  if (!signedIn || webSocket) return connection;
  try {
    await connection.secure(serverKey, random, settings.timings.readTimeoutMs);
    return connection;
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

/** One PunchHoleRequest, said again on the same connection after each silence. Rejects with `NoAnswerError` after the last. */
export async function punchSequence(state: ClientState, wish: ConnectWish, udpPort: number): Promise<PunchAnswer> {
  const connection = await openSignalling(state, wish.switchCode);
  try {
    const request = punchHoleRequestOf(state, wish, udpPort);
    for (const waitMs of state.settings.timings.punchWaitsMs) {
      connection.send({ kind: "punchHoleRequest", body: request });
      const answer = await answerWithin(connection, waitMs);
      if (answer !== undefined) return asPunchAnswer(answer, connection.local.port);
    }
    throw new NoAnswerError("no answer to the punch hole request");
  } finally {
    connection.close();
    // Its local port is used again for the direct connection.
    await connection.whenEnded;
  }
}

async function answerWithin(connection: ClientConnection, waitMs: number): Promise<RendezvousMessage | undefined> {
  try {
    return await connection.receive(waitMs);
  } catch (error) {
    if (error instanceof NoAnswerError) return undefined;
    throw error;
  }
}

function asPunchAnswer(message: RendezvousMessage, localPort: number): PunchAnswer {
  if (message.kind === "punchHoleResponse") return { kind: message.kind, body: message.body, localPort };
  if (message.kind === "relayResponse") return { kind: message.kind, body: message.body, localPort };
  throw new ConnectionEndedError(`${message.kind} to a punch hole request`);
}

function punchHoleRequestOf(state: ClientState, wish: ConnectWish, udpPort: number): PunchHoleRequest {
  const { settings, licenceKey, webSocket } = state;
  const forceRelay = wish.forceRelay || webSocket;
  return {
    id: wish.id,
    natType: forceRelay ? NatType.symmetric : settings.natType,
    licenceKey: wish.licenceKey ?? licenceKey,
    connType: ConnType.default,
    token: settings.accessToken,
    version: settings.version,
    udpPort,
    forceRelay,
    upnpPort: 0,
    socketAddrV6: new Uint8Array(0),
    switchCode: wish.switchCode,
  };
}
