import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CidrList, decodeMessage, encodeMessage, mangleAddress, type PunchHoleRequest } from "@fairlead/wire";
import {
  decidePunchHole,
  LicenceKeys,
  type PunchHoleDecision,
  type PunchHoleFacts,
  punchMessage,
} from "../src/index.ts";

/** C10's request without its frame header. */
const C10 =
  "42420a0931323334353637383910011a2c41364548762f504f454c3464634e3059353076416d57666b316a436270513166486479475a424a564d62673d3205312e342e39";
const publicKey = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";
const relay = "relay.example.com:21117";
function punchRequest(): PunchHoleRequest {
  const message = decodeMessage(Buffer.from(C10, "hex"));
  assert.ok(message?.kind === "punchHoleRequest");
  return message.body;
}
const request = punchRequest();
const socketAddr = mangleAddress({ ip: "203.0.113.7", port: 54_321 }, 0x12345678);
const facts: PunchHoleFacts = {
  controlling: { address: { ip: "203.0.113.7", port: 54_321 }, transport: "tcp" },
  target: { registeredIp: "198.51.100.9", lastRegisteredMs: 1000 },
  keys: new LicenceKeys([publicKey]),
  alwaysUseRelay: false,
  lanMask: undefined,
  relayOverrides: [],
  pickRelay: () => relay,
  nowMs: 2000,
};
const decided = (changes: Partial<PunchHoleRequest> = {}, more: Partial<PunchHoleFacts> = {}): PunchHoleDecision =>
  decidePunchHole({ ...request, ...changes }, { ...facts, ...more });
function hexOf(decision: PunchHoleDecision): string {
  const message =
    decision.kind === "refuse"
      ? encodeMessage({ kind: "punchHoleResponse", body: decision.response })
      : encodeMessage(punchMessage(decision, socketAddr));
  return Buffer.from(message).toString("hex");
}
const sameIp = { target: { registeredIp: "203.0.113.7", lastRegisteredMs: 1000 } };
const mask = CidrList.parse(["192.168.0.0/16"]);
const inLan = (ip: string): PunchHoleFacts["controlling"] => ({ address: { ip, port: 4000 }, transport: "tcp" });

describe("PunchHoleRequest: refusals", () => {
  for (const [what, more, expected] of [
    ["another key is required", { keys: new LicenceKeys(["another"]) }, "5a021803"],
    ["nobody has the id", { target: undefined }, "5a00"],
    [
      "B has not registered since the start",
      { target: { registeredIp: "198.51.100.9", lastRegisteredMs: undefined } },
      "5a021802",
    ],
    ["B registered 30 000 ms ago", { nowMs: 31_000 }, "5a021802"],
    ["the key is wrong and nobody has the id", { keys: new LicenceKeys(["another"]), target: undefined }, "5a021803"],
  ] as const) {
    it(`[PH-1] C10 ${what}: ${expected}`, () => assert.equal(hexOf(decided({}, more)), expected));
  }

  it("[CL-28]: a device that another node holds, or that is expected back, is pushed to", () => {
    const target = { registeredIp: "198.51.100.9", lastRegisteredMs: undefined, elsewhere: true };
    assert.equal(decided({}, { target }).kind, "punch");
  });

  it("[CL-49]: a suspended tenant's device is refused in words that no client retries, and only who has the key hears them", () => {
    const suspended = "invoice 7 is open";
    const decision = decided({}, { suspended });
    assert.ok(decision.kind === "refuse" && decision.reason === "suspended");
    assert.match(decision.response.otherFailure, /not allowed.*invoice 7 is open/);
    assert.equal(hexOf(decided({}, { suspended, keys: new LicenceKeys(["another"]) })), "5a021803");
  });

  it("[PR-1] C7 B registered 29 999 ms ago: pushed", () => assert.equal(decided({}, { nowMs: 30_999 }).kind, "punch"));

  it("[PH-1] asks for no relay when it refuses", () => {
    const pickRelay = (): string => assert.fail("a relay was picked for a refusal");
    assert.equal(decided({}, { target: undefined, pickRelay }).kind, "refuse");
  });

  it("[KEY-3] accepts each of several keys, and any when none is set", () => {
    const keys = new LicenceKeys(["old key", publicKey]);
    assert.equal(decided({}, { keys }).kind, "punch");
    assert.equal(decided({ licenceKey: "old key" }, { keys }).kind, "punch");
    assert.equal(decided({ licenceKey: "" }, { keys }).kind, "refuse");
    assert.equal(decided({ licenceKey: `${publicKey} ` }, { keys }).kind, "refuse");
    assert.equal(decided({ licenceKey: "anything" }, { keys: new LicenceKeys([""]) }).kind, "punch");
  });
});

