import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { peerId } from "@fairlead/base";
import type { LocatedPeer, PeerLocation, PeerLocations, PeerRegistry } from "../src/index.ts";

export interface LocationsUnderTest {
  readonly registry: PeerRegistry & PeerLocations;
  /** How long it keeps a location and a parked request. */
  readonly locationMs: number;
  readonly parkMs: number;
  /** Lets time pass for it. */
  pass(ms: number): Promise<void>;
  close?(): Promise<void>;
}

const id = peerId("123456789");
const identity = { id, uuid: Buffer.from("machine-1"), pk: Buffer.alloc(32, 7), registeredIp: "198.51.100.9" };
const place = (slot: number, epoch = "first", port = 40_001): PeerLocation => ({
  owner: { slot, epoch },
  transport: "udp",
  address: { ip: "2001:db8::7", port },
});
const located = (at: PeerLocation, fields: Partial<LocatedPeer> = {}): LocatedPeer => ({ ...identity, at, ...fields });
const request = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));
const texts = (requests: readonly Uint8Array[] | undefined): string[] =>
  (requests ?? []).map((one) => Buffer.from(one).toString("latin1"));

type Promises = (sentence: string, test: (under: LocationsUnderTest) => Promise<void>) => void;

/** What every store of locations promises, `claim` with a place included. `create` makes an empty one. */
export function peerLocationsContract(
  name: string,
  create: () => Promise<LocationsUnderTest> | LocationsUnderTest,
): void {
  describe(`peer locations contract: ${name}`, () => {
    const opened: LocationsUnderTest[] = [];
    afterEach(async () => {
      for (const one of opened.splice(0)) await one.close?.();
    });
    const promises: Promises = (sentence, test) => {
      it(sentence, async () => {
        const under = await create();
        opened.push(under);
        await test(under);
      });
    };
    describe("claim with a place", () => claimPromises(promises));
    describe("refresh and release", () => lifePromises(promises));
    describe("reassert", () => reassertPromises(promises));
    describe("park", () => parkPromises(promises));
  });
}

function claimPromises(promises: Promises): void {
  promises("[CL-10] writes the place, and finds identity and place together", async ({ registry }) => {
    assert.deepEqual(await registry.claim(identity, place(3)), { kind: "created" });
    assert.deepEqual((await registry.find(id))?.at, place(3));
    assert.deepEqual((await registry.findMany([id])).get(id)?.at, place(3));
  });

  promises("[CL-10] answers whom it ousted, and follows the device to its newest place", async ({ registry }) => {
    await registry.claim(identity, place(3));
    assert.deepEqual(await registry.claim(identity, place(4)), { kind: "unchanged", ousted: place(3) });
    const changed = await registry.claim({ ...identity, registeredIp: "198.51.100.10" }, place(5));
    assert.equal(changed.kind, "updated");
    assert.deepEqual(changed.kind === "updated" && changed.ousted, place(4));
    assert.deepEqual((await registry.find(id))?.at, place(5));
  });

  promises("[CL-10] ousts nobody where the same node held it, in this life or an earlier one", async ({ registry }) => {
    await registry.claim(identity, place(3));
    assert.deepEqual(await registry.claim(identity, place(3, "first", 40_002)), { kind: "unchanged" });
    assert.deepEqual(await registry.claim(identity, place(3, "second")), { kind: "unchanged" });
    assert.deepEqual((await registry.find(id))?.at, place(3, "second"));
  });

  promises("[CL-10] leaves the place alone when the claim is a conflict, or names none", async ({ registry }) => {
    await registry.claim(identity, place(3));
    const thief = { ...identity, uuid: Buffer.from("machine-2") };
    assert.deepEqual(await registry.claim(thief, place(4)), { kind: "conflict" });
    assert.deepEqual(await registry.claim(identity), { kind: "unchanged" });
    assert.deepEqual((await registry.find(id))?.at, place(3));
  });
}

