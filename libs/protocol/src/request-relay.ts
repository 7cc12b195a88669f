import type { DropReason } from "@fairlead/base";
import { editFields, type FieldEdit, type RelayResponse, type RequestRelay, wrapMessage } from "@fairlead/wire";
import { isSessionUuid } from "./identity-shape.ts";
import { suspensionText } from "./punch-hole-response.ts";
import { type TargetFacts, targetState } from "./punch-target.ts";
import { planRelay, type RelayPlan, relayForTarget } from "./relay-plan.ts";
import type { RequestFacts } from "./request-facts.ts";

/** Field numbers of RequestRelay that are edited. */
const FIELD = {
  socketAddr: 3,
  relayServer: 4,
  licenceKey: 6,
  token: 8,
  controlPermissions: 9,
  controlledContext: 10,
  switchCode: 11,
} as const;

/**
 * `drop`: not a request. `refuse`: answered at once, and A shows the text. `forward`: `relayServer` is what B is told; `relay` belongs into the waiting
 * request, `forControlling` there being A's own copy.
 */
export type RequestRelayDecision =
  | { readonly kind: "drop"; readonly reason: DropReason }
  | { readonly kind: "refuse"; readonly response: RelayResponse; readonly reason: RelayedRefusal }
  | { readonly kind: "forward"; readonly relayServer: string; readonly relay: RelayPlan };

export type RelayedRefusal = Extract<DropReason, "unknown_peer" | "offline_peer" | "suspended">;

/** A asks for a relayed session [RR-2] [RR-3] [CL-49]. The old server pushes or stays silent; A would wait 18 s three times. */
export function decideRequestRelay(request: RequestRelay, facts: RequestFacts): RequestRelayDecision {
  if (!isSessionUuid(request.uuid)) return { kind: "drop", reason: "bad_message" };
  const target = facts.target;
  const state = targetState(target, facts.nowMs);
  if (target === undefined || state === "unknown") return refuse("ID does not exist", "unknown_peer");
  if (facts.suspended) return refuse(suspensionText(facts.suspended), "suspended");
  if (state === "offline") return refuse("Remote desktop is offline", "offline_peer");
  return forward(request.relayServer, facts, target);
}

/**
 * B's copy [RR-2] [PH-5]: with A's mangled address, without what is A's secret, and without permissions, which B would obey. Everything else, known or
 * not, is A's message byte for byte.
 */
export function requestRelayPayload(raw: Uint8Array, relayServer: string, socketAddr: Uint8Array): Uint8Array {
  const edits: FieldEdit[] = [
    { field: FIELD.socketAddr, set: socketAddr },
    { field: FIELD.relayServer, set: relayServer },
    { field: FIELD.licenceKey, drop: true },
    { field: FIELD.token, drop: true },
    { field: FIELD.controlPermissions, drop: true },
    { field: FIELD.controlledContext, drop: true },
    { field: FIELD.switchCode, drop: true },
  ];
  return wrapMessage("requestRelay", editFields(raw, edits));
}

/** A relayed session that cannot be [RR-3]. A shows "Failed to connect via relay server: " and this text, and does not try again by itself. */
export function relayRefusal(refuseReason: string): RelayResponse {
  const nothing = new Uint8Array(0);
  return {
    socketAddr: nothing,
    uuid: "",
    relayServer: "",
    refuseReason,
    version: "",
    feedback: 0,
    socketAddrV6: nothing,
    upnpPort: 0,
  };
}

/** [RR-4] What A wrote passes unchanged, unless it is a name that only clients like A are told [RC-3]. */
function forward(written: string, facts: RequestFacts, target: TargetFacts): RequestRelayDecision {
  const controllingIp = facts.controlling.address.ip;
  const ownName = facts.relayOverrides.some((one) => one.relay === written && one.clients.contains(controllingIp));
  const chosen = written === "" || ownName ? facts.pickRelay() : written;
  const plan = planRelay(chosen, controllingIp, target.registeredIp, facts.relayOverrides);
  const relayServer = written === "" || ownName ? relayForTarget(written, plan) : written;
  return { kind: "forward", relayServer, relay: { ...plan, forControlling: written || plan.forControlling } };
}

function refuse(text: string, reason: RelayedRefusal): RequestRelayDecision {
  return { kind: "refuse", response: relayRefusal(text), reason };
}
