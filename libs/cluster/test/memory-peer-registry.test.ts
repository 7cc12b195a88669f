import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { peerId } from "@fairlead/base";
import { ManualClock } from "@fairlead/testkit";
import { MemoryPeerRegistry, StoreUnavailableError } from "../src/index.ts";
import { peerLocationsContract, peerRegistryContract } from "../testing/index.ts";

peerRegistryContract("memory with a clock", () => new MemoryPeerRegistry(undefined, new ManualClock()));
peerLocationsContract("memory", () => {
  const clock = new ManualClock();
  const registry = new MemoryPeerRegistry(undefined, clock);
  return { registry, locationMs: 15 * 60_000, parkMs: 20_000, pass: async (ms) => clock.advance(ms) };
});

describe("the memory registry", () => {
  it("plays an absent store, and a wiped one", async () => {
    const registry = new MemoryPeerRegistry();
    const identity = { id: peerId("1"), uuid: Buffer.from("u"), pk: Buffer.alloc(32), registeredIp: "" };
    await registry.claim(identity);
    registry.fail(true);
    await assert.rejects(registry.find(identity.id), StoreUnavailableError);
    registry.fail(false);
    registry.wipe();
    assert.equal(await registry.find(identity.id), undefined);
  });
});
