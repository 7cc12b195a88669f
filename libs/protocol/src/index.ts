/**
 * Floor 2: what must be answered, as pure rules. Owns the decision for every message a client sends, the limits on registrations, relay choice, the relay's
 * pairing table and downgrade rule. `decide(request, facts)` answers a value; time is passed in. Does not own storage, sockets or sending.
 */
export * from "./change-id.ts";
export * from "./console-listing.ts";
export * from "./downgrade-rule.ts";
export * from "./explain-relay-choice.ts";
export * from "./forward.ts";
export * from "./held-by-address.ts";
export * from "./http-headers.ts";
export * from "./http-proxy.ts";
export * from "./http-proxy-path.ts";
export * from "./identity-shape.ts";
export * from "./ip-changes.ts";
export * from "./lan-rule.ts";
export * from "./licence-keys.ts";
export * from "./online-states.ts";
export * from "./pairing-table.ts";
export * from "./presence.ts";
export * from "./punch-hole.ts";
export * from "./punch-hole-response.ts";
export * from "./punch-target.ts";
export * from "./punch-trace.ts";
export * from "./register-pk.ts";
export * from "./registration-limits.ts";
export * from "./relay-candidate.ts";
export * from "./relay-choice.ts";
export * from "./relay-distance.ts";
export * from "./relay-leg.ts";
export * from "./relay-plan.ts";
export * from "./relay-reasoning.ts";
export * from "./relay-reservations.ts";
export * from "./reply.ts";
export * from "./reply-decision.ts";
export * from "./reply-proof.ts";
export * from "./request-facts.ts";
export * from "./request-relay.ts";
export * from "./server-list.ts";
export * from "./source-budget.ts";
export * from "./transport.ts";
export * from "./waiting-request.ts";
export * from "./web-socket-reach.ts";
