import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { editFields, mangleAddress, type RelayResponse } from "@fairlead/wire";
import {
  A,
  admitted,
  decided,
  dropped,
  forwarded,
  from,
  punch,
  relay,
  relayed,
  relayReply,
  response,
  signature,
  tm,
  uuid,
} from "./support/replies.ts";

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
    assert.ok(decision.kind === "deliver" && !Buffer.from(decision.payload).includes("123456789"), "B's id is gone");
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
