import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  decodeMessage,
  editFields,
  encodeMessage,
  mangleAddress,
  type OutgoingMessage,
  type PunchHoleResponse,
  packTag,
  type RelayResponse,
  unmangleAddress,
} from "@fairlead/wire";
import {
  decideReply,
  type Reply,
  type ReplyDecision,
  type ReplyFacts,
  replyKey,
  type WaitingRequest,
} from "../src/index.ts";

const relay = "relay.example.com:21117";
const A = { ip: "203.0.113.7", port: 54_321 };
const B = { ip: "198.51.100.9", port: 61_000 };
const tag = packTag({ slot: 3, entry: 77, nonce: 4242 });
const tm = 0x12345678;
const socketAddr = mangleAddress(A, tm, tag);
const uuid = "11111111-2222-4333-8444-555555555555";
const signature = Buffer.from("signed id and key");
const noBytes = new Uint8Array(0);

const plan = { chosen: relay, forControlling: relay, forTarget: relay };
const punch: WaitingRequest = {
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
const relayed: WaitingRequest = { ...punch, kind: "relay", uuid };
const facts: ReplyFacts = { source: { transport: "tcp", address: B }, signTarget: () => signature, tm: 0xdeadbeef };
const from = (transport: "tcp" | "udp" | "ws", ip = B.ip): Partial<ReplyFacts> => ({
  source: { transport, address: { ip, port: B.port } },
});

function reply(message: OutgoingMessage): Reply {
  const decoded = decodeMessage(encodeMessage(message));
  assert.ok(decoded?.kind === "punchHoleSent" || decoded?.kind === "localAddr" || decoded?.kind === "relayResponse");
  return decoded;
}
function sent(fields: { socketAddr?: Uint8Array; id?: string; relayServer?: string; version?: string } = {}): Reply {
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
function local(fields: { socketAddr?: Uint8Array; id?: string; localAddr?: Uint8Array } = {}): Reply {
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
function relayReply(fields: Partial<RelayResponse> = {}): Reply {
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
const decided = (
  one: Reply,
  waiting: WaitingRequest | undefined = punch,
  more: Partial<ReplyFacts> = {},
): ReplyDecision => decideReply(one, waiting, { ...facts, ...more });
function response(decision: ReplyDecision): PunchHoleResponse {
  assert.equal(decision.kind, "deliver", `dropped: ${decision.kind === "drop" ? decision.reason : ""}`);
  const message = decision.kind === "deliver" ? decodeMessage(decision.payload) : undefined;
  assert.ok(message?.kind === "punchHoleResponse");
  return message.body;
}
function forwarded(decision: ReplyDecision): RelayResponse {
  assert.equal(decision.kind, "deliver", `dropped: ${decision.kind === "drop" ? decision.reason : ""}`);
  const message = decision.kind === "deliver" ? decodeMessage(decision.payload) : undefined;
  assert.ok(message?.kind === "relayResponse");
  return message.body;
}
const admitted = (decision: ReplyDecision): string | undefined =>
  decision.kind === "deliver" ? decision.admits : "dropped";
const dropped = (decision: ReplyDecision): string => (decision.kind === "drop" ? decision.reason : decision.kind);

describe("PunchHoleSent", () => {
  it("[PS-1] C12 tells A B's connection, the signed key, B's relay and nat_type", () => {
    const body = response(decided(sent()));
    assert.equal(Buffer.from(body.socketAddr).toString("hex"), "37addf7d5bbd6be523d001");
    assert.deepEqual(unmangleAddress(body.socketAddr), B);
    assert.deepEqual([Buffer.from(body.pk), body.relayServer, body.natType, body.isUdp], [signature, relay, 1, false]);
    assert.equal(body.isLocal, undefined);
    assert.equal(admitted(decided(sent())), undefined);
  });

  it("[PS-1] C12 reads the wire's own bytes, when the tag is the one that was given", () => {
    const bytes =
      "52390a0aa92af1ac682486ae4a3312093132333435363738391a1772656c61792e6578616d706c652e636f6d3a323131313720012a05312e342e39";
    const message = decodeMessage(Buffer.from(bytes, "hex"));
    assert.ok(message?.kind === "punchHoleSent");
    assert.equal(dropped(decided(message)), "unmatched_reply", "an untagged reply proves nothing");
  });

  it("[PS-2] C12 over UDP it is the UDP address, with is_udp", () => {
    const body = response(decided(sent(), punch, from("udp")));
    assert.equal(body.isUdp, true);
    assert.deepEqual(unmangleAddress(body.socketAddr), B);
  });

  it("[PS-2] over UDP a right tag from another address than B's is not enough", () =>
    assert.equal(dropped(decided(sent(), punch, from("udp", "192.0.2.66"))), "unverified_source"));

  it("[PS-3] over TCP and WebSocket a right tag is enough, from any address", () => {
    assert.equal(decided(sent(), punch, from("tcp", "192.0.2.66")).kind, "deliver");
    assert.equal(decided(sent(), punch, from("ws", "192.0.2.66")).kind, "deliver");
  });

  for (const [what, forged] of [
    ["another nonce in the tag", mangleAddress(A, tm, tag ^ 1n)],
    ["another tm", mangleAddress(A, tm ^ 1, tag)],
    ["no tag", mangleAddress(A, tm)],
    ["another address under the right tag", mangleAddress({ ip: "192.0.2.1", port: 1 }, tm, tag)],
    ["nothing", noBytes],
    ["17 bytes", new Uint8Array(17)],
    ["40 bytes", new Uint8Array(40).fill(7)],
  ] as const)
    it(`[PS-3] a socket_addr with ${what} matches nothing, even from B's address`, () =>
      assert.equal(dropped(decided(sent({ socketAddr: forged }))), "unmatched_reply"));

  it("[PS-3] another device's id under the right tag matches nothing", () => {
    assert.equal(dropped(decided(sent({ id: "987654321" }))), "unmatched_reply");
    assert.equal(dropped(decided(sent({ id: "" }))), "unmatched_reply");
  });

  it("[PS-3] C12 a second copy is dropped, and so is one that nobody waits for", () => {
    assert.equal(dropped(decided(sent(), { ...punch, answered: true })), "duplicate_reply");
    assert.equal(dropped(decided(sent(), { ...punch, answered: true }, from("udp"))), "duplicate_reply");
    assert.equal(dropped(decideReply(sent(), undefined, facts)), "unmatched_reply");
  });

  it("[PS-3] does not answer a RequestRelay", () => assert.equal(dropped(decided(sent(), relayed)), "unmatched_reply"));

  it("[KEY-6] C13 no key for a B without version, or when signing is off", () => {
    assert.equal(response(decided(sent({ version: "" }))).pk.length, 0);
    assert.equal(response(decided(sent(), punch, { signTarget: undefined })).pk.length, 0);
  });

  it("[PS-1] an unset nat_type is still written", () => {
    const body = {
      socketAddr,
      id: "123456789",
      relayServer: "",
      natType: 0,
      version: "",
      upnpPort: 0,
      socketAddrV6: noBytes,
    };
    const decision = decided(reply({ kind: "punchHoleSent", body }), {
      ...punch,
      relay: { chosen: "", forControlling: "", forTarget: "" },
    });
    assert.equal(response(decision).natType, 0);
  });
});

describe("LocalAddr", () => {
  it("[LA-1] C14 gives A B's own address verbatim, is_local and the signed key", () => {
    const body = response(decided(local()));
    assert.equal(Buffer.from(body.socketAddr).toString("hex"), "ccc30200000082510328");
    assert.deepEqual([body.isLocal, Buffer.from(body.pk), body.relayServer], [true, signature, relay]);
  });

  for (const [what, one, more] of [
    ["another A", local({ socketAddr: mangleAddress({ ...A, port: 1 }, 5) }), {}],
    ["another B", local({ id: "987654321" }), {}],
    ["no id", local({ id: "" }), {}],
    ["another source than B's registered address", local(), from("tcp", A.ip)],
  ] as const)
    it(`[PS-4] carries no tag: with ${what} it matches nothing`, () =>
      assert.equal(dropped(decided(one, punch, more)), "unmatched_reply"));

  it("[LA-1] over UDP it is not taken", () =>
    assert.equal(dropped(decided(local(), punch, from("udp"))), "unexpected_message"));

  for (const length of [0, 19])
    it(`[LA-1] an address of ${length} bytes is none`, () =>
      assert.equal(dropped(decided(local({ localAddr: new Uint8Array(length) }))), "bad_message"));
});

describe("a reply to an IPv6 A", () => {
  const A6 = { ip: "2001:db8::7", port: 5000 };
  const waiting = { ...punch, controlling: A6 };
  const toA6 = sent({ socketAddr: mangleAddress(A6, 0) });

  it("[PS-4] matches by A's address, B's id and B's registered address", () => {
    assert.equal(decided(toA6, waiting).kind, "deliver");
    assert.equal(decided(relayReply({ socketAddr: mangleAddress(A6, 0) }), waiting).kind, "deliver");
    assert.deepEqual(replyKey(toA6), { kind: "address", controlling: A6, targetId: "123456789" });
  });

  it("[PS-4] matches nothing from another source, or for another A", () => {
    assert.equal(dropped(decided(toA6, waiting, from("tcp", "192.0.2.66"))), "unmatched_reply");
    assert.equal(dropped(decided(toA6, { ...waiting, controlling: { ...A6, port: 5001 } })), "unmatched_reply");
  });
});

describe("RelayResponse", () => {
  it("[RR-1] C15 drops socket_addr, puts the signed key for the id, keeps the rest", () => {
    const decision = decided(relayReply({ upnpPort: 7, feedback: 3, socketAddrV6: Buffer.alloc(18, 1) }));
    const body = forwarded(decision);
    assert.equal(body.socketAddr.length, 0);
    assert.equal(body.id, undefined);
    assert.deepEqual(Buffer.from(body.pk ?? []), signature);
    assert.deepEqual(
      [body.uuid, body.relayServer, body.version, body.feedback, body.upnpPort],
      [uuid, relay, "1.4.9", 3, 7],
    );
    assert.deepEqual(Buffer.from(body.socketAddrV6), Buffer.alloc(18, 1));
    assert.equal(admitted(decision), uuid);
    assert.equal(decision.kind === "deliver" && decision.outcome, "relay");
  });

  it("[PB-2] C15 keeps a field that nobody here knows", () => {
    const known = relayReply();
    assert.ok(known.kind === "relayResponse");
    const raw = editFields(known.raw, [{ field: 77, set: "from the future" }]);
    const decision = decided({ ...known, raw });
    assert.ok(decision.kind === "deliver");
    assert.ok(Buffer.from(decision.payload).includes("from the future"));
  });

  it("[RR-1] C15 an id without version gets an empty key", () => {
    const body = forwarded(decided(relayReply({ version: "" })));
    assert.deepEqual([body.pk?.length ?? 0, body.id], [0, undefined]);
  });

  it("[RR-4] C15 a relay that B chose itself passes unchanged", () =>
    assert.equal(forwarded(decided(relayReply({ relayServer: "own.example.com" }))).relayServer, "own.example.com"));

  it("[RR-1] an empty relay_server becomes the one that was chosen", () =>
    assert.equal(forwarded(decided(relayReply({ relayServer: "" }))).relayServer, relay));

  it("[RR-1] an empty relay_server is never forwarded when there is none to put", () => {
    const none = { ...punch, relay: { chosen: "", forControlling: "", forTarget: "" } };
    assert.equal(dropped(decided(relayReply({ relayServer: "" }), none)), "no_relay");
    const refusal = response(decided(relayReply({ relayServer: "", refuseReason: "not allowed" }), none));
    assert.equal(refusal.otherFailure, "not allowed");
  });

  it("[RC-3] what B was told by its network, A is told by its own", () => {
    const names = { chosen: relay, forControlling: "lan:21117", forTarget: relay };
    assert.equal(forwarded(decided(relayReply(), { ...punch, relay: names })).relayServer, "lan:21117");
    const other = { chosen: relay, forControlling: relay, forTarget: "lan:21117" };
    const body = forwarded(decided(relayReply({ relayServer: "lan:21117" }), { ...punch, relay: other }));
    assert.equal(body.relayServer, relay);
  });

  for (const bad of ["", "x".repeat(129), "é".repeat(65)])
    it(`[RR-2] a uuid of ${Buffer.byteLength(bad)} bytes opens no session`, () =>
      assert.equal(dropped(decided(relayReply({ uuid: bad }))), "bad_message"));

  it("[RR-2] any text of 1 to 128 bytes is a uuid", () =>
    assert.equal(admitted(decided(relayReply({ uuid: "not/a:uuid\n" }))), "not/a:uuid\n"));

  it("[RR-1] a refusal is forwarded and opens nothing", () => {
    const decision = decided(relayReply({ refuseReason: "not allowed", uuid: "" }));
    assert.equal(forwarded(decision).refuseReason, "not allowed");
    assert.equal(admitted(decision), undefined);
    assert.equal(decision.kind === "deliver" && decision.outcome, "refused");
  });

  it("[RR-1] over UDP it is not taken", () =>
    assert.equal(dropped(decided(relayReply(), punch, from("udp"))), "unexpected_message"));
});

describe("RelayResponse to A's RequestRelay", () => {
  const short: Partial<RelayResponse> = { id: "", uuid: "", relayServer: "" };

  it("[RR-2] C16 has neither id nor uuid nor relay: A's own uuid is admitted", () => {
    const decision = decided(relayReply(short), relayed);
    assert.equal(admitted(decision), uuid);
    const body = forwarded(decision);
    assert.deepEqual([body.pk?.length ?? 0, body.version], [0, "1.4.9"]);
  });

  it("[RR-2] a uuid that B writes into it changes nothing about which session is admitted", () =>
    assert.equal(admitted(decided(relayReply({ ...short, uuid: "another" }), relayed)), uuid));

  it("[RR-3] C16 a refusal reaches A and opens nothing", () => {
    const decision = decided(relayReply({ ...short, refuseReason: "not allowed" }), relayed);
    assert.equal(forwarded(decision).refuseReason, "not allowed");
    assert.equal(admitted(decision), undefined);
  });

  it("[PS-3] is dropped without the tag", () =>
    assert.equal(
      dropped(decided(relayReply({ ...short, socketAddr: mangleAddress(A, tm) }), relayed)),
      "unmatched_reply",
    ));
});
