import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeMessage, encodeMessage, type RegisterPk } from "@fairlead/wire";
import {
  answerClaim,
  judgeRegisterPk,
  type RegisterPkFacts,
  type RegisterPkJudgement,
  type StoredIdentity,
} from "../src/index.ts";

/** C4's datagram: id 123456789, a uuid of 36 bytes, a key of 32. */
const C4 =
  "7a530a09313233343536373839122435613231666437372d333430352d343437392d626636312d6135386239316335353562341a202152f8d19b791d24453242e15f2eab6cb7cffa7b6a5ed30097960e069881db12";
function registration(): RegisterPk {
  const message = decodeMessage(Buffer.from(C4, "hex"));
  assert.ok(message?.kind === "registerPk");
  return message.body;
}
const request = registration();
const free = { peerExhausted: false, addressExhausted: false };
const stored: StoredIdentity = { uuid: request.uuid, pk: request.pk, registeredIp: "198.51.100.9" };
const facts: RegisterPkFacts = { transport: "udp", sourceIp: "198.51.100.9", identity: undefined, limits: free };
const noBytes = new Uint8Array(0);

function judged(changes: Partial<RegisterPk>, more: Partial<RegisterPkFacts> = {}): RegisterPkJudgement {
  return judgeRegisterPk({ ...request, ...changes }, { ...facts, ...more });
}
function hexOf(judgement: RegisterPkJudgement): string {
  if (judgement.kind !== "answer" && judgement.kind !== "refresh") return judgement.kind;
  return Buffer.from(encodeMessage({ kind: "registerPkResponse", body: judgement.response })).toString("hex");
}

describe("RegisterPk", () => {
  it("[RK-4] C4 asks the store about an id it does not know", () => {
    const judgement = judged({});
    assert.equal(judgement.kind, "claim");
    if (judgement.kind !== "claim") return;
    const { id, uuid, pk, registeredIp } = judgement.claim;
    assert.deepEqual([id, registeredIp, judgement.charge], ["123456789", "198.51.100.9", "peerAndAddress"]);
    assert.deepEqual([uuid, pk], [request.uuid, request.pk]);
  });

  for (const [what, changes] of [
    ["an empty uuid", { uuid: noBytes }],
    ["an empty key", { pk: noBytes }],
    ["a uuid of 129 bytes", { uuid: new Uint8Array(129) }],
    ["a key of 65 bytes", { pk: new Uint8Array(65) }],
  ] as const) {
    it(`[RK-1] C4 answers nothing to ${what}`, () =>
      assert.deepEqual(judged(changes), { kind: "silent", reason: "bad_message" }));
  }

  it("[RK-2] C4 an unchanged registration is OK at once and refreshes presence", () => {
    const judgement = judged({}, { identity: stored });
    assert.equal(judgement.kind, "refresh");
    assert.equal(hexOf(judgement), "820100");
  });

  it("[RK-8] C5 over TCP and WebSocket OK carries keep_alive 60", () => {
    for (const transport of ["tcp", "ws", "wss"] as const)
      assert.equal(hexOf(judged({}, { identity: stored, transport })), "820102103c");
  });

  for (const [what, changes, identity] of [
    ["a new key", { pk: new Uint8Array(32).fill(1) }, stored],
    ["a new address", {}, { ...stored, registeredIp: "203.0.113.7" }],
    ["a new key and a new address", { pk: new Uint8Array(32).fill(1) }, { ...stored, registeredIp: "203.0.113.7" }],
  ] as const) {
    it(`[RK-3] C6 the same uuid with ${what} goes to the store and is not limited by address`, () => {
      const limits = { peerExhausted: false, addressExhausted: true };
      const judgement = judged(changes, { identity, limits });
      assert.equal(judgement.kind, "claim");
      assert.equal(judgement.kind === "claim" && judgement.charge, "peer");
    });
  }

  it("[RK-3] another uuid than the one in memory is for the store to call a conflict, and costs the owner nothing", () => {
    const judgement = judged({ uuid: Buffer.from("another machine") }, { identity: stored });
    assert.equal(judgement.kind, "claim");
    assert.equal(judgement.kind === "claim" && judgement.charge, "address");
    const exhausted = { peerExhausted: true, addressExhausted: false };
    assert.equal(judged({ uuid: Buffer.from("x") }, { identity: stored, limits: exhausted }).kind, "claim");
  });

  for (const [what, identity, limits, expected] of [
    ["a known device that registers too often", stored, { peerExhausted: true, addressExhausted: false }, "8201020804"],
    ["a known device behind a crowded address", stored, { peerExhausted: false, addressExhausted: true }, "820100"],
    ["a new id from a crowded address", undefined, { peerExhausted: false, addressExhausted: true }, "8201020804"],
    ["a new id that registers too often", undefined, { peerExhausted: true, addressExhausted: false }, "8201020804"],
  ] as const) {
    it(`[RK-5] [RK-6] C5 ${what} gets ${expected}`, () =>
      assert.equal(hexOf(judged({}, { identity, limits })), expected));
  }

  it("[RK-6] a conflict from a crowded address is too frequent, not a conflict", () => {
    const limits = { peerExhausted: false, addressExhausted: true };
    assert.equal(hexOf(judged({ uuid: Buffer.from("x") }, { identity: stored, limits })), "8201020804");
  });

  for (const id of [
    "12345",
    "",
    "a".repeat(101),
    "büro5".repeat(20),
    "line\nbreak",
    "tab\tid",
    "nul\u0000id",
    "ever\u202Erse",
    "bro\uFFFDken",
  ]) {
    it(`[RK-7] refuses the id ${JSON.stringify(id).slice(0, 30)} as a format, never as a conflict`, () =>
      assert.equal(hexOf(judged({ id }, { identity: stored })), "8201020805"));
  }

  for (const id of [
    "123456",
    "1234567890",
    "DESKTOP-4F2K",
    "my.host.name",
    "büro-rechner",
    "a".repeat(100),
    "two words",
  ]) {
    it(`[RK-7] takes the id ${JSON.stringify(id).slice(0, 30)}`, () => assert.equal(judged({ id }).kind, "claim"));
  }

  for (const [outcome, transport, expected, accepted] of [
    ["created", "udp", "820100", true],
    ["updated", "tcp", "820102103c", true],
    ["unchanged", "ws", "820102103c", true],
    ["conflict", "udp", "8201020802", false],
    ["conflict", "tcp", "8201020802", false],
    ["failed", "udp", "8201020807", false],
  ] as const) {
    it(`[RK-3] [RK-4] C5 a claim that ${outcome === "failed" ? "failed" : `was ${outcome}`} over ${transport} is answered ${expected}`, () => {
      const answer = answerClaim(outcome, transport);
      const bytes = encodeMessage({ kind: "registerPkResponse", body: answer.response });
      assert.equal(Buffer.from(bytes).toString("hex"), expected);
      assert.equal(answer.accepted, accepted);
    });
  }
});

describe("no_register_device", () => {
  it("[RK-9] changes nothing about identity and presence: it is for whoever keeps device records", () => {
    for (const identity of [undefined, stored])
      assert.deepEqual(judged({ noRegisterDevice: true }, { identity }), judged({}, { identity }));
  });
});
