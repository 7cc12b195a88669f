import type { DropReason } from "@fairlead/base";
import { isIpv4, readRouting, type SocketAddress, unmangleAddress } from "@fairlead/wire";
import type { Reply, ReplySource } from "./reply-decision.ts";
import type { WaitingRequest } from "./waiting-request.ts";

/**
 * Where to look for the request that a reply answers: by its tag, or, for what carries none, by A's address and B's id. B's id is empty in the
 * answer to RequestRelay.
 */
export type ReplyKey =
  | { readonly kind: "tag"; readonly tag: bigint }
  | { readonly kind: "address"; readonly controlling: SocketAddress; readonly targetId: string };

/** [PS-3] [PS-4] LocalAddr re-encodes the address, which loses the tag; IPv6 has no room for one. */
export function replyKey(reply: Reply): ReplyKey {
  const routing = reply.kind === "localAddr" ? undefined : readRouting(reply.body.socketAddr);
  if (routing !== undefined && routing.tag !== 0n) return { kind: "tag", tag: routing.tag };
  return { kind: "address", controlling: unmangleAddress(reply.body.socketAddr), targetId: reply.body.id ?? "" };
}

/** [CL-24] Whether the answer to this push may come without its tag. */
export function losesTag(push: "punch" | "fetchLocal" | "relay", controllingIp: string): boolean {
  return push === "fetchLocal" || !isIpv4(controllingIp);
}

/** Why this reply does not prove that it answers this request; `undefined` = it does. */
export function replyFault(reply: Reply, waiting: WaitingRequest, source: ReplySource): DropReason | undefined {
  if (source.transport === "udp" && reply.kind !== "punchHoleSent") return "unexpected_message";
  if (!answersKind(reply, waiting) || !namesTarget(reply, waiting)) return "unmatched_reply";
  const key = replyKey(reply);
  const proven = key.kind === "tag" ? provenByTag(reply, waiting) : provenByAddress(reply, waiting, source);
  if (!proven) return "unmatched_reply";
  if (source.transport === "udp" && source.address.ip !== waiting.targetIp) return "unverified_source";
  return waiting.answered ? "duplicate_reply" : undefined;
}

/** PunchHoleSent and LocalAddr answer a punch; RelayResponse answers both. */
function answersKind(reply: Reply, waiting: WaitingRequest): boolean {
  return reply.kind === "relayResponse" || waiting.kind === "punch";
}

function namesTarget(reply: Reply, waiting: WaitingRequest): boolean {
  const id = reply.body.id ?? "";
  if (id === waiting.targetId) return true;
  return id === "" && reply.kind === "relayResponse";
}

/** From any source address: B may leave through another one than it registered from. The tag and the nonce are the proof. */
function provenByTag(reply: Reply, waiting: WaitingRequest): boolean {
  const routing = readRouting(reply.body.socketAddr);
  if (routing === undefined || routing.tag !== waiting.tag || routing.tm !== waiting.tm) return false;
  return sameAddress(routing.address, waiting.controlling);
}

/** For what cannot carry a tag: A's address, and B's registered address as the source. */
function provenByAddress(reply: Reply, waiting: WaitingRequest, source: ReplySource): boolean {
  if (reply.kind !== "localAddr" && isIpv4(waiting.controlling.ip)) return false;
  if (source.address.ip !== waiting.targetIp) return false;
  return sameAddress(unmangleAddress(reply.body.socketAddr), waiting.controlling);
}

function sameAddress(one: SocketAddress, other: SocketAddress): boolean {
  return one.port === other.port && one.ip === other.ip;
}
