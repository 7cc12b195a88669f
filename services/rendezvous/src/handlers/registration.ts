import { answerClaim } from "@fairlead/protocol";
import { encodeMessage, type RegisterPk, type RegisterPkResponse, RegisterPkResult } from "@fairlead/wire";
import { CompactIdentity } from "../presence/compact-identity.ts";
import type { PresentPeer } from "../presence/present-peer.ts";
import type { RegistrationResult } from "../rendezvous-metrics.ts";
import type { Registrant } from "../session/registrant.ts";
import type { Workings } from "../workings.ts";

/** One RegisterPk, from its arrival to its answer. */
export interface Registration {
  readonly request: RegisterPk;
  readonly by: Registrant;
  readonly workings: Workings;
  /** The newest registration wins, whichever is answered last. */
  readonly arrival: number;
  /** It is not held for the store any longer [CL-27]. */
  readonly untilMs: number;
  /** The limits have counted it. */
  charged: boolean;
  /** It waits for the store, or waited. */
  held: boolean;
}

const HELD_MS = 30_000;

export function newRegistration(request: RegisterPk, by: Registrant, workings: Workings): Registration {
  const untilMs = workings.ports.clock.now() + HELD_MS;
  return { request, by, workings, arrival: workings.nextArrival(), untilMs, charged: false, held: false };
}

/** A change of its id has overtaken it [CI-1]: it names a device that is called otherwise now. */
export function isOvertaken({ request, workings, arrival }: Registration): boolean {
  return workings.renames.isOver(request.id, arrival);
}

/**
 * [RK-2] The device is here from now, at the address and by the way it came, and has its answer. `undefined`: it could not be put here, because its connection is gone, its id
 * was changed meanwhile [CI-1], or there is no room.
 */
export function accept(registration: Registration, response: RegisterPkResponse): PresentPeer | undefined {
  const { request, by, workings, arrival } = registration;
  if (by.gone) return undefined;
  if (isOvertaken(registration)) return void workings.ports.drops.drop("unknown_peer");
  const { transport, address, kernelAddress, channel } = by;
  noteMove(registration);
  const identity = new CompactIdentity({ uuid: request.uuid, pk: request.pk, registeredIp: address.ip });
  const registeredMs = workings.ports.clock.now();
  const peer = { id: request.id, identity, transport, address, kernelAddress, channel, registeredMs, arrival };
  const result = workings.presence.arrive(peer);
  if (result === "full") {
    workings.ports.drops.drop("table_full");
    return void answer(registration, answerClaim("failed", transport).response);
  }
  by.registered(peer);
  answer(registration, response);
  return peer;
}

/** Another address or port than the registration that is still alive: over UDP another socket, over TCP a second connection beside the first. */
function noteMove({ request, by, workings }: Registration): void {
  const here = workings.presence.find(request.id);
  if (here === undefined || here.channel === by.channel) return;
  const same = here.address.ip === by.address.ip && here.address.port === by.address.port;
  if (!same) workings.operator.moved(request.id, here.address.ip, by.address.ip);
}

export function answer({ by, workings }: Registration, response: RegisterPkResponse): void {
  workings.metrics.registration(by.transport, RESULT_NAMES[response.result] ?? "ok");
  by.answer(encodeMessage({ kind: "registerPkResponse", body: response }));
}

const RESULT_NAMES: Readonly<Record<number, RegistrationResult>> = {
  [RegisterPkResult.ok]: "ok",
  [RegisterPkResult.tooFrequent]: "too_frequent",
  [RegisterPkResult.invalidIdFormat]: "bad_id",
  [RegisterPkResult.uuidMismatch]: "conflict",
  [RegisterPkResult.serverError]: "store_failed",
};
