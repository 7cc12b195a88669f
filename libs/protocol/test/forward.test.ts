import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { countsAsOnline, decideForward, type OwnerLife, punchTrace } from "../src/index.ts";

describe("a request for a device that is not in this node's memory", () => {
  for (const [what, owner, way, online] of [
    ["is offline where the store names no place", undefined, "offline", false],
    ["goes to the owner that lives", { kind: "alive" }, "push", true],
    [
      "is parked and sent where nothing reaches the owner, whose lease is valid",
      { kind: "suspect" },
      "park+push",
      true,
    ],
    ["is parked where the owner has just left on purpose", { kind: "left", forMs: 0 }, "park", true],
    ["is parked while the owner's lease is gone for less than 45 s", { kind: "gone", forMs: 44_999 }, "park", true],
    ["is offline when it is gone for 45 s", { kind: "gone", forMs: 45_000 }, "offline", false],
    ["is offline when it left 45 s ago", { kind: "left", forMs: 45_000 }, "offline", false],
    ["is parked where the store says here: the device has left this moment", { kind: "self" }, "park", false],
  ] as const satisfies readonly (readonly [string, OwnerLife | undefined, string, boolean])[]) {
    it(`[CL-22] ${what}`, () => {
      const decision = decideForward(owner);
      const asText = decision.kind === "park" && decision.push ? "park+push" : decision.kind;
      assert.equal(asText, way);
    });

    it(`[CL-28] counts as ${online ? "online" : "offline"}: ${what}`, () =>
      assert.equal(countsAsOnline(owner), online));
  }

  it("is named by its tag and nonce", () => assert.equal(punchTrace({ tag: 0x1abcn, tm: 0xff }), "1abc-ff"));
});
