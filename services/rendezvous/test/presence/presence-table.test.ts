import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SeededRandom } from "@fairlead/testkit";
import { PresenceTable } from "../../src/presence/presence-table.ts";
import type { PresentPeer } from "../../src/presence/present-peer.ts";

function peer(id: string, arrival = 1): PresentPeer {
  const address = { ip: "127.0.0.1", port: 1 };
  const identity = { uuid: new Uint8Array(1), pk: new Uint8Array(1), registeredIp: address.ip };
  const channel = { push: () => true, close: () => undefined };
  return { id, identity, transport: "udp", address, kernelAddress: address, channel, registeredMs: 0, arrival };
}

function findByBytes(table: PresenceTable, id: string, nowMs: number): PresentPeer | undefined {
  const datagram = Buffer.from(`xx${id}yy`);
  return table.at(table.placeOfBytes(datagram, 2, 2 + Buffer.byteLength(id)), nowMs);
}

describe("PresenceTable", () => {
  it("[PR-1]: finds by text and by bytes, for less than 30 s", () => {
    const table = new PresenceTable(10, 1);
    table.put(peer("abc123"), 0);
    for (const nowMs of [0, 29_999]) {
      assert.equal(table.find("abc123", nowMs)?.id, "abc123");
      assert.equal(findByBytes(table, "abc123", nowMs)?.id, "abc123");
    }
    assert.equal(table.find("abc123", 30_000), undefined);
    assert.equal(findByBytes(table, "abc123", 30_000), undefined);
    assert.equal(findByBytes(table, "abc12", 0), undefined);
    assert.equal(findByBytes(table, "abc1234", 0), undefined);
  });

  it("is case-sensitive and takes ids that are not ASCII", () => {
    const table = new PresenceTable(10, 1);
    table.put(peer("Büro-PC-1"), 0);
    assert.equal(table.find("Büro-PC-1", 0)?.id, "Büro-PC-1");
    assert.equal(table.find("büro-pc-1", 0), undefined);
  });

  it("[RK-2]: lets the newest registration win, whichever is answered last", () => {
    const table = new PresenceTable(10, 1);
    const newer = peer("abc123", 2);
    assert.equal(table.put(newer, 0), "here");
    assert.equal(table.put(peer("abc123", 1), 0), "superseded");
    assert.equal(table.find("abc123", 0), newer);
  });

  it("[KA-2] incident 17: removes only the very entry it is told", () => {
    const table = new PresenceTable(10, 1);
    const [old, young] = [peer("abc123", 1), peer("abc123", 2)];
    table.put(old, 0);
    table.put(young, 0);
    assert.equal(table.remove(old), false);
    assert.equal(table.touchPeer(old, 10), false);
    assert.equal(table.find("abc123", 0), young);
    assert.equal(table.remove(young), true);
    assert.equal(table.find("abc123", 0), undefined);
  });

  it("refuses newcomers when it is full, and never who is here", () => {
    const table = new PresenceTable(2, 1);
    table.put(peer("peer-1"), 0);
    table.put(peer("peer-2"), 0);
    assert.equal(table.put(peer("peer-3"), 0), "full");
    assert.equal(table.put(peer("peer-2", 2), 0), "here");
    table.sweep(30_000);
    assert.equal(table.put(peer("peer-3"), 30_000), "here");
    assert.equal(table.size, 1);
  });

  it("behaves as a map does, through growth and removals", () => {
    const random = new SeededRandom(4711);
    const departed: string[] = [];
    const table = new PresenceTable(100_000, random.uint32(), ({ id }) => departed.push(id));
    const model = new Map<string, { peer: PresentPeer; seenMs: number }>();
    for (let nowMs = 0; nowMs < 60_000; nowMs += 1) {
      const id = `peer-${random.below(6_000)}`;
      const known = model.get(id);
      if (random.chance(0.15) && known !== undefined) {
        assert.equal(table.remove(known.peer), true, `seed ${random.seed}`);
        model.delete(id);
      } else if (known !== undefined && random.chance(0.5)) {
        table.touch(table.placeOfBytes(Buffer.from(id), 0, id.length), nowMs);
        known.seenMs = nowMs;
      } else {
        const one = peer(id, nowMs);
        table.put(one, nowMs);
        model.set(id, { peer: one, seenMs: nowMs });
      }
      if (nowMs % 5_000 === 4_999) assertEqual(table, model, nowMs);
    }
    assert.ok(departed.length > 100);
  });
});

function assertEqual(
  table: PresenceTable,
  model: Map<string, { peer: PresentPeer; seenMs: number }>,
  nowMs: number,
): void {
  table.sweep(nowMs);
  for (const [id, { seenMs }] of model) if (nowMs - seenMs >= 30_000) model.delete(id);
  assert.equal(table.size, model.size);
  for (const [id, { peer: one }] of model) {
    assert.equal(table.find(id, nowMs), one);
    assert.equal(findByBytes(table, id, nowMs), one);
  }
  assert.equal([...table.peers(nowMs)].length, model.size);
}
