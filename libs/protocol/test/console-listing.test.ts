import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { IpChanges, ipBlockerAnswer, ipChangesAnswer, RegistrationLimits } from "../src/index.ts";

describe("ib: who registers how often", () => {
  const limits = new RegistrationLimits();
  for (let i = 0; i < 12; i += 1) {
    limits.charge("123456789", `203.0.113.${i}`, "peerAndAddress", 0);
    limits.charge("987654321", `203.0.113.${i}`, "peerAndAddress", 2000);
  }
  for (const [command, expected] of [
    [[], ["12", ...Array.from({ length: 10 }, (_, i) => `203.0.113.${i}: 1/3s 1/3s`)]],
    [["10"], ["12", "203.0.113.10: 1/3s 1/3s", "203.0.113.11: 1/3s 1/3s"]],
    [["99"], ["12"]],
    [["203.0.113.4"], ["12", "1/3s 1/3s"]],
    [["192.0.2.1"], ["12"]],
  ] as const) {
    it(`answers "ib ${command.join(" ")}" with ${expected.length} lines`, () =>
      assert.equal(ipBlockerAnswer(limits, command, 5000), `${expected.join("\n")}\n`));
  }

  it("forgets an address on a minus", () => {
    const own = new RegistrationLimits();
    own.charge("123456789", "203.0.113.7", "address", 0);
    assert.match(ipBlockerAnswer(own, ["203.0.113.7", "-"], 1000), /^1\n0\/1s 0\/1s\n$/);
    assert.equal(ipBlockerAnswer(own, [], 1000), "0\n");
  });
});

describe("ic: who moves how often", () => {
  const moved = (): IpChanges => {
    const changes = new IpChanges();
    changes.record("123456789", "203.0.113.7", 0);
    changes.record("123456789", "198.51.100.9", 1000);
    changes.record("123456789", "203.0.113.7", 2000);
    changes.record("still-here", "198.51.100.1", 0);
    return changes;
  };

  it("lists the ids with more than one address", () =>
    assert.equal(ipChangesAnswer(moved(), [], 4000), '1\n123456789: 4s {"203.0.113.7": 2, "198.51.100.9": 1}\n'));

  it("takes a number up to ten million for an offset, not for an id", () => {
    assert.equal(ipChangesAnswer(moved(), ["1"], 4000), "1\n");
    assert.equal(ipChangesAnswer(moved(), ["123456789"], 4000), '1\n4s {"203.0.113.7": 2, "198.51.100.9": 1}\n');
  });

  it("forgets an id on a minus", () => {
    const changes = moved();
    ipChangesAnswer(changes, ["123456789", "-"], 4000);
    assert.equal(ipChangesAnswer(changes, [], 4000), "0\n");
  });

  it("counts anew after 180 s and shows nothing older than 360 s", () => {
    const changes = moved();
    assert.equal(changes.entries(359_999).length, 1);
    assert.equal(changes.entries(360_000).length, 0);
    changes.record("123456789", "192.0.2.1", 181_000);
    assert.equal(changes.entries(181_000).length, 0, "one address so far in the new window");
  });

  it("is bounded in ids and in addresses of one id", () => {
    const changes = new IpChanges({ windowMs: 180_000, shownMs: 360_000, maxIds: 50, maxAddressesPerId: 8 });
    for (let i = 0; i < 1000; i += 1) {
      changes.record(`peer-${i}`, "192.0.2.1", i);
      changes.record(`peer-${i}`, "192.0.2.2", i);
      changes.record("flapping", `10.0.${i >> 8}.${i & 255}`, i);
    }
    assert.ok(changes.entries(1000).length <= 50);
    assert.ok((changes.find("flapping", 1000)?.addresses.size ?? 0) <= 8);
  });
});
