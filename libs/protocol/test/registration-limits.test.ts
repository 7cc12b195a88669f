import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CidrList } from "@fairlead/wire";
import { RegistrationLimits, registrationLimitDefaults } from "../src/index.ts";

const ip = "203.0.113.7";

/** Registers a new id, as the rendezvous does: look, then charge what was accepted. */
function enrol(limits: RegistrationLimits, id: string, nowMs: number, from = ip): boolean {
  if (limits.look(id, from, nowMs).addressExhausted) return false;
  limits.charge(id, from, "peerAndAddress", nowMs);
  return true;
}
function again(limits: RegistrationLimits, nowMs: number): boolean {
  if (limits.look("123456789", ip, nowMs).peerExhausted) return false;
  limits.charge("123456789", ip, "peer", nowMs);
  return true;
}

describe("registrations of one id", () => {
  it("[RK-5] three in a row, then only after more than six whole seconds of rest", () => {
    const limits = new RegistrationLimits();
    const tries = [0, 1, 2, 3, 4, 8.9, 9.0, 9.1, 9.2, 9.3].map((second) => again(limits, second * 1000));
    assert.deepEqual(tries, [true, true, true, false, false, false, true, true, true, false]);
  });

  it("[RK-5] every six seconds, the fourth is refused; every seven, none", () => {
    const six = new RegistrationLimits();
    assert.deepEqual(
      [0, 6, 12, 18].map((second) => again(six, second * 1000)),
      [true, true, true, false],
    );
    const seven = new RegistrationLimits();
    assert.ok([0, 7, 14, 21, 28, 35].every((second) => again(seven, second * 1000)));
  });

  it("[RK-5] one id's haste is nobody else's", () => {
    const limits = new RegistrationLimits();
    for (let i = 0; i < 4; i += 1) again(limits, i);
    assert.equal(limits.look("987654321", ip, 4).peerExhausted, false);
  });
});

describe("new ids from one address", () => {
  it("[RK-6] C5 one each second: 32 pass, 33 to 92 are refused, 93 passes", () => {
    const limits = new RegistrationLimits();
    const passed = Array.from({ length: 93 }, (_, index) => enrol(limits, `peer-${index}`, index * 1000));
    assert.ok(passed.slice(0, 32).every(Boolean), "the first 32");
    assert.ok(!passed.slice(32, 92).some(Boolean), "33 to 92");
    assert.equal(passed[92], true, "93");
  });

  it("[RK-6] 200 known devices behind one address are never counted, and not refused when strangers crowd it", () => {
    const limits = new RegistrationLimits();
    for (let i = 0; i < 40; i += 1) enrol(limits, `stranger-${i}`, 0);
    for (let i = 0; i < 200; i += 1) {
      assert.equal(limits.look(`office-${i}`, ip, 1).peerExhausted, false);
      limits.charge(`office-${i}`, ip, "peer", 1);
    }
    assert.equal(limits.address(ip, 1)?.count, 31);
  });

  it("[RK-6] 200 new devices behind an exempt network enrol in one second", () => {
    const limits = new RegistrationLimits({ ...registrationLimitDefaults, exempt: CidrList.parse(["203.0.113.0/24"]) });
    for (let i = 0; i < 200; i += 1) assert.ok(enrol(limits, `office-${i}`, i * 5));
    assert.equal(limits.addresses(2000).length, 0);
  });

  it("[RK-6] counts IPv6 by /64: neighbours share, strangers do not", () => {
    const limits = new RegistrationLimits();
    for (let i = 0; i < 32; i += 1) assert.ok(enrol(limits, `peer-${i}`, 0, `2001:db8:1:2::${i + 1}`));
    assert.equal(enrol(limits, "peer-33", 0, "2001:db8:1:2:ffff::1"), false);
    assert.equal(enrol(limits, "peer-33", 0, "2001:db8:1:3::1"), true);
  });

  it("[RK-6] about 300 ids a day; the ids already counted may come again; the next day all may", () => {
    const limits = new RegistrationLimits();
    let nowMs = 0;
    const pause = (): number => (nowMs += 61_000);
    const passed = Array.from({ length: 310 }, (_, index) => enrol(limits, `peer-${index}`, pause()));
    assert.equal(passed.filter(Boolean).length, 302);
    assert.equal(enrol(limits, "peer-7", pause()), true);
    assert.equal(enrol(limits, "peer-999", pause()), false);
    nowMs += 86_401_000;
    assert.equal(enrol(limits, "peer-999", nowMs), true);
  });

  it("forgives an address when it is told to", () => {
    const limits = new RegistrationLimits();
    for (let i = 0; i < 33; i += 1) enrol(limits, `peer-${i}`, 0);
    assert.equal(limits.forgive(ip, 1), true);
    assert.equal(limits.forgive(ip, 1), false);
    assert.equal(enrol(limits, "peer-34", 1), true);
  });

  it("holds no more addresses and ids than it may", () => {
    const limits = new RegistrationLimits({ ...registrationLimitDefaults, maxAddresses: 100, maxPeers: 100 });
    for (let i = 0; i < 10_000; i += 1) enrol(limits, `peer-${i}`, i, `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
    assert.equal(limits.addresses(10_000).length, 100);
  });
});
