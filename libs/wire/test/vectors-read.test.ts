import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import {
  decodeMessage,
  Ed25519KeyPair,
  encodeMessage,
  type MessageBodies,
  type MessageKind,
  unmangleAddress,
} from "../src/index.ts";
import { devicePk, deviceUuid, hex } from "./vectors.ts";

/** The body of a message that must read as this kind. */
function bodyOf<K extends MessageKind>(kind: K, bytes: Uint8Array): MessageBodies[K] {
  const message = decodeMessage(bytes);
  assert.equal(message?.kind, kind);
  return message?.body as MessageBodies[K];
}
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const signedPk =
  "bf570b4f730765fa4d45a224c92cf42a01913edb97818fee10cbf6616b69569ad94a00b29845eebae724778be4b3743fc413ebad3d4d28dc7317c80e3a0198090a0931323334353637383912202152f8d19b791d24453242e15f2eab6cb7cffa7b6a5ed30097960e069881db12";

const emptyRelayResponse = (): MessageBodies["relayResponse"] => ({
  socketAddr: new Uint8Array(0),
  uuid: "",
  relayServer: "",
  refuseReason: "",
  version: "",
  feedback: 0,
  socketAddrV6: new Uint8Array(0),
  upnpPort: 0,
});

describe("what no vector has", () => {
  const punch = bodyOf("punchHole", hex("4a00"));

  it("[PH-5] keeps all 64 permission bits", () => {
    for (const permissions of [0n, 1n, 0x2000042n, 2n ** 53n + 1n, 2n ** 63n + 1n, 2n ** 64n - 1n]) {
      const bytes = encodeMessage({ kind: "punchHole", body: { ...punch, controlPermissions: { permissions } } });
      assert.deepEqual(bodyOf("punchHole", bytes).controlPermissions, { permissions });
    }
  });

  it("[PB-1] takes text that holds the replacement character, and no text that is not UTF-8", () => {
    const bytes = encodeMessage({ kind: "hc", body: { token: "a\ufffdb" } });
    assert.deepEqual(bodyOf("hc", bytes), { token: "a\ufffdb" });
    assert.equal(decodeMessage(hex("d201050a0361ff62")), undefined);
    assert.equal(decodeMessage(hex("ba01071205616263c328")), undefined, "in a repeated field");
  });

  it("[PB-1] of a oneof the last member counts", () => {
    const answer = bodyOf("punchHoleResponse", hex("5a0428013001"));
    assert.deepEqual([answer.isLocal, "natType" in answer], [true, false]);
  });

  it("[PB-2] reads no message that could not be edited: groups are refused inside as well", () => {
    assert.equal(decodeMessage(hex("9a01040b08010c")), undefined);
    assert.equal(decodeMessage(hex("9a0103a3060c")), undefined);
  });

  it("knows nested messages with their defaults, and which are absent", () => {
    assert.deepEqual(bodyOf("testNatResponse", hex("aa01021200")), {
      port: 0,
      cu: { serial: 0, rendezvousServers: [] },
    });
    assert.equal("cu" in bodyOf("testNatResponse", hex("aa0100")), false);
    assert.deepEqual(bodyOf("punchHole", hex("4a0442004a00")).controlPermissions, { permissions: 0n });
    assert.deepEqual(bodyOf("httpProxyRequest", hex("da01021a00")).headers, [{ name: "", value: "" }]);
  });

  it("passes unknown enum numbers through, negative ones too", () => {
    const bytes = encodeMessage({ kind: "punchHole", body: { ...punch, natType: 77, udpPort: -1 } });
    const read = bodyOf("punchHole", bytes);
    assert.deepEqual([read.natType, read.udpPort], [77, -1]);
  });
});

