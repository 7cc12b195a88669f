import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type PeerId, peerId } from "@fairlead/base";
import type { PeerIdentity, PeerRegistry } from "../src/index.ts";

const alice = peerId("123456789");
const other = peerId("987654321");
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));

function identity(fields: Partial<PeerIdentity> = {}): PeerIdentity {
  const pk = new Uint8Array(32).fill(7);
  return { id: alice, uuid: bytes("machine-1"), pk, registeredIp: "198.51.100.9", ...fields };
}

/** What every registry promises. `create` makes an empty one for each test; one that is disposable is disposed after it. */
export function peerRegistryContract(name: string, create: () => PeerRegistry | Promise<PeerRegistry>): void {
  const promises = (sentence: string, test: (registry: PeerRegistry) => Promise<void>): void => {
    it(sentence, async () => {
      const registry: PeerRegistry & Partial<AsyncDisposable> = await create();
      try {
        await test(registry);
      } finally {
        await registry[Symbol.asyncDispose]?.();
      }
    });
  };
  describe(`peer registry contract: ${name}`, () => {
    describe("claim", () => claimPromises(promises));
    describe("rename [CI-1]", () => renamePromises(promises));
    describe("find", () => findPromises(promises));
  });
}

type Promises = (sentence: string, test: (registry: PeerRegistry) => Promise<void>) => void;

function claimPromises(promises: Promises): void {
  promises("creates an unknown id and finds it again, byte for byte", async (registry) => {
    const everyByte = Uint8Array.from({ length: 128 }, (_, index) => index * 2);
    const claimed = identity({ uuid: everyByte });
    assert.deepEqual(await registry.claim(claimed), { kind: "created" });
    assertSame(await registry.find(alice), claimed);
  });

  promises("calls the same claim again unchanged", async (registry) => {
    await registry.claim(identity());
    assert.deepEqual(await registry.claim(identity()), { kind: "unchanged" });
  });

  promises("accepts a new key and a new address together: the uuid is the proof [RK-3]", async (registry) => {
    await registry.claim(identity());
    const moved = identity({ pk: new Uint8Array(32).fill(9), registeredIp: "2001:db8::7" });
    const result = await registry.claim(moved);
    assert.equal(result.kind, "updated");
    if (result.kind === "updated") assertSame(result.previous, identity());
    assertSame(await registry.find(alice), moved);
  });

  promises("calls another uuid a conflict and changes nothing [RK-3]", async (registry) => {
    await registry.claim(identity());
    assert.deepEqual(await registry.claim(identity({ uuid: bytes("machine-2") })), { kind: "conflict" });
    assertSame(await registry.find(alice), identity());
  });

  promises("lets exactly one of many concurrent claims of one id win", async (registry) => {
    const claims = Array.from({ length: 32 }, (_, index) => identity({ uuid: bytes(`machine-${index}`) }));
    const kinds = (await Promise.all(claims.map((claim) => registry.claim(claim)))).map((result) => result.kind);
    assert.equal(kinds.filter((kind) => kind === "created").length, 1);
    assert.equal(kinds.filter((kind) => kind === "conflict").length, 31);
    const winner = claims[kinds.indexOf("created")];
    if (winner !== undefined) assertSame(await registry.find(alice), winner);
  });

  promises("takes many different ids at once", async (registry) => {
    const claims = Array.from({ length: 200 }, (_, index) => identity({ id: peerId(`peer-${index}`) }));
    const results = await Promise.all(claims.map((claim) => registry.claim(claim)));
    assert.ok(results.every((result) => result.kind === "created"));
    assert.equal((await registry.findMany(claims.map((claim) => claim.id))).size, 200);
  });

  promises("keeps what was claimed when the caller's buffer is used again", async (registry) => {
    const uuid = bytes("machine-1");
    await registry.claim(identity({ uuid }));
    uuid.fill(0);
    assert.deepEqual(await registry.claim(identity()), { kind: "unchanged" });
  });

  promises("tells ids apart by case", async (registry) => {
    await registry.claim(identity({ id: peerId("Office-PC") }));
    assert.deepEqual(await registry.claim(identity({ id: peerId("office-pc") })), { kind: "created" });
    assert.equal(await registry.find(peerId("OFFICE-PC")), undefined);
  });

  promises("takes quotes, wildcards and letters of any script in an id as they are", async (registry) => {
    const odd = ["o'brien-pc", "per%cent_pc", "büro-rechner", "会议室-电脑"].map(peerId);
    for (const id of odd) assert.deepEqual(await registry.claim(identity({ id })), { kind: "created" });
    for (const id of odd) assert.equal((await registry.find(id))?.id, id);
  });
}

