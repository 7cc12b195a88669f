import { peerId } from "@fairlead/base";
import type { ClaimResult } from "@fairlead/cluster";
import {
  answerClaim,
  isPeerIdText,
  isPublicKeyLength,
  isUuidLength,
  judgeRegisterPk,
  type LimitCharge,
  type LimitFacts,
  type RegisterPkJudgement,
  type StoredIdentity,
} from "@fairlead/protocol";
import type { RegisterPk } from "@fairlead/wire";
import type { Ownership } from "../ownership/ownership.ts";
import type { Registrant } from "../session/registrant.ts";
import type { Workings } from "../workings.ts";
import { claimAlone } from "./claim-alone.ts";
import { chargeOf, claimShared } from "./claim-shared.ts";
import { accept, answer, isOvertaken, newRegistration, type Registration } from "./registration.ts";

/**
 * A device registers [RK-1]–[RK-9]. A device that memory knows and that has not changed waits for nothing; what changes its identity is answered when it is
 * durable. `no_register_device` changes nothing here: it asks for presence without a managed device, and that is all a registration is [RK-9].
 */
export function handleRegisterPk(request: RegisterPk, by: Registrant, workings: Workings): Promise<void> | undefined {
  return register(newRegistration(request, by, workings));
}

function register(registration: Registration): Promise<void> | undefined {
  const { request, workings } = registration;
  const remembered = workings.presence.identityOf(request.id);
  if (remembered !== undefined || !mayBeStored(request)) return judge(registration, remembered);
  if (workings.ownership === undefined) return readAndJudge(registration);
  return claimUnread(registration, workings.ownership);
}

function mayBeStored({ id, uuid, pk }: RegisterPk): boolean {
  return isPeerIdText(id) && isUuidLength(uuid) && isPublicKeyLength(pk);
}

/** A stranger to this node, as every device is that comes from another: one trip, unless its address has used up what strangers may [CL-26]. */
async function claimUnread(registration: Registration, ownership: Ownership): Promise<void> {
  const { by } = registration;
  const judgement = judgementOf(registration, undefined, look(registration));
  using turn = judgement.kind === "claim" ? ownership.unread.begin(by.address.ip) : undefined;
  if (judgement.kind !== "claim" || turn === undefined) return readAndJudge(registration);
  if (ownership.store.away && !registration.held) return hold(registration, ownership);
  const result = await claimShared(registration, ownership, judgement.claim);
  if (result === undefined) return hold(registration, ownership);
  charge(registration, chargeOf(result));
  countShared(registration, ownership, result);
}

/** [CL-26] Only what the store did not know as it came. */
function countShared({ by }: Registration, { limits }: Ownership, { kind }: ClaimResult): void {
  if (kind === "created" || kind === "conflict") limits.count(by.address.ip);
}

async function readAndJudge(registration: Registration): Promise<void> {
  const { workings, request, by } = registration;
  try {
    const stored = await workings.ports.registry.find(peerId(request.id));
    await judge(registration, stored);
  } catch (error) {
    if (workings.ownership !== undefined) {
      workings.ownership.store.failed(error);
      return hold(registration, workings.ownership);
    }
    workings.operator.storeFailed("find", error);
    answer(registration, answerClaim("failed", by.transport).response);
  }
}

function judge(registration: Registration, identity: StoredIdentity | undefined): Promise<void> | undefined {
  const { request, by, workings } = registration;
  const judgement = judgementOf(registration, identity, look(registration));
  switch (judgement.kind) {
    case "silent":
      workings.ports.drops.drop(judgement.reason);
      return void workings.metrics.registration(by.transport, "silent");
    case "answer":
      workings.ports.drops.drop(judgement.reason);
      if (judgement.reason === "rate_limited") workings.operator.registrationRefused(by.address.ip, request.id);
      return void answer(registration, judgement.response);
    case "refresh":
      charge(registration, judgement.charge);
      return void refresh(registration, judgement.response);
    case "claim":
      charge(registration, judgement.charge);
      return claim(registration, judgement, identity);
    default:
      return judgement satisfies never;
  }
}

function judgementOf(
  { request, by }: Registration,
  identity: StoredIdentity | undefined,
  limits: LimitFacts,
): RegisterPkJudgement {
  return judgeRegisterPk(request, { transport: by.transport, sourceIp: by.address.ip, identity, limits });
}

/** Its identity has not changed: it waits for nobody. Where it is, if that is news, is written behind its answer [CL-14] [CL-27]. */
function refresh(
  registration: Registration,
  response: Extract<RegisterPkJudgement, { kind: "refresh" }>["response"],
): void {
  const { request, by, workings } = registration;
  const located = workings.ownership?.isLocated(request.id, by) ?? true;
  const peer = accept(registration, response);
  if (peer !== undefined && !located) workings.ownership?.claims.write(peer);
}

async function claim(
  registration: Registration,
  { claim: claimed, charge: charged }: Extract<RegisterPkJudgement, { kind: "claim" }>,
  before: StoredIdentity | undefined,
): Promise<void> {
  const { ownership, ports } = registration.workings;
  if (isOvertaken(registration)) return ports.drops.drop("unknown_peer");
  if (ownership === undefined) return claimAlone(registration, claimed, before);
  const waits = ownership.store.away && !registration.held;
  const result = waits ? undefined : await claimShared(registration, ownership, claimed);
  if (result === undefined) hold(registration, ownership);
  else if (charged !== "peer") countShared(registration, ownership, result);
}

/** [CL-27] No answer yet. While the store is known to be away nobody asks it but what is held. */
function hold(registration: Registration, ownership: Ownership): void {
  const { request, by, workings, arrival, untilMs } = registration;
  if (!registration.held) workings.metrics.registration(by.transport, "held");
  registration.held = true;
  ownership.held.hold({ id: request.id, ip: by.address.ip, arrival, untilMs, again: () => again(registration) });
}

/** The device may have registered again meanwhile, or be gone. */
function again(registration: Registration): void {
  const { request, by, workings, arrival } = registration;
  if (by.gone || (workings.presence.find(request.id)?.arrival ?? 0) > arrival) return;
  void register(registration)?.catch((error: unknown) =>
    workings.ports.logger.error("rendezvous.message_failed", { error }),
  );
}

const UNLIMITED: LimitFacts = { peerExhausted: false, addressExhausted: false };

function look({ request, by, workings, charged }: Registration): LimitFacts {
  if (charged) return UNLIMITED;
  const { ip } = by.address;
  const { peerExhausted, addressExhausted } = workings.registrationLimits.look(
    request.id,
    ip,
    workings.ports.clock.now(),
  );
  return { peerExhausted, addressExhausted: addressExhausted || (workings.ownership?.limits.isOver(ip) ?? false) };
}

/** Once, however often it is tried. */
function charge(registration: Registration, as: LimitCharge): void {
  const { request, by, workings } = registration;
  if (registration.charged) return;
  registration.charged = true;
  workings.registrationLimits.charge(request.id, by.address.ip, as, workings.ports.clock.now());
}
