import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodeName, sessionUuid } from "@fairlead/base";
import { MemoryPairOwners, type NodeSet, type NodeView } from "@fairlead/cluster";
import { fuzz, ManualClock, mutate } from "@fairlead/testkit";
import { FrameDecoder } from "@fairlead/wire";
import { AskedOwners } from "../../src/mesh/asked-owners.ts";
import { MAX_HEAD_BYTES, readMeshHead, writeMeshHead } from "../../src/mesh/mesh-head.ts";
import { StoreOwners } from "../../src/mesh/store-owners.ts";

const uuid = sessionUuid("11111111-2222-4333-8444-555555555555");
const viewOf = (slot: number, meshAddress = `192.0.2.${slot}:9093`): NodeView => ({
  slot,
  epoch: `e${slot}`,
  name: nodeName(`relay-${slot}`),
  role: "relay",
  state: "serving",
  release: "1",
  schema: 1,
  busAddress: "",
  meshAddress,
  settingsVersion: 0,
  trust: "trusted",
});

/** Two relays around one store. */
function relays() {
  const clock = new ManualClock();
  const pairOwners = new MemoryPairOwners(clock);
  const known: NodeView[] = [viewOf(1), viewOf(2)];
  const ownersOf = (slot: number): StoreOwners => {
    const nodes = { self: { slot, epoch: `e${slot}` }, nodes: () => known } as unknown as NodeSet;
    return new StoreOwners({
      clock,
      nodes,
      pairOwners,
      pin: ({ trust }) => (trust === "trusted" ? { pem: "a pin" } : undefined),
    });
  };
  return { clock, pairOwners, known, first: ownersOf(1), second: ownersOf(2) };
}

describe("who joins a uuid", () => {
  it("[CL-38] whoever asked first, and the others learn how to reach it", async () => {
    const { clock, first, second } = relays();
    const answers = Promise.all([first.find(uuid), second.find(uuid)]);
    await clock.advanceSlowly(10);
    const peer = { name: "relay-1", address: "192.0.2.1:9093", pin: "a pin" };
    assert.deepEqual(await answers, [{ kind: "self" }, { kind: "other", peer }]);
  });

  it("[CL-38] is asked again while the store is away or the owner is not yet known, for 2 s", async () => {
    const { clock, pairOwners, known, first, second } = relays();
    pairOwners.fail(true);
    const early = first.find(uuid);
    await clock.advanceSlowly(300);
    pairOwners.fail(false);
    await clock.advanceSlowly(300);
    assert.deepEqual(await early, { kind: "self" });
    const [owner] = known.splice(0, 1);
    const late = second.find(uuid);
    await clock.advanceSlowly(1000);
    known.push(owner ?? assert.fail());
    await clock.advanceSlowly(1200);
    assert.equal((await late).kind, "other");
  });

  it("[CL-38] is nobody when the owner is gone, has no mesh, or is not trusted", async () => {
    for (const change of [undefined, { meshAddress: "" }, { trust: "forged" }]) {
      const { clock, known, first, second } = relays();
      const own = first.find(uuid);
      await clock.advanceSlowly(10);
      await own;
      const [owner] = known.splice(0, 1);
      if (change !== undefined) known.push({ ...(owner ?? assert.fail()), ...change });
      const asked = second.find(uuid);
      await clock.advanceSlowly(2500);
      assert.deepEqual(await asked, { kind: "unknown" });
    }
  });

  it("[CL-38] is asked of the other thread once for all legs of the uuid, and not waited for without end", async () => {
    const clock = new ManualClock();
    const asked: string[] = [];
    const owners = new AskedOwners(clock, (one) => asked.push(one));
    const both = Promise.all([owners.find(uuid), owners.find(uuid)]);
    owners.answer(uuid, { kind: "self" });
    assert.deepEqual(await both, [{ kind: "self" }, { kind: "self" }]);
    owners.answer(uuid, { kind: "self" });
    const unanswered = owners.find(uuid);
    clock.advance(10_000);
    assert.deepEqual(await unanswered, { kind: "unknown" });
    assert.deepEqual(asked, [uuid, uuid]);
    assert.equal(clock.pending, 0);
  });
});

describe("the first frame of a mesh connection", () => {
  const claims = { uuid: "u", ip: "2001:db8::1", port: 4711, transport: "wss", controlling: false } as const;
  const read = (frame: Buffer): ReturnType<typeof readMeshHead> => {
    const decoder = new FrameDecoder(MAX_HEAD_BYTES);
    decoder.push(frame);
    const payload = decoder.next();
    return payload && readMeshHead(payload);
  };

  it("[CL-38] is read as it was written", () => {
    assert.deepEqual(read(writeMeshHead({ claims, proof: "p" })), { claims, proof: "p" });
  });

  fuzz("[CL-38] whatever comes is a head or nothing", 3000, (random) => {
    const text = Buffer.from(JSON.stringify({ v: 1, ...claims, proof: "p" }));
    const head = readMeshHead(mutate(random, text));
    if (head !== undefined) assert.ok(head.claims.uuid !== "" && ["tcp", "ws", "wss"].includes(head.claims.transport));
  });
});