function renamePromises(promises: Promises): void {
  const newId = peerId("newname1");
  const request = { oldId: alice, newId, uuid: bytes("machine-1") };

  promises("moves the identity with its key", async (registry) => {
    await registry.claim(identity());
    const result = await registry.rename(request);
    assert.equal(result.kind, "renamed");
    if (result.kind === "renamed") assertSame(result.identity, identity({ id: newId }));
    assert.equal(await registry.find(alice), undefined);
    assertSame(await registry.find(newId), identity({ id: newId }));
  });

  promises("answers renamed again when the first answer was lost", async (registry) => {
    await registry.claim(identity());
    await registry.rename(request);
    assert.equal((await registry.rename(request)).kind, "renamed");
  });

  promises("knows no stranger", async (registry) => {
    assert.deepEqual(await registry.rename(request), { kind: "unknown" });
  });

  promises("refuses another uuid", async (registry) => {
    await registry.claim(identity());
    assert.deepEqual(await registry.rename({ ...request, uuid: bytes("machine-2") }), { kind: "uuidMismatch" });
    assertSame(await registry.find(alice), identity());
  });

  promises("refuses a taken name and changes nothing", async (registry) => {
    await registry.claim(identity());
    await registry.claim(identity({ id: newId, uuid: bytes("machine-2") }));
    assert.deepEqual(await registry.rename(request), { kind: "taken" });
    assertSame(await registry.find(alice), identity());
  });

  promises("frees the old id for another device", async (registry) => {
    await registry.claim(identity());
    await registry.rename(request);
    assert.deepEqual(await registry.claim(identity({ uuid: bytes("machine-2") })), { kind: "created" });
  });

  promises("lets one of two devices have a name that both want", async (registry) => {
    await registry.claim(identity());
    await registry.claim(identity({ id: other, uuid: bytes("machine-2") }));
    const results = await Promise.all([
      registry.rename(request),
      registry.rename({ oldId: other, newId, uuid: bytes("machine-2") }),
    ]);
    assert.deepEqual(results.map((result) => result.kind).sort(), ["renamed", "taken"]);
  });
}

function findPromises(promises: Promises): void {
  promises("answers undefined for a stranger", async (registry) => {
    assert.equal(await registry.find(alice), undefined);
    assert.equal((await registry.findMany([alice, other])).size, 0);
    assert.equal((await registry.findMany([])).size, 0);
  });

  promises("finds the known ones among many", async (registry) => {
    await registry.claim(identity());
    const strangers = Array.from({ length: 1200 }, (_, index) => peerId(`stranger-${index}`));
    const found: ReadonlyMap<PeerId, PeerIdentity> = await registry.findMany([...strangers, alice, alice]);
    assert.deepEqual([...found.keys()], [alice]);
    assertSame(found.get(alice), identity());
  });
}

/** Adapters may answer any kind of byte array. */
function assertSame(actual: PeerIdentity | undefined, expected: PeerIdentity): void {
  assert.ok(actual !== undefined, "nothing was found");
  const plain = (one: PeerIdentity): unknown => ({ ...one, uuid: hex(one.uuid), pk: hex(one.pk) });
  assert.deepEqual(plain(actual), plain(expected));
}
const hex = (value: Uint8Array): string => Buffer.from(value).toString("hex");
