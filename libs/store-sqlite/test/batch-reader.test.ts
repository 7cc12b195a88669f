import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type PeerId, peerId } from "@fairlead/base";
import type { PeerIdentity } from "@fairlead/cluster";
import { BatchReader } from "../src/batch-reader.ts";
import { identity } from "./registry.ts";

const ids = (...texts: string[]): PeerId[] => texts.map(peerId);
const turn = () => new Promise((resolve) => setImmediate(resolve));

function bench(capacity = 100) {
  const trips: { readonly ids: readonly PeerId[]; end(found: readonly PeerIdentity[]): void; fail(): void }[] = [];
  const reader = new BatchReader(capacity, (asked) => {
    const { promise, resolve, reject } = Promise.withResolvers<readonly PeerIdentity[]>();
    trips.push({ ids: asked, end: resolve, fail: () => reject(new Error("gone")) });
    return promise;
  });
  return { reader, trips };
}

describe("reads from the store", () => {
  it("of one turn share a trip, and ids without a row are undefined", async () => {
    const { reader, trips } = bench();
    const [known, unknown] = ids("100000001", "100000002");
    const finds = [known, unknown].map((id) => reader.find(id ?? peerId("")));
    await turn();
    assert.deepEqual(trips[0]?.ids, [known, unknown]);
    trips[0]?.end([identity("100000001")]);
    const [first, second] = await Promise.all(finds);
    assert.equal(first?.id, known);
    assert.equal(second, undefined);
  });

  it("of one id ask once, also while the question is under way", async () => {
    const { reader, trips } = bench();
    const id = peerId("100000001");
    const early = [reader.find(id), reader.find(id)];
    await turn();
    const late = reader.find(id);
    trips[0]?.end([identity("100000001")]);
    assert.equal((await Promise.all([...early, late])).length, 3);
    await turn();
    assert.equal(trips.length, 1);
  });

  it("gather while a trip is under way, and ask anew afterwards", async () => {
    const { reader, trips } = bench();
    const first = reader.find(peerId("100000001"));
    await turn();
    const others = [reader.find(peerId("100000002")), reader.find(peerId("100000003"))];
    await turn();
    assert.equal(trips.length, 1);
    trips[0]?.end([]);
    await first;
    await turn();
    assert.deepEqual(trips[1]?.ids, ids("100000002", "100000003"));
    trips[1]?.end([]);
    await Promise.all(others);
    const again = reader.find(peerId("100000001"));
    await turn();
    assert.deepEqual(trips[2]?.ids, ids("100000001"));
    trips[2]?.end([]);
    await again;
  });

  it("that fail reject all of their trip and nobody else", async () => {
    const { reader, trips } = bench();
    const failing = [reader.find(peerId("100000001")), reader.find(peerId("100000002"))];
    await turn();
    const next = reader.find(peerId("100000003"));
    trips[0]?.fail();
    for (const find of failing) await assert.rejects(find, /gone/);
    await turn();
    trips[1]?.end([]);
    assert.equal(await next, undefined);
  });

  it("beyond the bound are refused at once", async () => {
    const { reader } = bench(1);
    const kept = reader.find(peerId("100000001"));
    await assert.rejects(reader.find(peerId("100000002")), { code: "STORE_UNAVAILABLE" });
    assert.equal(reader.find(peerId("100000001")), kept, "joining a question is no new one");
  });
});