function lifePromises(promises: Promises): void {
  promises(
    "[CL-14] keeps a place for its time, and longer when it is refreshed",
    async ({ registry, locationMs, pass }) => {
      await registry.claim(identity, place(3));
      await pass(locationMs * 0.7);
      assert.deepEqual([...(await registry.refresh([id], place(3).owner))], []);
      await pass(locationMs * 0.7);
      assert.deepEqual((await registry.find(id))?.at, place(3));
      await pass(locationMs);
      const found = await registry.find(id);
      assert.ok(found !== undefined, "the identity stays");
      assert.equal(found.at, undefined);
    },
  );

  promises("[CL-14] tells which of many are not the owner's any more", async ({ registry }) => {
    const ids = Array.from({ length: 300 }, (_, at) => peerId(`peer-${at}`));
    await Promise.all(ids.map((one) => registry.claim({ ...identity, id: one }, place(3))));
    await registry.claim({ ...identity, id: peerId("peer-7") }, place(4));
    await registry.claim({ ...identity, id: peerId("peer-8") }, place(3, "second"));
    const lost = await registry.refresh([...ids, peerId("nobody")], place(3).owner);
    assert.deepEqual([...lost].sort(), ["nobody", "peer-7", "peer-8"]);
    assert.equal((await registry.refresh([], place(3).owner)).size, 0);
  });

  promises("[CL-15] releases what is its own, and nothing else", async ({ registry }) => {
    const [mine, theirs, older] = ["mine", "theirs", "older"].map(peerId) as [typeof id, typeof id, typeof id];
    await registry.claim({ ...identity, id: mine }, place(3));
    await registry.claim({ ...identity, id: theirs }, place(4));
    await registry.claim({ ...identity, id: older }, place(3, "zero"));
    await registry.release([mine, theirs, older, id], place(3).owner);
    const found = await registry.findMany([mine, theirs, older]);
    assert.equal(found.size, 3, "identities stay");
    assert.deepEqual(
      [mine, theirs, older].map((one) => found.get(one)?.at),
      [undefined, place(4), place(3, "zero")],
    );
  });
}

function reassertPromises(promises: Promises): void {
  promises("[CL-13] writes identity and place where nothing is", async ({ registry }) => {
    assert.deepEqual(await registry.reassert([located(place(3))]), [{ kind: "mine", parked: [] }]);
    assert.deepEqual((await registry.find(id))?.at, place(3));
    assert.deepEqual(await registry.claim(identity), { kind: "unchanged" });
  });

  promises("[CL-13] finds its own there, also of an earlier life of its slot", async ({ registry }) => {
    await registry.claim(identity, place(3));
    assert.deepEqual(await registry.reassert([located(place(3))]), [{ kind: "mine", parked: [] }]);
    assert.deepEqual(await registry.reassert([located(place(3, "second"))]), [{ kind: "mine", parked: [] }]);
    assert.deepEqual((await registry.find(id))?.at, place(3, "second"));
  });

  promises("[CL-13] writes a changed key again that the store lost", async ({ registry }) => {
    await registry.claim({ ...identity, pk: Buffer.alloc(32, 1) }, place(3));
    await registry.reassert([located(place(3))]);
    assert.deepEqual(Buffer.from((await registry.find(id))?.pk ?? []), identity.pk);
  });

  promises("[CL-13] changes nothing of what somebody else holds, or of another device", async ({ registry }) => {
    await registry.claim(identity, place(4));
    assert.deepEqual(await registry.reassert([located(place(3))]), [{ kind: "elsewhere", parked: [] }]);
    const other = located(place(4), { uuid: Buffer.from("machine-2") });
    assert.deepEqual(await registry.reassert([other]), [{ kind: "conflict", parked: [] }]);
    assert.deepEqual((await registry.find(id))?.at, place(4));
  });

  promises(
    "[CL-7] writes over what earlier lives wrote, from another slot too, and over nobody else's",
    async ({ registry }) => {
      const before = [place(8, "third").owner, place(3).owner];
      await registry.claim(identity, place(3));
      assert.deepEqual(await registry.reassert([located(place(5, "fourth"))], before), [{ kind: "mine", parked: [] }]);
      assert.deepEqual((await registry.find(id))?.at, place(5, "fourth"));
      for (const at of [place(3, "firs"), place(33), place(3, "first2")]) {
        await registry.claim(identity, at);
        assert.deepEqual(await registry.reassert([located(place(5, "fourth"))], before), [
          { kind: "elsewhere", parked: [] },
        ]);
      }
    },
  );

  promises("[CL-7] answers a batch in its order", async ({ registry }) => {
    const ids = Array.from({ length: 50 }, (_, at) => peerId(`peer-${at}`));
    await registry.claim({ ...identity, id: peerId("peer-7") }, place(4));
    await registry.claim({ ...identity, id: peerId("peer-9"), uuid: Buffer.from("machine-2") }, place(4));
    const results = await registry.reassert(ids.map((one) => located(place(3), { id: one })));
    const kinds = results.map((result) => result.kind);
    const expected = ids.map((_, at) => (at === 7 ? "elsewhere" : at === 9 ? "conflict" : "mine"));
    assert.deepEqual(kinds, expected);
    assert.deepEqual(await registry.reassert([]), []);
  });
}

