import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CidrList } from "@fairlead/wire";
import { crossesLanEdge, sharesLan } from "../src/index.ts";

const mask = CidrList.parse(["192.168.0.0/16", "fd00::/8"]);

describe("the LAN rule", () => {
  for (const [what, controllingIp, targetIp, lanMask, shares, crosses] of [
    ["one address, no mask", "203.0.113.7", "203.0.113.7", undefined, true, false],
    ["two addresses, no mask", "203.0.113.7", "198.51.100.9", undefined, false, false],
    ["one IPv6 address", "2001:db8::7", "2001:db8::7", undefined, true, false],
    ["two addresses in the mask", "192.168.1.5", "192.168.200.9", mask, true, false],
    ["two families in the mask", "192.168.1.5", "fd00::9", mask, true, false],
    ["A in the mask, B outside", "192.168.1.5", "198.51.100.9", mask, false, true],
    ["B in the mask, A outside", "203.0.113.7", "192.168.1.5", mask, false, true],
    ["both outside with one address", "203.0.113.7", "203.0.113.7", mask, true, false],
    ["an empty mask", "203.0.113.7", "198.51.100.9", CidrList.none, false, false],
  ] as const)
    it(`[PH-3] [PH-4] ${what}: ${shares ? "same LAN" : crosses ? "over its edge" : "apart"}`, () => {
      const facts = { controllingIp, targetIp, lanMask, controllingTransport: "tcp" } as const;
      assert.deepEqual([sharesLan(facts), crossesLanEdge(facts)], [shares, crosses]);
      assert.equal(sharesLan({ ...facts, controllingTransport: "ws" }), false);
    });
});
