import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeMessage, mangleAddress, unmangleAddress } from "@fairlead/wire";
import { decideReply, replyKey } from "../src/index.ts";
import {
  A,
  admitted,
  B,
  decided,
  dropped,
  facts,
  forwarded,
  from,
  local,
  noBytes,
  punch,
  relay,
  relayed,
  relayReply,
  reply,
  response,
  sent,
  signature,
  socketAddr,
  tag,
  tm,
} from "./support/replies.ts";

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

  it("[PS-1] [LA-1] incident 27: B's IPv6 address and mapped port reach A", () => {
    const socketAddrV6 = mangleAddress({ ip: "2001:db8::9", port: 7000 }, 0);
    for (const carried of [sent({ socketAddrV6, upnpPort: 3333 }), local({ socketAddrV6 })])
      assert.deepEqual(Buffer.from(response(decided(carried)).socketAddrV6), socketAddrV6);
    assert.equal(response(decided(sent({ upnpPort: 3333 }))).upnpPort, 3333);
    const { socketAddrV6: kept } = forwarded(decided(relayReply({ socketAddrV6 })));
    assert.deepEqual(Buffer.from(kept), socketAddrV6);
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
