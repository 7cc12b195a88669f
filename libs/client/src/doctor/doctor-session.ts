import { messageBody, type OutgoingMessage, type RendezvousMessage } from "@fairlead/wire";
import type { ClientConnection } from "../client-connection.ts";
import { assumedRelay } from "../endpoint.ts";
import { NoAnswerError, UnexpectedAnswerError } from "../errors.ts";
import type { PayloadStream } from "../payload-stream.ts";
import { openRelayLeg } from "../relay-leg.ts";
import type { DoctorDevice, Push } from "./doctor-device.ts";
import { DOCTOR_VERSION, type Patient } from "./doctor-patient.ts";
import { type PunchWish, punchRequestOf } from "./punch-request.ts";

export type PunchAnswer = Extract<RendezvousMessage, { readonly kind: "relayResponse" | "punchHoleResponse" }>;

/** A's question on its way. */
export interface Asking {
  readonly connection: ClientConnection;
  /** Settles once, whatever the server says first. */
  readonly answer: Promise<PunchAnswer>;
  /** The same request again on the same connection, as clients repeat it [CL-21]. */
  repeat(): void;
}
/** A client's first wait for an answer. */
const REPEAT_MS = 3_000;
export interface AskWish {
  /** The asking connection is keyed and carries a token. */
  readonly signedIn: boolean;
  readonly punch: PunchWish;
}

/** Sends A's PunchHoleRequest. The caller owns the connection. */
export async function askToPunch(patient: Patient, wish: AskWish): Promise<Asking> {
  const connection = await patient.dialler.rendezvous({ webSocket: false });
  try {
    if (wish.signedIn && patient.serverKey !== undefined) {
      await connection.secure(patient.serverKey, patient.random, patient.answerTimeoutMs);
    }
    const token = wish.signedIn ? "fairlead-doctor" : "";
    const body = punchRequestOf(patient, { ...wish.punch, token });
    const say = (): void => connection.send({ kind: "punchHoleRequest", body });
    say();
    const answer = readAnswer(connection, patient.answerTimeoutMs * 2);
    // Whoever awaits it later still sees the rejection.
    answer.catch(() => undefined);
    return { connection, answer, repeat: say };
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

async function readAnswer(connection: ClientConnection, timeoutMs: number): Promise<PunchAnswer> {
  const answer = await connection.receive(timeoutMs);
  if (answer.kind === "punchHoleResponse" || answer.kind === "relayResponse") return answer;
  throw new UnexpectedAnswerError(`${answer.kind} to PunchHoleRequest`);
}

/** B hears of the request, or A is refused: whichever comes first. While neither has, A repeats itself: a device that has just moved may be asked for where it was. */
export async function pushOrAnswer(
  { clock, answerTimeoutMs }: Patient,
  device: DoctorDevice,
  asking: Asking,
): Promise<Push | PunchAnswer> {
  const endsAtMs = clock.now() + answerTimeoutMs;
  for (;;) {
    try {
      const waitMs = Math.min(REPEAT_MS, Math.max(1, endsAtMs - clock.now()));
      return await Promise.race([device.nextPush(waitMs), asking.answer]);
    } catch (error) {
      if (!(error instanceof NoAnswerError) || clock.now() >= endsAtMs) throw error;
      asking.repeat();
    }
  }
}

/** One message on a connection of its own that nobody answers, closed behind it, as B does [KX-5]. */
export async function sayOnce(patient: Patient, message: OutgoingMessage): Promise<void> {
  const saying = await patient.dialler.rendezvous({ webSocket: false });
  saying.send(message);
  saying.close();
}

export interface Legs {
  readonly first: PayloadStream;
  readonly second: PayloadStream;
}
/** Why A was refused, or the two legs, which the caller owns. */
export type RelaySession =
  | { readonly kind: "refused"; readonly answer: PunchAnswer }
  | { readonly kind: "open"; readonly relayServer: string; readonly pk: Uint8Array; readonly legs: Legs };

export interface RelayWish {
  readonly webSocket: boolean;
  readonly signedIn: boolean;
  /** The relay that B names, as a client whose `relay-server` is set: it is passed on unchanged [RR-4]. Absent = the one that B was told. */
  readonly relayServer?: string;
}

/** A asks for a relayed session, B answers with a uuid of its own, both dial the relay: the way of clients that cannot punch [RR-1]. */
export async function openRelaySession(patient: Patient, device: DoctorDevice, wish: RelayWish): Promise<RelaySession> {
  device.refresh();
  const asking = await askToPunch(patient, { signedIn: wish.signedIn, punch: { forceRelay: true } });
  try {
    const heard = await pushOrAnswer(patient, device, asking);
    if (heard.kind !== "punchHole" && heard.kind !== "fetchLocalAddr") return { kind: "refused", answer: heard };
    const uuid = patient.random.uuid();
    const relayServer = wish.relayServer || heard.body.relayServer || assumedRelay(patient.dialler.settings.rendezvous);
    await sayOnce(patient, relayResponseOf(patient, heard, { uuid, relayServer }));
    return await dialRelay(patient, asking, { uuid, relayServer, webSocket: wish.webSocket });
  } finally {
    asking.connection.destroy();
  }
}

function relayResponseOf(
  patient: Patient,
  push: Push,
  { uuid, relayServer }: { readonly uuid: string; readonly relayServer: string },
): OutgoingMessage {
  return {
    kind: "relayResponse",
    body: messageBody("relayResponse", {
      socketAddr: push.body.socketAddr,
      uuid,
      relayServer,
      id: patient.device.id,
      version: DOCTOR_VERSION,
    }),
  };
}

async function dialRelay(
  patient: Patient,
  asking: Asking,
  {
    uuid,
    relayServer,
    webSocket,
  }: { readonly uuid: string; readonly relayServer: string; readonly webSocket: boolean },
): Promise<RelaySession> {
  const { dialler, licenceKey, device } = patient;
  const second = await openRelayLeg(dialler, relayServer, { uuid, licenceKey, id: "", webSocket });
  try {
    const answer = await asking.answer;
    if (answer.kind !== "relayResponse") return { kind: "refused", answer };
    const { body } = answer;
    const request = { uuid: body.uuid, licenceKey, id: device.id, webSocket };
    const first = await openRelayLeg(dialler, body.relayServer, request);
    return { kind: "open", relayServer: body.relayServer, pk: body.pk ?? new Uint8Array(0), legs: { first, second } };
  } catch (error) {
    second.destroy();
    throw error;
  }
}
