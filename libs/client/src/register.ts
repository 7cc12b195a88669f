import type { RegisterPkResponse, RendezvousMessage, SocketAddress } from "@fairlead/wire";
import type { ClientConnection } from "./client-connection.ts";
import { type ClientIdentity, registerPkOf } from "./client-identity.ts";
import { NoAnswerError, UnexpectedAnswerError } from "./errors.ts";
import type { ServerDialler } from "./server-dialler.ts";
import type { UdpClient } from "./udp-client.ts";

export interface UdpRegistrationOptions {
  readonly server: SocketAddress;
  /** How often RegisterPk is sent when nothing comes back. */
  readonly attempts: number;
  readonly attemptTimeoutMs: number;
}

/** Sends RegisterPk over UDP until it is answered; other messages on the way are passed over. */
export async function registerOverUdp(
  udp: UdpClient,
  identity: ClientIdentity,
  options: UdpRegistrationOptions,
): Promise<RegisterPkResponse> {
  for (let attempt = 1; ; attempt += 1) {
    udp.send({ kind: "registerPk", body: registerPkOf(identity) }, options.server);
    const answer = await firstRegisterPkResponse((ms) => udp.receive(ms), options.attemptTimeoutMs);
    if (answer !== undefined) return answer;
    if (attempt >= options.attempts) throw new NoAnswerError(`RegisterPk over UDP: no answer to ${attempt} datagrams`);
  }
}

async function firstRegisterPkResponse(
  receive: (deadlineMs: number) => Promise<RendezvousMessage>,
  timeoutMs: number,
): Promise<RegisterPkResponse | undefined> {
  try {
    for (;;) {
      const message = await receive(timeoutMs);
      if (message.kind === "registerPkResponse") return message.body;
    }
  } catch (error) {
    if (error instanceof NoAnswerError) return undefined;
    throw error;
  }
}

export interface StreamRegistration {
  readonly connection: ClientConnection;
  readonly response: RegisterPkResponse;
}

/** Registers on a new TCP connection, keyed first when `serverKey` is given, as every client in TCP mode does [KX-1]. The caller owns the connection. */
export async function registerOverTcp(
  dialler: ServerDialler,
  identity: ClientIdentity,
  options: { readonly serverKey: Uint8Array | undefined; readonly answerTimeoutMs: number },
): Promise<StreamRegistration> {
  const connection = await dialler.rendezvous({ webSocket: false });
  return orDestroy(connection, async () => {
    if (options.serverKey !== undefined) {
      await connection.secure(options.serverKey, dialler.random, options.answerTimeoutMs);
    }
    return registerOnStream(connection, identity, options.answerTimeoutMs);
  });
}

/** Registers on a new WebSocket. The caller owns the connection. */
export async function registerOverWs(
  dialler: ServerDialler,
  identity: ClientIdentity,
  options: { readonly answerTimeoutMs: number },
): Promise<StreamRegistration> {
  const connection = await dialler.rendezvous({ webSocket: true });
  return orDestroy(connection, () => registerOnStream(connection, identity, options.answerTimeoutMs));
}

async function registerOnStream(
  connection: ClientConnection,
  identity: ClientIdentity,
  answerTimeoutMs: number,
): Promise<StreamRegistration> {
  connection.send({ kind: "registerPk", body: registerPkOf(identity) });
  const answer = await connection.receive(answerTimeoutMs);
  if (answer.kind !== "registerPkResponse") throw new UnexpectedAnswerError(`${answer.kind} to RegisterPk`);
  return { connection, response: answer.body };
}

async function orDestroy<T>(connection: ClientConnection, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    connection.destroy();
    throw error;
  }
}
