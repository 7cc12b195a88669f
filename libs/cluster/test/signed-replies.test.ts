import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decideReply, type Reply, type ReplyFacts, type WaitingRequest } from "@fairlead/protocol";
import { decodeMessage, Ed25519KeyPair, editFields, mangleAddress, packTag } from "@fairlead/wire";
import { Ed25519Signer } from "../src/index.ts";

const seed = Uint8Array.from({ length: 32 }, (_, index) => index);
const publicKey = Buffer.from("A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=", "base64");
const signer = new Ed25519Signer(Ed25519KeyPair.fromSecret(Buffer.concat([seed, publicKey])));
const targetPk = Buffer.from("2152f8d19b791d24453242e15f2eab6cb7cffa7b6a5ed30097960e069881db12", "hex");
const C13 =
  "bf570b4f730765fa4d45a224c92cf42a01913edb97818fee10cbf6616b69569ad94a00b29845eebae724778be4b3743fc413ebad3d4d28dc7317c80e3a0198090a0931323334353637383912202152f8d19b791d24453242e15f2eab6cb7cffa7b6a5ed30097960e069881db12";
const A = { ip: "203.0.113.7", port: 54_321 };
const B = { ip: "198.51.100.9", port: 61_000 };
const tag = packTag({ slot: 0, entry: 1, nonce: 2 });
const relay = "relay.example.com:21117";

const waiting: WaitingRequest = {
  kind: "punch",
  controlling: A,
  targetId: "123456789",
  targetIp: B.ip,
  tag,
  tm: 0x12345678,
  relay: { chosen: relay, forControlling: relay, forTarget: relay },
  uuid: "",
  answered: false,
};
const facts: ReplyFacts = {
  source: { transport: "tcp", address: B },
  signTarget: () => signer.signIdPk("123456789", targetPk),
  tm: 0xdeadbeef,
};

/** The page's reply with our tag in its socket_addr, as a client would echo it. */
function tagged(hex: string): Reply {
  const message = decodeMessage(Buffer.from(hex, "hex"));
  assert.ok(message?.kind === "punchHoleSent" || message?.kind === "relayResponse" || message?.kind === "localAddr");
  if (message.kind === "localAddr") return message;
  const socketAddr = mangleAddress(A, 0x12345678, tag);
  const raw = editFields(message.raw, [{ field: 1, set: socketAddr }]);
  return { ...message, raw, body: { ...message.body, socketAddr } } as Reply;
}
function delivered(hex: string): Buffer {
  const decision = decideReply(tagged(hex), waiting, facts);
  assert.equal(decision.kind, "deliver");
  return Buffer.from(decision.kind === "deliver" ? decision.payload : []);
}

describe("replies with the signed key", () => {
  it("[PS-1] [KEY-6] C12 C13 PunchHoleSent becomes the page's PunchHoleResponse, byte for byte", () => {
    const sent =
      "52390a0aa92af1ac682486ae4a3312093132333435363738391a1772656c61792e6578616d706c652e636f6d3a323131313720012a05312e342e39";
    const head = "5a97010a0b37addf7d5bbd6be523d001126d";
    const tail = "221772656c61792e6578616d706c652e636f6d3a32313131372801";
    assert.equal(delivered(sent).toString("hex"), head + C13 + tail);
  });

  it("[LA-1] [KEY-6] C13 C14 LocalAddr becomes is_local with B's address verbatim", () => {
    const local =
      "6a430a0aa92af1ac682486ae4a33120accc302000000825103281a1772656c61792e6578616d706c652e636f6d3a323131313722093132333435363738392a05312e342e39";
    const message = decodeMessage(delivered(local));
    assert.ok(message?.kind === "punchHoleResponse");
    const { socketAddr, isLocal, pk } = message.body;
    assert.equal(Buffer.from(socketAddr).toString("hex"), "ccc30200000082510328");
    assert.deepEqual([isLocal, Buffer.from(pk).toString("hex")], [true, C13]);
  });

  it("[RR-1] [KEY-6] C13 C15 RelayResponse has the key instead of the id", () => {
    const response =
      "9a015d0a0aa92af1ac682486ae4a33122431313131313131312d323232322d343333332d383434342d3535353535353535353535351a1772656c61792e6578616d706c652e636f6d3a323131313722093132333435363738393a05312e342e39";
    const message = decodeMessage(delivered(response));
    assert.ok(message?.kind === "relayResponse");
    const { socketAddr, uuid, relayServer, id, pk, version } = message.body;
    assert.deepEqual([socketAddr.length, id, Buffer.from(pk ?? []).toString("hex")], [0, undefined, C13]);
    assert.deepEqual([uuid, relayServer, version], ["11111111-2222-4333-8444-555555555555", relay, "1.4.9"]);
  });
});