describe("PunchHoleRequest: the push", () => {
  it("[PH-2] C11 carries A's address, nat_type and the relay", () =>
    assert.equal(
      hexOf(decided()),
      "4a270a0aa92af1ac682486ae4a33121772656c61792e6578616d706c652e636f6d3a32313131371801",
    ));

  it("[PH-2] C11 names no relay where there is none", () =>
    assert.equal(hexOf(decided({}, { pickRelay: () => "" })), "4a0e0a0aa92af1ac682486ae4a331801"));

  it("[PH-2] C11 carries udp_port, upnp_port and the IPv6 address", () => {
    const socketAddrV6 = Buffer.from("20010db8000000000000000000000001901f", "hex");
    assert.match(hexOf(decided({ udpPort: 45_678 }, { pickRelay: () => "" })), /20eee402/);
    const decision = decided({ udpPort: 45_678, upnpPort: 7, socketAddrV6 });
    assert.equal(decision.kind, "punch");
    if (decision.kind !== "punch") return;
    const { udpPort, upnpPort, socketAddrV6: v6 } = decision.push;
    assert.deepEqual([udpPort, upnpPort, v6], [45_678, 7, socketAddrV6]);
  });

  it("[PH-5] carries nothing of A's token, licence key and switch code", () => {
    const secrets = { token: "tok-secret", switchCode: "switch-secret", licenceKey: publicKey };
    const bytes = Buffer.from(hexOf(decided(secrets)), "hex").toString("latin1");
    for (const secret of Object.values(secrets)) assert.ok(!bytes.includes(secret));
    assert.deepEqual(Object.keys(push(decided(secrets))).sort(), Object.keys(push(decided())).sort());
  });

  for (const [what, changes, more] of [
    ["A forces it", { forceRelay: true }, {}],
    ["the server always relays", {}, { alwaysUseRelay: true }],
    ["only A is in the LAN mask", {}, { lanMask: mask, controlling: inLan("192.168.1.5") }],
    [
      "only B is in the LAN mask",
      {},
      { lanMask: mask, target: { registeredIp: "192.168.1.5", lastRegisteredMs: 1000 } },
    ],
    ["A forces it and shares B's address", { forceRelay: true }, sameIp],
    ["the server always relays and both share an address", {}, { alwaysUseRelay: true, ...sameIp }],
  ] as const) {
    it(`[PH-3] C11 when ${what}: SYMMETRIC and force_relay, and never FetchLocalAddr`, () => {
      const decision = decided(changes, more);
      assert.equal(decision.kind, "punch");
      if (decision.kind === "punch") assert.deepEqual([decision.push.natType, decision.push.forceRelay], [2, true]);
    });
  }
});

describe("PunchHoleRequest: same LAN", () => {
  it("[PH-4] C14 equal addresses: FetchLocalAddr", () =>
    assert.equal(hexOf(decided({}, { ...sameIp, pickRelay: () => "" })), "620c0a0aa92af1ac682486ae4a33"));

  for (const transport of ["ws", "wss"] as const)
    it(`[PH-4] C14 A on ${transport}: PunchHole`, () => {
      const controlling = { ...facts.controlling, transport };
      assert.equal(decided({}, { ...sameIp, controlling }).kind, "punch");
    });

  it("[PH-4] both in the mask with different addresses: FetchLocalAddr", () => {
    const target = { registeredIp: "192.168.9.9", lastRegisteredMs: 1000 };
    const decision = decided({}, { lanMask: mask, controlling: inLan("192.168.1.5"), target });
    assert.equal(decision.kind, "fetchLocal");
  });

  it("[PH-4] carries the IPv6 address and the relay", () => {
    const socketAddrV6 = Buffer.from("20010db8000000000000000000000001901f", "hex");
    const decision = decided({ socketAddrV6 }, sameIp);
    assert.equal(decision.kind, "fetchLocal");
    if (decision.kind === "fetchLocal") assert.deepEqual(decision.push, { relayServer: relay, socketAddrV6 });
  });

  it("[PH-4] different addresses without a mask: PunchHole", () => assert.equal(decided().kind, "punch"));
});

describe("PunchHoleRequest: a relay name for each side", () => {
  const lan = [{ clients: mask, relay: "192.168.0.2:21117" }];
  for (const [what, controllingIp, targetIp, expected] of [
    ["both outside", "203.0.113.7", "198.51.100.9", [relay, relay]],
    ["A inside", "192.168.1.5", "198.51.100.9", ["192.168.0.2:21117", relay]],
    ["B inside", "203.0.113.7", "192.168.1.5", [relay, "192.168.0.2:21117"]],
  ] as const)
    it(`[RC-3] ${what}`, () => {
      const target = { registeredIp: targetIp, lastRegisteredMs: 1000 };
      const decision = decided({}, { relayOverrides: lan, controlling: inLan(controllingIp), target });
      assert.ok(decision.kind !== "refuse");
      assert.deepEqual([decision.relay.forControlling, decision.relay.forTarget], expected);
      assert.equal(decision.push.relayServer, expected[1]);
    });
});

function push(decision: PunchHoleDecision): object {
  assert.ok(decision.kind !== "refuse");
  return decision.push;
}
