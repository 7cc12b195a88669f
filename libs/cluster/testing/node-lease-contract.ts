import assert from "node:assert/strict";
import { describe } from "node:test";
import { nodeName } from "@fairlead/base";
import type { NodeCard, NodeLease, SharedSettings } from "../src/index.ts";
import { type Scene, scenesOf, type UnderTest } from "./contract-scenes.ts";

export interface NodeLeaseUnderTest extends UnderTest {
  readonly lease: NodeLease;
  /** Of the same store. */
  readonly settings: SharedSettings;
}

const cardOf = (name: string, change: Partial<NodeCard> = {}): NodeCard => ({
  name: nodeName(name),
  role: "rendezvous",
  state: "serving",
  release: "0.1.0",
  schema: 1,
  busAddress: "127.0.0.1:9092",
  meshAddress: "",
  settingsVersion: 3,
  trust: `{"quoted":"…"}`,
  ...change,
});

/** What every store of leases promises. `create` makes an empty one. */
export function nodeLeaseContract(name: string, create: () => NodeLeaseUnderTest | Promise<NodeLeaseUnderTest>): void {
  describe(`node lease contract: ${name}`, () => {
    const scene = scenesOf(create);
    leaseScenes(scene);
    slotScenes(scene);
    describe("on purpose", () => leaveScenes(scene));
  });
}

function leaseScenes(scene: Scene<NodeLeaseUnderTest>): void {
  scene("[CL-3] gives each node a slot, the lowest first, and each life an epoch of its own", async ({ lease }) => {
    const one = await lease.acquire(cardOf("rd-1"));
    const two = await lease.acquire(cardOf("rd-2"));
    assert.deepEqual([one.slot, two.slot], [0, 1]);
    assert.notEqual(one.epoch, two.epoch);
  });

  scene("[CL-3] gives nodes that start together different slots", async ({ lease }) => {
    const cards = Array.from({ length: 30 }, (_, index) => cardOf(`rd-${index}`));
    const refs = await Promise.all(cards.map((card) => lease.acquire(card)));
    assert.equal(new Set(refs.map(({ slot }) => slot)).size, 30);
  });

  scene("[CL-3] reads all nodes and the settings' version with the renewal", async ({ lease, settings }) => {
    const one = await lease.acquire(cardOf("rd-1"));
    const relay = cardOf("relay-1", { role: "relay", state: "draining", meshAddress: "[::1]:9093" });
    const two = await lease.acquire(relay);
    assert.equal((await lease.renew(one, cardOf("rd-1"))).settingsVersion, 0);
    const version = await settings.change(new Map([["server-list", "[]"]]));
    const changed = cardOf("rd-1", { settingsVersion: version });
    const renewal = await lease.renew(one, changed);
    assert.equal(renewal.kind, "renewed");
    assert.equal(renewal.settingsVersion, version);
    assert.deepEqual(renewal.nodes, [
      { ...changed, ...one },
      { ...relay, ...two },
    ]);
  });

  scene("[CL-3] holds for 6 s from each renewal, then is lost", async ({ lease, pass }) => {
    const one = await lease.acquire(cardOf("rd-1"));
    const two = await lease.acquire(cardOf("rd-2"));
    for (let turn = 0; turn < 3; turn += 1) {
      await pass(4000);
      assert.equal((await lease.renew(one, cardOf("rd-1"))).kind, "renewed");
    }
    const lost = await lease.renew(two, cardOf("rd-2"));
    assert.equal(lost.kind, "lost");
    const names = lost.nodes.map((node) => node.name);
    assert.deepEqual(names, ["rd-1"], "a lost renewal writes nothing");
    await pass(6001);
    assert.equal((await lease.renew(one, cardOf("rd-1"))).kind, "lost");
  });

  scene("[CL-3] renews no other life of the same slot", async ({ lease }) => {
    const one = await lease.acquire(cardOf("rd-1"));
    const other = { ...one, epoch: "another" };
    assert.equal((await lease.renew(other, cardOf("rd-9"))).kind, "lost");
    const { nodes } = await lease.renew(one, cardOf("rd-1"));
    assert.deepEqual(nodes[0]?.name, "rd-1");
  });

  scene("[CL-13] says the same history while nothing happens to the store", async ({ lease }) => {
    const one = await lease.acquire(cardOf("rd-1"));
    const { storeId } = await lease.renew(one, cardOf("rd-1"));
    assert.equal((await lease.renew(one, cardOf("rd-1"))).storeId, storeId);
  });
}

