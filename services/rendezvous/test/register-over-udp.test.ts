import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { peerId } from "@fairlead/base";
import { MemoryPeerRegistry, type PeerIdentity, StoreUnavailableError } from "@fairlead/cluster";
import { ManualClock, waitUntil } from "@fairlead/testkit";
import { RegisterPkResult } from "@fairlead/wire";
import { ANSWER_MS, B_ID, HEARTBEAT, PUNCH_REQUEST, REGISTER_PK, registerPk, TestServer } from "./test-server.ts";

async function punchAnswer(server: TestServer): Promise<string> {
  const a = await server.tcp();
  a.sendPayload(Buffer.from(PUNCH_REQUEST, "hex"));
  const answer = (await a.receivePayload(ANSWER_MS)).toString("hex");
  a.destroy();
  return answer;
}

describe("registration over UDP", () => {
  it("C3 [RP-1]: asks a stranger's heartbeat for a registration and makes no state", async () => {
    await using server = await TestServer.start();
    const udp = await server.udp();
    assert.equal(await udp.ask(HEARTBEAT), "3a021001");
    assert.equal(await server.registry.find(peerId(B_ID)), undefined);
    assert.equal(server.rendezvous.workings.presence.table.size, 0);
    assert.equal(await punchAnswer(server), "5a00");
  });

  it("C3 [RP-1]: does not answer an empty id", async () => {
    await using server = await TestServer.start();
    const udp = await server.udp();
    udp.send("32021003");
    udp.send("3200");
    assert.equal(await udp.silence(), undefined);
  });

  it("C4 [RK-2] [RP-2]: is here at once after RegisterPk, and then answers heartbeats", async () => {
    await using server = await TestServer.start();
    const udp = await server.udp();
    assert.equal(await udp.ask(REGISTER_PK), "820100");
    assert.ok(server.rendezvous.workings.presence.find(B_ID));
    assert.equal(await udp.ask(HEARTBEAT), "3a00");
  });

  for (const [form, heartbeat] of [
    ["the usual form", HEARTBEAT],
    ["a form with a field we do not know", "32100a0931323334353637383910039a0600"],
  ] as const) {
    it(`[RP-1] [RP-2] [RP-3]: a heartbeat in ${form} keeps a device here, from its own place only`, async () => {
      const clock = new ManualClock();
      await using server = await TestServer.start({ clock });
      const udp = await server.udp();
      assert.equal(await udp.ask(heartbeat), "3a021001");
      assert.equal(await udp.ask(REGISTER_PK), "820100");
      for (let beat = 0; beat < 4; beat += 1) {
        clock.advance(20_000);
        assert.equal(await udp.ask(heartbeat), "3a00");
      }
      const samePlace = await server.udp("127.0.0.3");
      assert.equal(await samePlace.ask(heartbeat), "3a021001");
      clock.advance(29_999);
      assert.ok(server.rendezvous.workings.presence.find(B_ID));
      clock.advance(1);
      assert.equal(await udp.ask(heartbeat), "3a021001");
    });
  }

  it("C4 [RK-1]: does not answer an empty uuid or key", async () => {
    await using server = await TestServer.start();
    const udp = await server.udp();
    const nothing = new Uint8Array(0);
    udp.client.send({ kind: "registerPk", body: registerPk({ uuid: nothing }) }, server.main);
    udp.client.send({ kind: "registerPk", body: registerPk({ pk: nothing }) }, server.main);
    assert.equal(await udp.silence(), undefined);
  });

  it("C5 [RK-3]: calls only another uuid a conflict, and leaves the owner where it is", async () => {
    await using server = await TestServer.start();
    const owner = await server.registeredUdp("127.0.0.3");
    const other = await server.udp("127.0.0.4");
    other.client.send({ kind: "registerPk", body: registerPk({ uuid: Buffer.from("another machine") }) }, server.main);
    assert.equal((await other.client.receiveBytes(ANSWER_MS)).toString("hex"), "8201020802");
    assert.equal(server.rendezvous.workings.presence.find(B_ID)?.address.ip, "127.0.0.3");
    assert.equal(await owner.ask(HEARTBEAT), "3a00");
  });

  it("C5 [RK-5]: refuses the fourth registration within 6 s, and takes it after", async () => {
    const clock = new ManualClock();
    await using server = await TestServer.start({ clock });
    const udp = await server.udp();
    for (let time = 0; time < 3; time += 1) assert.equal(await udp.ask(REGISTER_PK), "820100");
    assert.equal(await udp.ask(REGISTER_PK), "8201020804");
    clock.advance(7001);
    assert.equal(await udp.ask(REGISTER_PK), "820100");
  });

  it("C5 [RK-4]: never says OK, nor a conflict, when the store cannot write", async () => {
    const clock = new ManualClock();
    const registry = new FailingRegistry(Number.POSITIVE_INFINITY);
    await using server = await TestServer.start({ clock, registry });
    const udp = await server.udp();
    const answer = udp.ask(REGISTER_PK);
    await waitUntil(server.live, "the store is asked", () => registry.failed > 0);
    await clock.advanceSlowly(2000);
    assert.equal(await answer, "8201020807");
    assert.equal(server.rendezvous.workings.presence.find(B_ID), undefined);
    assert.ok(server.log.some(({ event, fields }) => event === "store.failed" && fields["do"] !== undefined));
  });

  it("[RK-4]: tries a failed write again before it gives up", async () => {
    await using server = await TestServer.start({ registry: new FailingRegistry(1) });
    const udp = await server.udp();
    assert.equal(await udp.ask(REGISTER_PK), "820100");
  });

  it("[RK-4] incident 22: lets heartbeats and unchanged registrations pass while a write hangs", async () => {
    const registry = new HangingRegistry();
    await using server = await TestServer.start({ registry });
    const known = await server.registeredUdp("127.0.0.3");
    registry.hang();
    const newcomer = await server.udp("127.0.0.4");
    newcomer.client.send({ kind: "registerPk", body: registerPk({ id: "987654321" }) }, server.main);
    assert.equal(await known.ask(HEARTBEAT), "3a00");
    assert.equal(await known.ask(REGISTER_PK), "820100");
    registry.goOn();
    assert.equal((await newcomer.client.receiveBytes(ANSWER_MS)).toString("hex"), "820100");
  });

  it("C6 [RP-3] incident 4: a heartbeat from another address or port moves nothing; RegisterPk does", async () => {
    await using server = await TestServer.start();
    const first = await server.registeredUdp("127.0.0.3");
    const samePlace = await server.udp("127.0.0.3");
    const elsewhere = await server.udp("127.0.0.5");
    for (const forger of [samePlace, elsewhere]) {
      assert.equal(await forger.ask(HEARTBEAT), "3a021001");
      assert.deepEqual(server.rendezvous.workings.presence.find(B_ID)?.address, first.client.local);
    }
    assert.equal(await elsewhere.ask(REGISTER_PK), "820100");
    assert.deepEqual(server.rendezvous.workings.presence.find(B_ID)?.address, elsewhere.client.local);
    assert.equal(await first.ask(HEARTBEAT), "3a021001");
  });

  it("C6 [RK-3]: takes a new key from a new address, for the uuid is the proof", async () => {
    await using server = await TestServer.start();
    await server.registeredUdp("127.0.0.3");
    const moved = await server.udp("127.0.0.6");
    moved.client.send({ kind: "registerPk", body: registerPk({ pk: Buffer.alloc(32, 7) }) }, server.main);
    const answer = await moved.client.receive(ANSWER_MS);
    assert.deepEqual(answer.kind === "registerPkResponse" && answer.body.result, RegisterPkResult.ok);
    assert.deepEqual((await server.registry.find(peerId(B_ID)))?.pk, new Uint8Array(32).fill(7));
  });

  it("C7 [PR-1]: is online after 29 999 ms and offline after 30 000, whatever the wall clock does", async () => {
    const clock = new ManualClock();
    await using server = await TestServer.start({ clock });
    const udp = await server.registeredUdp();
    clock.jumpWall(50 * 86_400_000);
    clock.advance(29_999);
    assert.ok(server.rendezvous.workings.presence.find(B_ID));
    clock.jumpWall(-100 * 86_400_000);
    clock.advance(1);
    assert.equal(server.rendezvous.workings.presence.find(B_ID), undefined);
    assert.equal(await punchAnswer(server), "5a021802");
    assert.equal(await udp.ask(HEARTBEAT), "3a021001");
    assert.ok(server.log.some(({ event }) => event === "peer.silent"));
  });

  it("[RK-7]: names an impossible id as such, and never takes it for a conflict", async () => {
    await using server = await TestServer.start();
    const udp = await server.udp();
    for (const id of ["12345", "x".repeat(101), "with\nbreak"]) {
      udp.client.send({ kind: "registerPk", body: registerPk({ id }) }, server.main);
      assert.equal((await udp.client.receiveBytes(ANSWER_MS)).toString("hex"), "8201020805");
    }
  });

  it("[RK-6]: limits new ids by address, and never ids that are stored", async () => {
    await using server = await TestServer.start();
    const udp = await server.udp();
    const results = new Map<number, number>();
    for (let number = 0; number < 40; number += 1) {
      udp.client.send({ kind: "registerPk", body: registerPk({ id: `10000${100 + number}` }) }, server.main);
      const answer = await udp.client.receive(ANSWER_MS);
      const result = answer.kind === "registerPkResponse" ? answer.body.result : -1;
      results.set(result, (results.get(result) ?? 0) + 1);
    }
    assert.deepEqual([results.get(RegisterPkResult.ok), results.get(RegisterPkResult.tooFrequent)], [32, 8]);
    udp.client.send({ kind: "registerPk", body: registerPk({ id: "10000100" }) }, server.main);
    const known = await udp.client.receive(ANSWER_MS);
    assert.equal(known.kind === "registerPkResponse" && known.body.result, RegisterPkResult.ok);
    assert.ok(server.log.some(({ event, fields }) => event === "registration.refused" && fields["ip"] === "127.0.0.3"));
  });

  it("incident 29: two machines with one identity do not flap in silence", async () => {
    const clock = new ManualClock();
    await using server = await TestServer.start({ clock });
    const clones = [await server.registeredUdp("127.0.0.3"), await server.udp("127.0.0.4")];
    for (let turn = 1; turn < 10; turn += 1) {
      clock.advance(7_500);
      assert.equal(await clones[turn % 2]?.ask(HEARTBEAT), "3a021001");
      assert.equal(await clones[turn % 2]?.ask(REGISTER_PK), "820100");
    }
    assert.equal(
      server.log.filter(({ event, fields }) => event === "peer.flapping" && fields["id"] === B_ID).length,
      1,
    );
  });

  it("[RK-9]: gives presence to a device that asks not to be managed", async () => {
    await using server = await TestServer.start();
    const udp = await server.udp();
    udp.client.send({ kind: "registerPk", body: registerPk({ noRegisterDevice: true }) }, server.main);
    assert.equal((await udp.client.receiveBytes(ANSWER_MS)).toString("hex"), "820100");
    assert.ok(server.rendezvous.workings.presence.find(B_ID));
  });
});

/** Fails so many writes, then works. */
class FailingRegistry extends MemoryPeerRegistry {
  failed = 0;
  #failures: number;

  constructor(failures: number) {
    super();
    this.#failures = failures;
  }

  override async claim(identity: PeerIdentity): ReturnType<MemoryPeerRegistry["claim"]> {
    if (this.#failures > 0) {
      this.#failures -= 1;
      this.failed += 1;
      throw new StoreUnavailableError("the disk is full");
    }
    return super.claim(identity);
  }
}

/** Holds every call back until released. */
class HangingRegistry extends MemoryPeerRegistry {
  #gate: PromiseWithResolvers<void> | undefined;

  hang(): void {
    this.#gate = Promise.withResolvers<void>();
  }

  goOn(): void {
    this.#gate?.resolve();
    this.#gate = undefined;
  }

  override async claim(identity: PeerIdentity): ReturnType<MemoryPeerRegistry["claim"]> {
    await this.#gate?.promise;
    return super.claim(identity);
  }
}