function parkPromises(promises: Promises): void {
  promises("[CL-22] hands what waits to the next claim, oldest first, once", async ({ registry }) => {
    await registry.claim(identity, place(3));
    assert.deepEqual(await registry.park(id, place(3), request("one \x00\xff")), { kind: "parked" });
    assert.deepEqual(await registry.park(id, place(3), request("two")), { kind: "parked" });
    const claimed = await registry.claim(identity, place(4));
    assert.deepEqual(
      texts("parked" in claimed ? claimed.parked : []),
      texts([request("one \x00\xff"), request("two")]),
    );
    assert.deepEqual(await registry.claim(identity, place(4)), { kind: "unchanged" });
  });

  promises("[CL-22] hands it to whoever reasserts the device", async ({ registry }) => {
    await registry.claim(identity, place(3));
    await registry.park(id, place(3), request("one"));
    const [result] = await registry.reassert([located(place(3, "second"))]);
    assert.equal(result?.kind, "mine");
    assert.deepEqual(texts(result?.parked), ["one"]);
  });

  promises("[CL-22] keeps nothing when the device is at another place than was seen", async ({ registry }) => {
    await registry.claim(identity, place(4));
    assert.deepEqual(await registry.park(id, place(3), request("one")), { kind: "moved", at: place(4) });
    assert.deepEqual(await registry.park(id, undefined, request("one")), { kind: "moved", at: place(4) });
    assert.deepEqual(await registry.claim(identity, place(4)), { kind: "unchanged" });
  });

  promises("[CL-22] parks for a device whose place is gone", async ({ registry }) => {
    await registry.claim(identity, place(3));
    await registry.release([id], place(3).owner);
    assert.deepEqual(await registry.park(id, place(3), request("one")), { kind: "parked" });
    assert.deepEqual(await registry.park(id, undefined, request("two")), { kind: "parked" });
    const claimed = await registry.claim(identity, place(4));
    assert.deepEqual(texts("parked" in claimed ? claimed.parked : []), ["one", "two"]);
  });

  promises("[CL-22] forgets a request when its time is over, and only that one", async ({ registry, parkMs, pass }) => {
    await registry.claim(identity, place(3));
    await registry.park(id, place(3), request("old"));
    await pass(parkMs * 0.6);
    await registry.park(id, place(3), request("new"));
    await pass(parkMs * 0.6);
    const claimed = await registry.claim(identity, place(4));
    assert.deepEqual(texts("parked" in claimed ? claimed.parked : []), ["new"]);
  });

  promises("[CL-22] keeps 16 for one device, and room comes back", async ({ registry, parkMs, pass }) => {
    await registry.claim(identity, place(3));
    for (let n = 0; n < 16; n += 1) {
      assert.equal((await registry.park(id, place(3), request(`${n}`))).kind, "parked");
    }
    assert.deepEqual(await registry.park(id, place(3), request("16")), { kind: "full" });
    await pass(parkMs);
    assert.deepEqual(await registry.park(id, place(3), request("17")), { kind: "parked" });
  });
}