describe("conformance vectors that are read", () => {
  it("C11 reads udp_port behind the other fields", () => {
    const push = bodyOf("punchHole", hex("4a120a0aa92af1ac682486ae4a33180120eee402"));
    assert.deepEqual([push.udpPort, push.natType], [45678, 1]);
  });

  it("C12 reads PunchHoleSent, and the answer that A gets", () => {
    const sent = bodyOf(
      "punchHoleSent",
      hex(
        "52390a0aa92af1ac682486ae4a3312093132333435363738391a1772656c61792e6578616d706c652e636f6d3a323131313720012a05312e342e39",
      ),
    );
    assert.deepEqual(unmangleAddress(sent.socketAddr), { ip: "203.0.113.7", port: 54321 });
    assert.deepEqual(
      [sent.id, sent.relayServer, sent.natType, sent.version],
      ["123456789", "relay.example.com:21117", 1, "1.4.9"],
    );
    const answer = bodyOf(
      "punchHoleResponse",
      hex(`5a97010a0b37addf7d5bbd6be523d001126d${signedPk}221772656c61792e6578616d706c652e636f6d3a32313131372801`),
    );
    assert.deepEqual(unmangleAddress(answer.socketAddr), { ip: "198.51.100.9", port: 61000 });
    assert.equal(text(answer.pk), signedPk);
    assert.deepEqual([answer.natType, "isLocal" in answer], [1, false]);
  });

  it("C12 writes that answer byte for byte", () => {
    const body = {
      socketAddr: hex("37addf7d5bbd6be523d001"),
      pk: hex(signedPk),
      failure: 0,
      relayServer: "relay.example.com:21117",
      natType: 1,
      otherFailure: "",
      feedback: 0,
      isUdp: false,
      upnpPort: 0,
      socketAddrV6: new Uint8Array(0),
    };
    const expected = `5a97010a0b37addf7d5bbd6be523d001126d${signedPk}221772656c61792e6578616d706c652e636f6d3a32313131372801`;
    assert.equal(encodeMessage({ kind: "punchHoleResponse", body }).toString("hex"), expected);
  });

  it("C14 reads LocalAddr with B's own address", () => {
    const local = bodyOf(
      "localAddr",
      hex(
        "6a430a0aa92af1ac682486ae4a33120accc302000000825103281a1772656c61792e6578616d706c652e636f6d3a323131313722093132333435363738392a05312e342e39",
      ),
    );
    assert.deepEqual(unmangleAddress(local.localAddr), { ip: "192.168.1.20", port: 50123 });
    assert.equal(local.id, "123456789");
  });

  it("C15 reads RelayResponse: of the oneof the id, not the pk", () => {
    const relay = bodyOf(
      "relayResponse",
      hex(
        "9a015d0a0aa92af1ac682486ae4a33122431313131313131312d323232322d343333332d383434342d3535353535353535353535351a1772656c61792e6578616d706c652e636f6d3a323131313722093132333435363738393a05312e342e39",
      ),
    );
    assert.deepEqual([relay.id, relay.uuid], ["123456789", "11111111-2222-4333-8444-555555555555"]);
    assert.equal("pk" in relay, false);
  });

  it("C16 writes a refusal as the vector has it", () => {
    const body = { ...emptyRelayResponse(), refuseReason: "not allowed" };
    assert.equal(encodeMessage({ kind: "relayResponse", body }).toString("hex"), "9a010d320b6e6f7420616c6c6f776564");
  });

  it("C17 reads ten ids", () => {
    const ids = Array.from({ length: 10 }, (_, at) => String(100000001 + at));
    const bytes =
      "ba01790a093132333435363738391209313030303030303031120931303030303030303212093130303030303030331209313030303030303034120931303030303030303512093130303030303030361209313030303030303037120931303030303030303812093130303030303030391209313030303030303130";
    assert.deepEqual(bodyOf("onlineRequest", hex(bytes)), { id: "123456789", peers: ids });
    assert.equal(
      encodeMessage({ kind: "onlineRequest", body: { id: "123456789", peers: ids } }).toString("hex"),
      bytes,
    );
  });

  it("C21 reads a change of id: old id, no key", () => {
    const change = bodyOf(
      "registerPk",
      hex(
        "7a3b0a086e65776e616d6531122435613231666437372d333430352d343437392d626636312d6135386239316335353562342209313233343536373839",
      ),
    );
    assert.deepEqual([change.id, change.oldId, change.pk.length], ["newname1", "123456789", 0]);
    assert.deepEqual(Buffer.from(change.uuid), deviceUuid);
  });

  it("C24 reads a tunnelled request and writes its answer", () => {
    const request = bodyOf(
      "httpProxyRequest",
      hex(
        "da01400a04504f535412122f6170692f6865617274626561743f783d311a200a0c436f6e74656e742d5479706512106170706c69636174696f6e2f6a736f6e22027b7d",
      ),
    );
    assert.deepEqual([request.method, request.path], ["POST", "/api/heartbeat?x=1"]);
    assert.deepEqual(request.headers, [{ name: "Content-Type", value: "application/json" }]);
    const body = {
      status: 200,
      headers: [{ name: "content-type", value: "application/json" }],
      body: Buffer.from("{}"),
      error: "",
    };
    const expected = "e2012908c80112200a0c636f6e74656e742d7479706512106170706c69636174696f6e2f6a736f6e1a027b7d";
    assert.equal(encodeMessage({ kind: "httpProxyResponse", body }).toString("hex"), expected);
  });

  it("C25 reads a health check's token", () =>
    assert.deepEqual(bodyOf("hc", hex("d201050a03746f6b")), { token: "tok" }));

  it("C26 verifies the grant that a device signs for switching sides", () => {
    const code = createHash("sha256").update("0f8fad5b-d9cb-469f-a165-70867728950e").digest("base64");
    assert.equal(code, "yBLh7bZEF9YJDc+68WwhzY6GZcBDluHttHL+z7J5fGo=");
    const verifier = createHash("sha256").update(`switch-grant-verifier\0${code}`).digest("base64");
    assert.equal(verifier, "kNCg3BAo4AY4+zOiycY7/DSF1NKrbtcJ3qB8RAkV7sA=");
    const device = Ed25519KeyPair.fromSecret(Buffer.concat([Buffer.alloc(32, 0x42), devicePk]));
    const grant = device.sign(Buffer.from(["switch-grant", "123456789", verifier, "1760000000"].join("\0")));
    assert.equal(
      grant.toString("base64"),
      "dZSZlYsURCleNyvWbfaFL00GJBvoDqzNQelIkaCSLeKIBdJdbzyAbQxP4zQ/A/7lRIQhzuN21wVbK7cVHMg+Cw==",
    );
  });
});
