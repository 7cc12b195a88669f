import assert from "node:assert/strict";
import {
  decodeMessage,
  encodeMessage,
  type LocalAddr,
  mangleAddress,
  type OutgoingMessage,
  type PunchHoleResponse,
  type PunchHoleSent,
  packTag,
  type RelayResponse,
} from "@fairlead/wire";
import { decideReply, type Reply, type ReplyDecision, type ReplyFacts, type WaitingRequest } from "../../src/index.ts";

export const relay = "relay.example.com:21117";
export const A = { ip: "203.0.113.7", port: 54_321 };
export const B = { ip: "198.51.100.9", port: 61_000 };
export const tag = packTag({ slot: 3, entry: 77, nonce: 4242 });
export const tm = 0x12345678;
export const socketAddr = mangleAddress(A, tm, tag);
export const uuid = "11111111-2222-4333-8444-555555555555";
export const signature = Buffer.from("signed id and key");
export const noBytes = new Uint8Array(0);

export const plan = { chosen: relay, forControlling: relay, forTarget: relay };
export const punch: WaitingRequest = {
  kind: "punch",
  controlling: A,
  targetId: "123456789",
  targetIp: B.ip,
  tag,
  tm,
  relay: plan,
  uuid: "",
  answered: false,
};
export const relayed: WaitingRequest = { ...punch, kind: "relay", uuid };
export const facts: ReplyFacts = {
  source: { transport: "tcp", address: B },
  signTarget: () => signature,
  tm: 0xdeadbeef,
};
export const from = (transport: "tcp" | "udp" | "ws", ip = B.ip): Partial<ReplyFacts> => ({
  source: { transport, address: { ip, port: B.port } },
});

export function reply(message: OutgoingMessage): Reply {
  const decoded = decodeMessage(encodeMessage(message));
  assert.ok(decoded?.kind === "punchHoleSent" || decoded?.kind === "localAddr" || decoded?.kind === "relayResponse");
  return decoded;
}
export function sent(fields: Partial<PunchHoleSent> = {}): Reply {
  const body = {
    socketAddr,
    id: "123456789",
    relayServer: relay,
    natType: 1,
    version: "1.4.9",
    upnpPort: 0,
    socketAddrV6: noBytes,
  };
  return reply({ kind: "punchHoleSent", body: { ...body, ...fields } });
}
export function local(fields: Partial<LocalAddr> = {}): Reply {
  const localAddr = Buffer.from("ccc30200000082510328", "hex");
  const body = {
    socketAddr: mangleAddress(A, 99),
    localAddr,
    relayServer: relay,
    id: "123456789",
    version: "1.4.9",
    socketAddrV6: noBytes,
  };
  return reply({ kind: "localAddr", body: { ...body, ...fields } });
}
export function relayReply(fields: Partial<RelayResponse> = {}): Reply {
  const body = {
    socketAddr,
    uuid,
    relayServer: relay,
    id: "123456789",
    refuseReason: "",
    version: "1.4.9",
    feedback: 0,
    socketAddrV6: noBytes,
    upnpPort: 0,
  };
  return reply({ kind: "relayResponse", body: { ...body, ...fields } });
}
export const decided = (
  one: Reply,
  waiting: WaitingRequest | undefined = punch,
  more: Partial<ReplyFacts> = {},
): ReplyDecision => decideReply(one, waiting, { ...facts, ...more });
export function response(decision: ReplyDecision): PunchHoleResponse {
  assert.equal(decision.kind, "deliver", `dropped: ${decision.kind === "drop" ? decision.reason : ""}`);
  const message = decision.kind === "deliver" ? decodeMessage(decision.payload) : undefined;
  assert.ok(message?.kind === "punchHoleResponse");
  return message.body;
}
export function forwarded(decision: ReplyDecision): RelayResponse {
  assert.equal(decision.kind, "deliver", `dropped: ${decision.kind === "drop" ? decision.reason : ""}`);
  const message = decision.kind === "deliver" ? decodeMessage(decision.payload) : undefined;
  assert.ok(message?.kind === "relayResponse");
  return message.body;
}
export const admitted = (decision: ReplyDecision): string | undefined =>
  decision.kind === "deliver" ? decision.admits : "dropped";
export const dropped = (decision: ReplyDecision): string =>
  decision.kind === "drop" ? decision.reason : decision.kind;
