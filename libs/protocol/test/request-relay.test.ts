import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CidrList, decodeMessage, editFields, encodeMessage, mangleAddress, type RequestRelay } from "@fairlead/wire";
import {
  decideRequestRelay,
  isRetransmission,
  type RequestFacts,
  type RequestRelayDecision,
  requestRelayPayload,
} from "../src/index.ts";

/** C16's request, and B's copy. */
const C16 =
  "92014c0a09313233343536373839122431313131313131312d323232322d343333332d383434342d353535353535353535353535221772656c61792e6578616d706c652e636f6d3a32313131372801";
const C16B =
  "9201580a09313233343536373839122431313131313131312d323232322d343333332d383434342d3535353535353535353535351a0aa92af1ac682486ae4a33221772656c61792e6578616d706c652e636f6d3a32313131372801";
const relay = "relay.example.com:21117";
const socketAddr = mangleAddress({ ip: "203.0.113.7", port: 54_321 }, 0x12345678);
function read(bytes: Uint8Array): { body: RequestRelay; raw: Uint8Array } {
  const message = decodeMessage(bytes);
  assert.ok(message?.kind === "requestRelay");
  return message;
}
const request = read(Buffer.from(C16, "hex"));
const facts: RequestFacts = {
  controlling: { address: { ip: "203.0.113.7", port: 54_321 }, transport: "tcp" },
  target: { registeredIp: "198.51.100.9", lastRegisteredMs: 1000 },
  relayOverrides: [],
  pickRelay: () => "picked:21117",
  nowMs: 2000,
};
const decided = (changes: Partial<RequestRelay> = {}, more: Partial<RequestFacts> = {}): RequestRelayDecision =>
  decideRequestRelay({ ...request.body, ...changes }, { ...facts, ...more });
function refusalText(decision: RequestRelayDecision): string {
  assert.equal(decision.kind, "refuse");
  return decision.kind === "refuse" ? decision.response.refuseReason : "";
}
function told(decision: RequestRelayDecision): readonly [string, string] {
  assert.ok(decision.kind === "forward");
  return [decision.relay.forControlling, decision.relayServer];
}

describe("RequestRelay from A", () => {
  it("[RR-2] C16 goes to B with A's address in it and the relay unchanged", () => {
    const pickRelay = (): string => assert.fail("A has named a relay");
    assert.deepEqual(told(decided({}, { pickRelay })), [relay, relay]);
    const copy = decodeMessage(requestRelayPayload(request.raw, relay, socketAddr));
    const expected = decodeMessage(Buffer.from(C16B, "hex"));
    assert.deepEqual(copy?.body, expected?.body);
  });

  it("[CL-49]: a suspended tenant's device is refused, one that another node holds is pushed to [CL-28]", () => {
    assert.match(refusalText(decided({}, { suspended: "moved out" })), /not allowed.*moved out/);
    const target = { registeredIp: "198.51.100.9", lastRegisteredMs: undefined, elsewhere: true };
    assert.equal(decided({}, { target }).kind, "forward");
  });

  it("[PH-5] C16 carries none of A's secrets and permissions, and what nobody here knows", () => {
    const body = {
      ...request.body,
      licenceKey: "licence-secret",
      token: "token-secret",
      switchCode: "switch-secret",
      controlPermissions: { permissions: 0x2000042n },
      controlledContext: { connAuditRef: "forged-ref" },
      connType: 1,
    };
    const raw = editFields(read(encodeMessage({ kind: "requestRelay", body })).raw, [
      { field: 77, set: "from the future" },
    ]);
    const payload = Buffer.from(requestRelayPayload(raw, relay, socketAddr));
    for (const secret of ["licence-secret", "token-secret", "switch-secret", "forged-ref"])
      assert.ok(!payload.includes(secret), secret);
    assert.ok(payload.includes("from the future"));
    const copy = read(payload).body;
    assert.deepEqual([copy.controlPermissions, copy.connType, copy.secure], [undefined, 1, true]);
  });

  it("[PH-5] a socket_addr that A wrote is replaced", () => {
    const raw = editFields(request.raw, [{ field: 3, set: Buffer.from("forged") }]);
    const copy = read(requestRelayPayload(raw, relay, socketAddr)).body;
    assert.deepEqual(Buffer.from(copy.socketAddr), socketAddr);
  });

  for (const [what, more, text, hex] of [
    ["nobody has the id", { target: undefined }, "ID does not exist", "9a01133211494420646f6573206e6f74206578697374"],
    ["B is offline", { nowMs: 31_000 }, "Remote desktop is offline", undefined],
  ] as const)
    it(`[RR-3] ${what}: A is told at once`, () => {
      const decision = decided({}, more);
      assert.equal(refusalText(decision), text);
      if (decision.kind !== "refuse" || hex === undefined) return;
      const bytes = encodeMessage({ kind: "relayResponse", body: decision.response });
      assert.equal(Buffer.from(bytes).toString("hex"), hex);
    });

  for (const uuid of ["", "x".repeat(129), "é".repeat(65)])
    it(`[RR-2] a uuid of ${Buffer.byteLength(uuid)} bytes is no request`, () =>
      assert.deepEqual(decided({ uuid }), { kind: "drop", reason: "bad_message" }));
  for (const uuid of ["x", "x".repeat(128), "é".repeat(64), "spaces and \n are fine"])
    it(`[RR-2] a uuid of ${Buffer.byteLength(uuid)} bytes is opaque`, () =>
      assert.equal(decided({ uuid }).kind, "forward"));

  it("[RR-4] an empty relay_server becomes our choice for both", () =>
    assert.deepEqual(told(decided({ relayServer: "" })), ["picked:21117", "picked:21117"]));

  it("[RC-3] a name that only A's network is told becomes B's name of the relay", () => {
    const relayOverrides = [{ clients: CidrList.parse(["203.0.113.0/24"]), relay: "lan:21117" }];
    assert.deepEqual(told(decided({ relayServer: "lan:21117" }, { relayOverrides })), ["lan:21117", "picked:21117"]);
    assert.deepEqual(told(decided({ relayServer: relay }, { relayOverrides })), [relay, relay]);
  });
});

describe("retransmission", () => {
  const raw = Buffer.from(C16, "hex");
  it("[SE-1] the same bytes while the first wait are a retransmission", () =>
    assert.equal(isRetransmission({ raw, answered: false }, Buffer.from(raw)), true));
  it("[SE-1] the same bytes after the answer are a new request", () =>
    assert.equal(isRetransmission({ raw, answered: true }, raw), false));
  it("[SE-1] other bytes are a new request", () =>
    assert.equal(isRetransmission({ raw, answered: false }, Buffer.concat([raw, raw])), false));
});
