import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sessionUuid } from "@fairlead/base";
import { PairingTable, pairingDefaults } from "../src/pairing-table.ts";

const uuid = sessionUuid("11111111-2222-4333-8444-555555555555");
const elsewhere = sessionUuid("another");
const leg = (name: string): { name: string } => ({ name });
const [a, b, c] = [leg("a"), leg("b"), leg("c")];

describe("pairing table", () => {
  it("[RL-2] pairs the second leg with the first, and then knows neither", () => {
    const table = new PairingTable();
    assert.deepEqual(table.arrive(a, uuid, true, 0), { kind: "wait", deadlineMs: 30_000, brokered: true });
    assert.deepEqual(table.arrive(b, uuid, true, 10), { kind: "pair", uuid, first: a, second: b });
    assert.equal(table.waiting, 0);
    assert.equal(table.leave(a), false, "a leg that was paired is none of the table's business");
  });

  it("[RL-2] never pairs legs of different uuids", () => {
    const table = new PairingTable();
    table.arrive(a, uuid, true, 0);
    assert.equal(table.arrive(b, elsewhere, true, 0).kind, "wait");
    assert.equal(table.waiting, 2);
  });

  it("[RL-2] a third leg waits anew where everything is brokered", () => {
    const table = new PairingTable();
    table.arrive(a, uuid, true, 0);
    table.arrive(b, uuid, true, 0);
    assert.deepEqual(table.arrive(c, uuid, true, 5), { kind: "wait", deadlineMs: 30_005, brokered: true });
  });

  it("[RL-5] a leg that ended while waiting is not paired; the next one waits in its place", () => {
    const table = new PairingTable();
    table.arrive(a, uuid, true, 0);
    assert.equal(table.leave(a), true);
    assert.equal(table.arrive(b, uuid, true, 1).kind, "wait");
    assert.deepEqual(table.arrive(c, uuid, true, 2), { kind: "pair", uuid, first: b, second: c });
  });

  it("[RL-2] the late end of an old leg does not take away the new one that waits", () => {
    const table = new PairingTable();
    table.arrive(a, uuid, true, 0);
    table.expire(30_000);
    table.arrive(b, uuid, true, 30_001);
    assert.equal(table.leave(a), false);
    assert.deepEqual(table.arrive(c, uuid, true, 30_002), { kind: "pair", uuid, first: b, second: c });
  });

  it("[RL-4] a brokered leg that stays alone is given up after 30 s", () => {
    const table = new PairingTable();
    table.arrive(a, uuid, true, 100);
    assert.deepEqual(table.expire(30_099), []);
    assert.deepEqual(table.expire(30_100), [{ leg: a, uuid, reason: "no_partner" }]);
    assert.equal(table.nextDeadlineMs(), undefined);
  });

  it("[RL-4] an unbrokered leg is held 5 s and then closed", () => {
    const table = new PairingTable();
    assert.deepEqual(table.arrive(a, uuid, false, 100), { kind: "wait", deadlineMs: 5100, brokered: false });
    assert.equal(table.nextDeadlineMs(), 5100);
    assert.deepEqual(table.expire(5099), []);
    assert.deepEqual(table.expire(5100), [{ leg: a, uuid, reason: "not_brokered" }]);
  });

  it("[RL-3] two unbrokered legs of one uuid are never paired without an admission", () => {
    const table = new PairingTable();
    table.arrive(a, uuid, false, 0);
    assert.equal(table.arrive(b, uuid, false, 1).kind, "wait");
    assert.deepEqual(table.arrive(c, uuid, false, 2), { kind: "refuse", reason: "not_brokered" });
    assert.equal(table.expire(6000).length, 2);
  });

  it("[RL-3] the admission pairs two legs that came before it", () => {
    const table = new PairingTable();
    table.arrive(a, uuid, false, 0);
    table.arrive(b, uuid, false, 1);
    assert.deepEqual(table.admit(uuid, 2), { kind: "pair", uuid, first: a, second: b });
    assert.equal(table.waiting, 0);
  });

  it("[RL-4] the admission turns a held leg into one that waits 30 s for its partner", () => {
    const table = new PairingTable();
    table.arrive(b, uuid, false, 0);
    assert.deepEqual(table.admit(uuid, 4000), { kind: "wait", deadlineMs: 34_000, brokered: true });
    assert.deepEqual(table.expire(33_999), []);
    assert.deepEqual(table.arrive(a, uuid, true, 33_999), { kind: "pair", uuid, first: b, second: a });
  });

  it("[RL-3] a second admission for the leg that waits does not prolong its wait", () => {
    const table = new PairingTable();
    table.arrive(b, uuid, true, 0);
    assert.deepEqual(table.admit(uuid, 20_000), { kind: "wait", deadlineMs: 30_000, brokered: true });
  });

  it("[RL-3] an admission for which nobody waits leaves no trace", () => {
    const table = new PairingTable();
    assert.equal(table.admit(uuid, 0), undefined);
    assert.equal(table.waiting, 0);
  });

  it("[RL-3] a leg that comes after the admission was used up is a stranger again", () => {
    const table = new PairingTable();
    table.arrive(a, uuid, true, 0);
    table.arrive(b, uuid, true, 1);
    assert.deepEqual(table.arrive(c, uuid, false, 2), { kind: "wait", deadlineMs: 5002, brokered: false });
  });

  it("[RL-4] holds 1000 unbrokered legs, refuses the next, and goes on when some are gone", () => {
    const table = new PairingTable();
    const legs = Array.from({ length: 1000 }, (_, index) => leg(`leg ${index}`));
    for (const [index, one] of legs.entries()) table.arrive(one, sessionUuid(`uuid ${index}`), false, 0);
    assert.deepEqual(table.arrive(a, uuid, false, 1), { kind: "refuse", reason: "table_full" });
    assert.equal(table.arrive(b, uuid, true, 1).kind, "wait", "a brokered leg is not hurt by them");
    assert.equal(table.unbrokered, 1000);
    const [first] = legs;
    if (first !== undefined) table.leave(first);
    assert.equal(table.arrive(c, elsewhere, false, 2).kind, "wait");
  });

  it("bounds the brokered legs too", () => {
    const table = new PairingTable({ ...pairingDefaults, maxBrokered: 1 });
    table.arrive(a, uuid, true, 0);
    assert.deepEqual(table.arrive(b, elsewhere, true, 0), { kind: "refuse", reason: "table_full" });
    assert.equal(table.arrive(c, uuid, true, 0).kind, "pair", "a partner needs no room");
  });
});
