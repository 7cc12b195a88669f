import { delay, peerId } from "@fairlead/base";
import { StoreUnavailableError } from "@fairlead/cluster";
import {
  answerClaim,
  type Claim,
  type ClaimOutcome,
  isPeerIdText,
  isPublicKeyLength,
  isUuidLength,
  judgeRegisterPk,
  type StoredIdentity,
} from "@fairlead/protocol";
import { encodeMessage, type RegisterPk, type RegisterPkResponse, RegisterPkResult } from "@fairlead/wire";
import { CompactIdentity } from "../presence/compact-identity.ts";
import type { RegistrationResult } from "../rendezvous-metrics.ts";
import type { Registrant } from "../session/registrant.ts";
import type { Workings } from "../workings.ts";

/** Before a claim that the store could not keep is tried again. */
const RETRY_AFTER_MS = [200, 800] as const;

interface Registration {
  readonly request: RegisterPk;
  readonly by: Registrant;
  readonly workings: Workings;
  /** The newest registration wins, whichever is answered last. */
  readonly arrival: number;
}

/**
 * A device registers [RK-1]–[RK-9]. A device that memory knows and that has not changed waits for nothing; what changes its identity is answered when it is
 * durable. `no_register_device` changes nothing here: it asks for presence without a managed device, and that is all a registration is [RK-9].
 */
export function handleRegisterPk(request: RegisterPk, by: Registrant, workings: Workings): Promise<void> | undefined {
  const registration = { request, by, workings, arrival: workings.nextArrival() };
  const remembered = workings.presence.identityOf(request.id);
  if (remembered !== undefined || !mayBeStored(request)) return judge(registration, remembered);
  return readAndJudge(registration);
}

function mayBeStored({ id, uuid, pk }: RegisterPk): boolean {
  return isPeerIdText(id) && isUuidLength(uuid) && isPublicKeyLength(pk);
}

async function readAndJudge(registration: Registration): Promise<void> {
  const { workings, request } = registration;
  try {
    const stored = await workings.ports.registry.find(peerId(request.id));
    await judge(registration, stored);
  } catch (error) {
    workings.operator.storeFailed("find", error);
    answer(registration, answerClaim("failed", registration.by.transport).response);
  }
}

function judge(registration: Registration, identity: StoredIdentity | undefined): Promise<void> | undefined {
  const { request, by, workings } = registration;
  const sourceIp = by.address.ip;
  const nowMs = workings.ports.clock.now();
  const limits = workings.registrationLimits.look(request.id, sourceIp, nowMs);
  const judgement = judgeRegisterPk(request, { transport: by.transport, sourceIp, identity, limits });
  switch (judgement.kind) {
    case "silent":
      workings.ports.drops.drop(judgement.reason);
      return void workings.metrics.registration(by.transport, "silent");
    case "answer":
      workings.ports.drops.drop(judgement.reason);
      if (judgement.reason === "rate_limited") workings.operator.registrationRefused(sourceIp, request.id);
      return void answer(registration, judgement.response);
    case "refresh":
      workings.registrationLimits.charge(request.id, sourceIp, judgement.charge, nowMs);
      return void accept(registration, judgement.response);
    case "claim":
      workings.registrationLimits.charge(request.id, sourceIp, judgement.charge, nowMs);
      return claim(registration, judgement.claim, identity);
    default:
      return judgement satisfies never;
  }
}

async function claim(registration: Registration, claimed: Claim, before: StoredIdentity | undefined): Promise<void> {
  const { by, workings, request } = registration;
  const outcome = await claimDurably(claimed, workings);
  const { accepted, response } = answerClaim(outcome, by.transport);
  if (outcome === "conflict") workings.operator.idConflict(by.address.ip, request.id);
  if (!accepted) return answer(registration, response);
  const moved = before !== undefined && before.registeredIp !== claimed.registeredIp;
  if (moved) workings.ipChanges.record(request.id, claimed.registeredIp, workings.ports.clock.now());
  accept(registration, response);
}

/** [RK-4] A write that fails is tried again; then it failed. */
async function claimDurably(claimed: Claim, { ports, operator }: Workings): Promise<ClaimOutcome> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const { kind } = await ports.registry.claim(claimed);
      if (kind !== "healing") return kind;
      throw new StoreUnavailableError("the store is being filled again");
    } catch (error) {
      const waitMs = RETRY_AFTER_MS[attempt];
      if (waitMs !== undefined) await delay(ports.clock, waitMs);
      else {
        operator.storeFailed("claim", error);
        return "failed";
      }
    }
  }
}

/** [RK-2] The device is here from now, at the address and by the way it came. */
function accept(registration: Registration, response: RegisterPkResponse): void {
  const { request, by, workings, arrival } = registration;
  if (by.gone) return;
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
}

/** Another address or port than the registration that is still alive: over UDP another socket, over TCP a second connection beside the first. */
function noteMove({ request, by, workings }: Registration): void {
  const here = workings.presence.find(request.id);
  if (here === undefined || here.channel === by.channel) return;
  const same = here.address.ip === by.address.ip && here.address.port === by.address.port;
  if (!same) workings.operator.moved(request.id, here.address.ip, by.address.ip);
}

function answer({ by, workings }: Registration, response: RegisterPkResponse): void {
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
