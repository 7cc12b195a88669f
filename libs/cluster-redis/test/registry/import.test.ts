import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RedisServer, redisCli } from "@fairlead/testkit";
import type { StoredPeer } from "../../src/index.ts";
import { device, placeAt } from "../devices.ts";
import { openRegistry } from "../open-registry.ts";

const CREATED_MS = Date.UTC(2024, 1, 29, 12, 30);

describe("identities from elsewhere", () => {
  it("are created, left, updated or refused, in order; what is registered here now stays", async () => {
    await using server = await RedisServer.start();
    await using registry = await openRegistry(server.url);
    await registry.claim(device("same"));
    await registry.claim({ ...device("older"), pk: Buffer.alloc(32, 1) });
    await registry.claim({ ...device("newer"), pk: Buffer.alloc(32, 1) }, placeAt(1));
    await registry.claim(device("taken", "machine-2"));
    const peers = ["fresh", "same", "older", "newer", "taken"].map((id) => ({ ...device(id), createdMs: CREATED_MS }));
    const expected = ["created", "unchanged", "updated", "newer", "conflict"];
    assert.deepEqual(await registry.importPeers(peers, true), expected);
    assert.equal(await registry.find(device("fresh").id), undefined, "a dry run writes nothing");
    assert.deepEqual(await registry.importPeers(peers), expected);
    assert.deepEqual(await registry.importPeers(peers), ["unchanged", "unchanged", "unchanged", "newer", "conflict"]);
    const stored: StoredPeer[] = [];
    for await (const batch of registry.scan()) stored.push(...batch);
    assert.equal(stored.find((one) => one.id === "fresh")?.createdMs, CREATED_MS);
    assert.equal(stored.length, 5);
  });

  it("[CL-12] fill a wiped store without waiting", async () => {
    await using server = await RedisServer.start();
    await using registry = await openRegistry(server.url);
    await registry.claim(device("lost"));
    await redisCli(server.port, "flushall");
    assert.deepEqual(await registry.claim(device("lost")), { kind: "healing" });
    assert.deepEqual(await registry.importPeers([device("lost")]), ["created"]);
    assert.deepEqual(await registry.claim(device("lost")), { kind: "unchanged" });
  });
});
