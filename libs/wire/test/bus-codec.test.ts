import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fuzz } from "@fairlead/testkit";
import { type BusMessage, decodeBusEnvelope, encodeBusEnvelope } from "../src/index.ts";

const bytes = Buffer.from("4a270a0a", "hex");
const MESSAGES: readonly BusMessage[] = [
  { kind: "hello", slot: 3, epoch: "e1", role: "relay", release: "0.2.0", proof: bytes, nonce: bytes },
  { kind: "push", peerId: "123456789", payload: bytes, slot: 1023, epoch: "e1", entry: 1_048_575, trace: "t" },
  { kind: "pushFailed", entry: 7, peerId: "123456789" },
  {
    kind: "reply",
    entry: 7,
    message: bytes,
    transport: "udp",
    address: { ip: "2001:db8::1", port: 61_000 },
    trace: "t",
  },
  { kind: "replyFault", ip: "198.51.100.9" },
  {
    kind: "admit",
    uuid: "u",
    peerId: "123456789",
    fromIp: "203.0.113.7",
    purpose: "session",
    tenant: "acme",
    sessionBps: 2e6,
    deviceBps: 4e6,
    tenantBps: 1e9,
    tenantSessions: 10,
    trace: "t",
  },
  { kind: "moved", peerId: "123456789", epoch: "e0" },
  { kind: "call", seq: 9, words: ["kick-peer", "123456789"] },
  { kind: "answer", seq: 9, json: '{"kind":"text","text":""}' },
  { kind: "echo", nonce: 4_294_967_295 },
  { kind: "echoed", nonce: 1 },
];

describe("bus codec", () => {
  for (const message of MESSAGES)
    it(`carries ${message.kind} unchanged`, () => {
      const read = decodeBusEnvelope(encodeBusEnvelope({ number: 2 ** 40, message }));
      assert.equal(read?.number, 2 ** 40);
      assert.deepEqual(plain(read?.message), plain(message));
    });

  it("fills in what an absent field means", () => {
    const message: BusMessage = {
      kind: "push",
      peerId: "",
      payload: new Uint8Array(0),
      slot: 0,
      epoch: "",
      entry: 0,
      trace: "",
    };
    assert.deepEqual(plain(decodeBusEnvelope(encodeBusEnvelope({ number: 0, message }))?.message), plain(message));
  });

  it("[CL-45] loses a kind of a later release, and reads one with fields it does not know", () => {
    assert.equal(decodeBusEnvelope(Buffer.from("aa0600", "hex")), undefined);
    const known = encodeBusEnvelope({ number: 1, message: { kind: "echo", nonce: 5 } });
    const later = Buffer.concat([known, Buffer.from("a2060161", "hex")]);
    assert.deepEqual(decodeBusEnvelope(later), { number: 1, message: { kind: "echo", nonce: 5 } });
  });

  fuzz("never throws on garbage", 2_000, (random) => {
    const length = random.uint32() % 64;
    decodeBusEnvelope(Uint8Array.from({ length }, () => random.uint32() & 255));
  });
});

/** Bytes compare by content, whatever kind of array holds them. */
function plain(message: BusMessage | undefined): unknown {
  return JSON.parse(
    JSON.stringify(message, (_key, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value,
    ),
  );
}
