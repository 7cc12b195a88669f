import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeMessage, editFields, encodeMessage, unmangleAddress, wrapMessage } from "@fairlead/wire";
import { bodyOf, NOTHING, nextOf, RELAY, relayResponse, requestRelay, sayOnce } from "./exchange.ts";
import { ANSWER_MS, B_ID, PUNCH_REQUEST, SIGNED_B, sendHex, TestServer } from "./test-server.ts";

function varint(value: number): string {
  return Buffer.from([(value & 0x7f) | 0x80, value >> 7]).toString("hex");
}

describe("relaying", () => {
  it("C15 [RR-1] [RL-3]: B's RelayResponse reaches A with the signed key, after the relay was told", async () => {
    await using server = await TestServer.start({ relays: [RELAY] });
    const b = await server.registeredUdp();
    const a = await server.tcp();
    sendHex(a, PUNCH_REQUEST);
    const { socketAddr } = await nextOf("punchHole", b);
    await sayOnce(server, "127.0.0.3", {
      kind: "relayResponse",
      body: relayResponse(socketAddr, { uuid: "session-1" }),
    });
    const answer = await nextOf("relayResponse", a);
    assert.deepEqual(
      [answer.socketAddr.length, answer.uuid, answer.relayServer, answer.id],
      [0, "session-1", RELAY, undefined],
    );
    assert.equal(Buffer.from(answer.pk ?? NOTHING).toString("hex"), SIGNED_B);
    const admission = { uuid: "session-1", peerId: B_ID, fromIp: "127.0.0.2", purpose: "session", relay: RELAY };
    assert.partialDeepStrictEqual(server.admitted, [admission]);
  });

  it("C16 [RR-2] [PH-5] [PB-2]: A's RequestRelay reaches B with A's address, unknown fields and none of A's secrets", async () => {
    await using server = await TestServer.start();
    const b = await server.registeredUdp();
    const a = await server.tcp();
    const unknown = "aa0603616263"; // field 101: "abc"
    const plain =
      "0a09313233343536373839122431313131313131312d323232322d343333332d383434342d353535353535353535353535221772656c61792e6578616d706c652e636f6d3a32313131372801";
    const secrets =
      "3206" +
      Buffer.from("lickey").toString("hex") +
      "4205" +
      Buffer.from("token").toString("hex") +
      "4a0308c2005a03" +
      Buffer.from("swc").toString("hex");
    const body = plain + secrets + unknown;
    const length = (body.length / 2).toString(16).padStart(2, "0");
    sendHex(a, `9201${Number.parseInt(length, 16) < 128 ? length : varint(body.length / 2)}${body}`);
    const datagram = await b.client.receiveBytes(ANSWER_MS);
    const pushed = bodyOf("requestRelay", datagram);
    assert.deepEqual(unmangleAddress(pushed.socketAddr), a.local);
    assert.deepEqual([pushed.relayServer, pushed.secure], [RELAY, true]);
    assert.ok(datagram.includes(Buffer.from(unknown, "hex")));
    for (const secret of ["lickey", "token", "swc"]) assert.ok(!datagram.includes(secret), secret);
    assert.equal(pushed.controlPermissions, undefined);

    const answerOfB = relayResponse(pushed.socketAddr, { uuid: "", relayServer: "" });
    await sayOnce(server, "127.0.0.3", { kind: "relayResponse", body: { ...answerOfB, id: "" } });
    await nextOf("relayResponse", a);
    assert.deepEqual(
      server.admitted.map(({ uuid }) => uuid),
      ["11111111-2222-4333-8444-555555555555"],
    );
  });

  it("[PH-5] [PB-1]: a secret said twice, or in an earlier message of the envelope, does not reach B either", async () => {
    await using server = await TestServer.start();
    const b = await server.registeredUdp();
    const a = await server.tcp();
    const text = (tag: string, value: string): string =>
      tag + value.length.toString(16).padStart(2, "0") + Buffer.from(value).toString("hex");
    const asked = text("0a", B_ID) + text("12", "a-uuid");
    const secrets = [
      text("42", "secret-2"),
      text("42", "secret-3"),
      text("5a", "secret-4"),
      text("52", "\n\u0008secret-5"),
    ];
    const first = text("42", "secret-1") + asked;
    const last = secrets[0] + asked + secrets.slice(1).join("");
    const member = (body: string): string => `9201${varint(body.length / 2)}${body}`;
    sendHex(a, member(first) + member(last));
    const datagram = await b.client.receiveBytes(ANSWER_MS);
    assert.equal(bodyOf("requestRelay", datagram).uuid, "a-uuid");
    assert.ok(!datagram.includes("secret"), datagram.toString("latin1"));
  });

  it("[RR-1] [KEY-6]: a key that B wrote itself never reaches A", async () => {
    await using server = await TestServer.start({ relays: [RELAY] });
    const b = await server.registeredUdp();
    const a = await server.tcp();
    sendHex(a, PUNCH_REQUEST);
    const { socketAddr } = await nextOf("punchHole", b);
    const body = relayResponse(socketAddr, { uuid: "u" });
    const { raw } = decodeMessage(encodeMessage({ kind: "relayResponse", body })) ?? assert.fail();
    const forged = editFields(raw, [{ field: 5, set: "a key of B's own" }]);
    const withId = Buffer.concat([forged, editFields(Buffer.alloc(0), [{ field: 4, set: B_ID }])]);
    const connection = await server.tcp("127.0.0.3");
    connection.sendPayload(wrapMessage("relayResponse", withId));
    const payload = await a.receivePayload(ANSWER_MS);
    assert.ok(!payload.includes("B's own"));
    assert.ok(payload.includes(Buffer.from(SIGNED_B, "hex")));
  });

  it("[RR-2] [RL-3]: a uuid is any text of 1 to 128 bytes, and may be brokered again", async () => {
    await using server = await TestServer.start();
    const b = await server.registeredUdp();
    const uuid = "\u00e9".repeat(64);
    for (let session = 1; session <= 2; session += 1) {
      const a = await server.tcp();
      a.send({ kind: "requestRelay", body: requestRelay({ uuid }) });
      const { socketAddr } = await nextOf("requestRelay", b);
      const body = relayResponse(socketAddr, { id: "", uuid: "", relayServer: "" });
      await sayOnce(server, "127.0.0.3", { kind: "relayResponse", body });
      await nextOf("relayResponse", a);
      assert.deepEqual(
        server.admitted.map((one) => one.uuid),
        Array(session).fill(uuid),
      );
    }
    const a = await server.tcp();
    a.send({ kind: "requestRelay", body: requestRelay({ uuid: `${uuid}x` }) });
    await a.whenEnded;
  });

  it("C16 [RR-3]: what cannot be pushed is refused with a reason, at once", async () => {
    await using server = await TestServer.start();
    const a = await server.tcp();
    a.send({ kind: "requestRelay", body: requestRelay() });
    assert.match((await nextOf("relayResponse", a)).refuseReason, /not exist/);
  });

  it("[RL-3] [RR-1]: a refusal reaches A and admits nothing", async () => {
    await using server = await TestServer.start();
    const b = await server.registeredUdp();
    const a = await server.tcp();
    a.send({ kind: "requestRelay", body: requestRelay() });
    const { socketAddr } = await nextOf("requestRelay", b);
    const refusal = relayResponse(socketAddr, { refuseReason: "not allowed" });
    await sayOnce(server, "127.0.0.3", { kind: "relayResponse", body: refusal });
    assert.equal((await nextOf("relayResponse", a)).refuseReason, "not allowed");
    assert.deepEqual(server.admitted, []);
  });

  it("[RR-4]: a relay that B wrote is passed on unchanged", async () => {
    await using server = await TestServer.start({ relays: [RELAY] });
    const b = await server.registeredUdp();
    const a = await server.tcp();
    sendHex(a, PUNCH_REQUEST);
    const { socketAddr } = await nextOf("punchHole", b);
    const own = relayResponse(socketAddr, { uuid: "u", relayServer: "own.relay:2222" });
    await sayOnce(server, "127.0.0.3", { kind: "relayResponse", body: own });
    assert.equal((await nextOf("relayResponse", a)).relayServer, "own.relay:2222");
  });
});
