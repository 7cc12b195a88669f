import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sessionUuid } from "@fairlead/base";
import { bytesLeftPerAttempt } from "@fairlead/testkit";
import { PairingTable, pairingDefaults } from "../src/pairing-table.ts";

const uuid = sessionUuid("11111111-2222-4333-8444-555555555555");
const elsewhere = sessionUuid("another");
const leg = (name: string): { name: string } => ({ name });
const home = "192.0.2.1";
const [a, b, c] = [leg("a"), leg("b"), leg("c")];

const uuidOf = (one: { name: string } | undefined) => sessionUuid(`of ${one?.name}`);
const newTable = (settings = pairingDefaults) => new PairingTable<{ name: string }>(settings);
const heldFrom = (nowMs: number) => ({ kind: "wait", deadlineMs: nowMs + 5000, brokered: false });

/** So many unbrokered legs of an address, each with a uuid of its own. */
function flood(table: PairingTable<{ name: string }>, count: number, address: string): { name: string }[] {
  const legs = Array.from({ length: count }, (_, index) => leg(`${address} ${index}`));
  for (const one of legs) table.arrive(one, uuidOf(one), address, false, 0);
  return legs;
}

describe("pairing table", () => {
  it("[RL-2] pairs the second leg with the first, and then knows neither", () => {
    const table = newTable();
    assert.deepEqual(table.arrive(a, uuid, home, true, 0), { kind: "wait", deadlineMs: 30_000, brokered: true });
    assert.deepEqual(table.arrive(b, uuid, home, true, 10), { kind: "pair", uuid, first: a, second: b });
    assert.equal(table.waiting, 0);
    assert.equal(table.leave(a), false, "a leg that was paired is none of the table's business");
  });

  it("[RL-2] never pairs legs of different uuids", () => {
    const table = newTable();
    table.arrive(a, uuid, home, true, 0);
    assert.equal(table.arrive(b, elsewhere, home, true, 0).kind, "wait");
    assert.equal(table.waiting, 2);
  });

  it("[RL-2] a third leg waits anew where everything is brokered", () => {
    const table = newTable();
    table.arrive(a, uuid, home, true, 0);
    table.arrive(b, uuid, home, true, 0);
    assert.deepEqual(table.arrive(c, uuid, home, true, 5), { kind: "wait", deadlineMs: 30_005, brokered: true });
  });

  it("[RL-5] a leg that ended while waiting is not paired; the next one waits in its place", () => {
    const table = newTable();
    table.arrive(a, uuid, home, true, 0);
    assert.equal(table.leave(a), true);
    assert.equal(table.arrive(b, uuid, home, true, 1).kind, "wait");
    assert.deepEqual(table.arrive(c, uuid, home, true, 2), { kind: "pair", uuid, first: b, second: c });
  });

  it("[RL-2] the late end of an old leg does not take away the new one that waits", () => {
    const table = newTable();
    table.arrive(a, uuid, home, true, 0);
    table.expire(30_000);
    table.arrive(b, uuid, home, true, 30_001);
    assert.equal(table.leave(a), false);
    assert.deepEqual(table.arrive(c, uuid, home, true, 30_002), { kind: "pair", uuid, first: b, second: c });
  });

  it("[RL-4] a brokered leg that stays alone is given up after 30 s", () => {
    const table = newTable();
    table.arrive(a, uuid, home, true, 100);
    assert.deepEqual(table.expire(30_099), []);
    assert.deepEqual(table.expire(30_100), [{ leg: a, uuid, reason: "no_partner" }]);
    assert.equal(table.nextDeadlineMs(), undefined);
  });

  it("[RL-4] an unbrokered leg is held 5 s and then closed", () => {
    const table = newTable();
    assert.deepEqual(table.arrive(a, uuid, home, false, 100), { kind: "wait", deadlineMs: 5100, brokered: false });
    assert.equal(table.nextDeadlineMs(), 5100);
    assert.deepEqual(table.expire(5099), []);
    assert.deepEqual(table.expire(5100), [{ leg: a, uuid, reason: "not_brokered" }]);
  });

  it("[RL-3] two unbrokered legs of one uuid are never paired without an admission", () => {
    const table = newTable();
    table.arrive(a, uuid, home, false, 0);
    assert.equal(table.arrive(b, uuid, home, false, 1).kind, "wait");
    assert.deepEqual(table.arrive(c, uuid, home, false, 2), { kind: "refuse", reason: "not_brokered" });
    assert.equal(table.expire(6000).length, 2);
  });

  it("[RL-3] the admission pairs two legs that came before it", () => {
    const table = newTable();
    table.arrive(a, uuid, home, false, 0);
    table.arrive(b, uuid, home, false, 1);
    assert.deepEqual(table.admit(uuid, 2), { kind: "pair", uuid, first: a, second: b });
    assert.equal(table.waiting, 0);
  });

  it("[RL-4] the admission turns a held leg into one that waits 30 s for its partner", () => {
    const table = newTable();
    table.arrive(b, uuid, home, false, 0);
    assert.deepEqual(table.admit(uuid, 4000), { kind: "wait", deadlineMs: 34_000, brokered: true });
    assert.deepEqual(table.expire(33_999), []);
    assert.deepEqual(table.arrive(a, uuid, home, true, 33_999), { kind: "pair", uuid, first: b, second: a });
  });

  it("[RL-3] a second admission for the leg that waits does not prolong its wait", () => {
    const table = newTable();
    table.arrive(b, uuid, home, true, 0);
    assert.deepEqual(table.admit(uuid, 20_000), { kind: "wait", deadlineMs: 30_000, brokered: true });
  });

  it("[RL-3] an admission for which nobody waits leaves no trace", () => {
    const table = newTable();
    assert.equal(table.admit(uuid, 0), undefined);
    assert.equal(table.waiting, 0);
  });

  it("[RL-3] a leg that comes after the admission was used up is a stranger again", () => {
    const table = newTable();
    table.arrive(a, uuid, home, true, 0);
    table.arrive(b, uuid, home, true, 1);
    assert.deepEqual(table.arrive(c, uuid, home, false, 2), { kind: "wait", deadlineMs: 5002, brokered: false });
  });

  it("[RL-4] holds 250 unbrokered legs of one address: its oldest makes room for its next", () => {
    const table = newTable();
    const [first] = flood(table, 250, "198.51.100.1");
    const made = table.arrive(a, uuid, "198.51.100.1", false, 1);
    assert.deepEqual(made, { ...heldFrom(1), displaced: { leg: first, uuid: uuidOf(first), reason: "address_limit" } });
    assert.equal(table.unbrokered, 250);
    assert.deepEqual(table.arrive(b, elsewhere, home, false, 1), heldFrom(1), "another address has room");
  });

  it("[RL-4] holds 1000 unbrokered legs: the oldest of the address that has most makes room", () => {
    const table = newTable();
    const few = [1, 2, 3, 4].flatMap((host) => flood(table, 190, `198.51.100.${host}`));
    const [oldest] = flood(table, 240, "203.0.113.1");
    const made = table.arrive(a, uuid, home, false, 1);
    assert.deepEqual(made, { ...heldFrom(1), displaced: { leg: oldest, uuid: uuidOf(oldest), reason: "table_full" } });
    assert.equal(table.unbrokered, 1000);
    assert.ok(few.every((one) => table.leave(one)));
  });

  it("[RL-4] of addresses that have equally many, the newcomer's own makes room", () => {
    const table = newTable();
    const floods = [1, 2, 3, 4].map((host) => flood(table, 249, `198.51.100.${host}`));
    flood(table, 4, home);
    const made = table.arrive(a, uuid, "198.51.100.3", false, 1);
    assert.equal(made.kind === "wait" && made.displaced?.leg, floods[2]?.[0]);
  });

  for (const [strangers, clients] of [
    [4, 200],
    [45, 20],
  ] as const) {
    it(`[RL-4] a flood from ${strangers} addresses keeps nobody out: ${clients} clients behind one address are held until they are brokered`, () => {
      const table = newTable();
      const addresses = Array.from({ length: strangers }, (_, host) => `198.51.100.${host}`);
      for (const address of addresses) flood(table, 300, address);
      const office = Array.from({ length: clients }, (_, index) => leg(`office ${index}`));
      for (const one of office) assert.equal(table.arrive(one, uuidOf(one), home, false, 2).kind, "wait");
      for (const address of addresses) flood(table, 300, address);
      for (const one of office) assert.equal(table.admit(uuidOf(one), 3)?.kind, "wait", one.name);
      for (const one of office) assert.equal(table.arrive(leg("A"), uuidOf(one), home, true, 4).kind, "pair", one.name);
    });
  }

  it("[RL-4] a brokered leg is not hurt by a full table of others, and places that are left are free again", () => {
    const table = newTable({ ...pairingDefaults, maxUnbrokered: 2 });
    const [first] = flood(table, 2, "198.51.100.1");
    assert.equal(table.arrive(b, uuid, home, true, 1).kind, "wait");
    if (first !== undefined) table.leave(first);
    assert.deepEqual(table.arrive(c, elsewhere, home, false, 2), heldFrom(2));
    assert.equal(table.unbrokered, 2);
  });

  it("bounds the brokered legs too", () => {
    const table = newTable({ ...pairingDefaults, maxBrokered: 1 });
    table.arrive(a, uuid, home, true, 0);
    assert.deepEqual(table.arrive(b, elsewhere, home, true, 0), { kind: "refuse", reason: "table_full" });
    assert.equal(table.arrive(c, uuid, home, true, 0).kind, "pair", "a partner needs no room");
  });

  for (const brokered of [false, true]) {
    it(`[RL-4] of 5 times the bound of ${brokered ? "brokered" : "unbrokered"} legs the bound is held, and no attempt leaves anything behind`, async () => {
      const table = newTable({ ...pairingDefaults, maxUnbrokered: 200, maxUnbrokeredPerAddress: 50, maxBrokered: 200 });
      let attempt = 0;
      const left = await bytesLeftPerAttempt(20_000, () => {
        for (let n = 0; n < 20_000; n += 1) {
          attempt += 1;
          const host = `198.51.${attempt & 255}.${(attempt >> 8) & 255}`;
          table.arrive(leg(`${attempt}`), sessionUuid(`uuid ${attempt}`), host, brokered, 0);
        }
      });
      assert.equal(table.waiting, 200);
      assert.ok(left < 32, `${left} bytes for each attempt: an entry takes more than 100`);
    });
  }
});