function slotScenes(scene: Scene<NodeLeaseUnderTest>): void {
  scene("[CL-8] gives a slot whose lease ran out to nobody else for 60 s", async ({ lease, pass }) => {
    const one = await lease.acquire(cardOf("rd-1"));
    await pass(6000);
    assert.equal((await lease.acquire(cardOf("rd-2"))).slot, 1);
    await pass(59_000);
    assert.equal((await lease.acquire(cardOf("rd-3"))).slot, 2);
    await pass(1500);
    assert.equal((await lease.acquire(cardOf("rd-4"))).slot, one.slot);
  });

  scene("[CL-7] gives a process its own slot again, with a new epoch", async ({ lease, pass }) => {
    await lease.acquire(cardOf("rd-1"));
    const two = await lease.acquire(cardOf("rd-2"));
    await pass(10_000);
    const again = await lease.acquire(cardOf("rd-2"), two);
    assert.equal(again.slot, two.slot);
    assert.notEqual(again.epoch, two.epoch);
    assert.equal((await lease.renew(two, cardOf("rd-2"))).kind, "lost");
    assert.equal((await lease.renew(again, cardOf("rd-2"))).kind, "renewed");
  });

  scene("[CL-8] but not when another has it by now", async ({ lease, pass }) => {
    const one = await lease.acquire(cardOf("rd-1"));
    await pass(67_000);
    const two = await lease.acquire(cardOf("rd-2"));
    assert.equal(two.slot, one.slot);
    assert.notEqual((await lease.acquire(cardOf("rd-1"), one)).slot, two.slot);
    assert.equal((await lease.renew(two, cardOf("rd-2"))).kind, "renewed");
  });
}

function leaveScenes(scene: Scene<NodeLeaseUnderTest>): void {
  scene("[CL-22] shows for 45 s who left, and renews it no more", async ({ lease, pass }) => {
    const one = await lease.acquire(cardOf("rd-1"));
    const two = await lease.acquire(cardOf("rd-2"));
    await lease.leave(two);
    assert.equal((await lease.renew(two, cardOf("rd-2"))).kind, "lost");
    for (let turn = 0; turn < 11; turn += 1) {
      await pass(4000);
      const { nodes } = await lease.renew(one, cardOf("rd-1"));
      assert.deepEqual(nodes[1], { ...cardOf("rd-2", { state: "left" }), ...two });
    }
    await pass(1500);
    assert.equal((await lease.renew(one, cardOf("rd-1"))).nodes.length, 1);
  });

  scene("[CL-8] keeps the slot of who left for 60 s", async ({ lease, pass }) => {
    const one = await lease.acquire(cardOf("rd-1"));
    await lease.leave(one);
    await pass(59_000);
    assert.equal((await lease.acquire(cardOf("rd-2"))).slot, 1);
    await pass(1500);
    assert.equal((await lease.acquire(cardOf("rd-3"))).slot, one.slot);
  });

  scene("lets nobody end a lease that is not its own any more", async ({ lease, pass }) => {
    const one = await lease.acquire(cardOf("rd-1"));
    await pass(10_000);
    const again = await lease.acquire(cardOf("rd-1"), one);
    await lease.leave(one);
    assert.equal((await lease.renew(again, cardOf("rd-1"))).kind, "renewed");
    await pass(6500);
    await lease.leave(again);
    const two = await lease.acquire(cardOf("rd-2"));
    assert.deepEqual(
      (await lease.renew(two, cardOf("rd-2"))).nodes.map(({ name }) => name),
      ["rd-2"],
    );
  });
}
