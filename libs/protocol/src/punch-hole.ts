import type { DropReason } from "@fairlead/base";
import {
  type CidrList,
  type FetchLocalAddr,
  NatType,
  type OutgoingMessage,
  PunchFailure,
  type PunchHole,
  type PunchHoleRequest,
  type PunchHoleResponse,
} from "@fairlead/wire";
import { crossesLanEdge, sharesLan } from "./lan-rule.ts";
import type { LicenceKeys } from "./licence-keys.ts";
import { punchFailure, punchRefusal, suspensionText } from "./punch-hole-response.ts";
import { type TargetFacts, targetState } from "./punch-target.ts";
import { planRelay, type RelayPlan } from "./relay-plan.ts";
import type { RequestFacts } from "./request-facts.ts";

export interface PunchHoleFacts extends RequestFacts {
  readonly keys: LicenceKeys;
  readonly alwaysUseRelay: boolean;
  readonly lanMask: CidrList | undefined;
}

/** A push without A's address: that is mangled with the routing tag when the request is put among the waiting ones. */
export type Unaddressed<Body> = Omit<Body, "socketAddr">;

export type PunchHoleDecision =
  | { readonly kind: "refuse"; readonly response: PunchHoleResponse; readonly reason: PunchRefusal }
  | { readonly kind: "punch"; readonly push: Unaddressed<PunchHole>; readonly relay: RelayPlan }
  | { readonly kind: "fetchLocal"; readonly push: Unaddressed<FetchLocalAddr>; readonly relay: RelayPlan };
export type PunchPush = Exclude<PunchHoleDecision, { readonly kind: "refuse" }>;
export type PunchRefusal = Extract<DropReason, "wrong_key" | "unknown_peer" | "offline_peer" | "suspended">;

/** A asks for B [PH-1] [PH-2] [PH-3] [PH-4] [CL-49]. */
export function decidePunchHole(request: PunchHoleRequest, facts: PunchHoleFacts): PunchHoleDecision {
  const target = facts.target;
  if (!facts.keys.accepts(request.licenceKey)) return refuse(PunchFailure.licenseMismatch, "wrong_key");
  const state = targetState(target, facts.nowMs);
  if (target === undefined || state === "unknown") return refuse(PunchFailure.idNotExist, "unknown_peer");
  if (facts.suspended) return refuseWith(punchRefusal(suspensionText(facts.suspended)), "suspended");
  if (state === "offline") return refuse(PunchFailure.offline, "offline_peer");
  return push(request, facts, target);
}

/** The push with A's mangled address in it, for B's registration channel. */
export function punchMessage(decision: PunchPush, socketAddr: Uint8Array): OutgoingMessage {
  return decision.kind === "punch"
    ? { kind: "punchHole", body: { ...decision.push, socketAddr } }
    : { kind: "fetchLocalAddr", body: { ...decision.push, socketAddr } };
}

function push(request: PunchHoleRequest, facts: PunchHoleFacts, target: TargetFacts): PunchPush {
  const { address, transport } = facts.controlling;
  const lan = {
    controllingIp: address.ip,
    controllingTransport: transport,
    targetIp: target.registeredIp,
    lanMask: facts.lanMask,
  };
  const relay = planRelay(facts.pickRelay(), address.ip, target.registeredIp, facts.relayOverrides);
  const forced = request.forceRelay || facts.alwaysUseRelay || crossesLanEdge(lan);
  if (!forced && sharesLan(lan)) return { kind: "fetchLocal", push: fetchLocalPush(request, relay), relay };
  return { kind: "punch", push: punchPush(request, relay, forced), relay };
}

/**
 * [PH-2] [PH-5] Every field of A's that B has a use for, and none that is A's secret. Old devices know only nat_type, so a forced relay is said
 * twice [PH-3].
 */
function punchPush(request: PunchHoleRequest, relay: RelayPlan, forced: boolean): Unaddressed<PunchHole> {
  return {
    relayServer: relay.forTarget,
    natType: forced ? NatType.symmetric : request.natType,
    udpPort: request.udpPort,
    forceRelay: forced,
    upnpPort: request.upnpPort,
    socketAddrV6: request.socketAddrV6,
  };
}

function fetchLocalPush(request: PunchHoleRequest, relay: RelayPlan): Unaddressed<FetchLocalAddr> {
  return { relayServer: relay.forTarget, socketAddrV6: request.socketAddrV6 };
}

function refuse(failure: PunchFailure, reason: PunchRefusal): PunchHoleDecision {
  return refuseWith(punchFailure(failure), reason);
}

function refuseWith(response: PunchHoleResponse, reason: PunchRefusal): PunchHoleDecision {
  return { kind: "refuse", response, reason };
}
