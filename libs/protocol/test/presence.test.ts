import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decideRegisterPeer, isOnline } from "../src/index.ts";

const home = { ip: "198.51.100.9", port: 61_000 };

describe("presence", () => {
  for (const [ageMs, expected] of [
    [0, true],
    [29_999, true],
    [30_000, false],
    [1e12, false],
  ] as const)
    it(`[PR-1] C7 is ${expected ? "online" : "offline"} ${ageMs} ms after the last registration`, () =>
      assert.equal(isOnline(5, 5 + ageMs), expected));

  it("[PR-1] is offline when nobody registered", () => assert.equal(isOnline(undefined, 5), false));
});

describe("RegisterPeer", () => {
  for (const [what, id, registered, source, expected] of [
    ["an empty id gets silence", "", undefined, home, "silent"],
    ["an empty id gets silence even where one is known", "", home, home, "silent"],
    ["an id that is not present is asked for its key: C3", "123456789", undefined, home, "requestPk"],
    ["its own address and port refresh it", "123456789", home, { ...home }, "refresh"],
    ["another port of its address is asked for the key", "123456789", home, { ...home, port: 61_001 }, "requestPk"],
    ["another address is asked for the key: C6", "123456789", home, { ip: "203.0.113.7", port: 61_000 }, "requestPk"],
    ["loopback is no exception", "123456789", home, { ip: "::1", port: 61_000 }, "requestPk"],
  ] as const)
    it(`[RP-1] [RP-2] [RP-3] ${what}`, () => assert.equal(decideRegisterPeer(id, registered, source), expected));
});
