import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { peerId } from "@fairlead/base";
import { MemoryPeerRegistry, type PeerIdentity, StoreUnavailableError } from "@fairlead/cluster";
import { rendezvousDefaults } from "@fairlead/rendezvous";
import { ManualClock, waitUntil } from "@fairlead/testkit";
import { RegisterPkResult } from "@fairlead/wire";
import { ANSWER_MS, B_ID, HEARTBEAT, REGISTER_PK, registerPk, TestServer, type TestUdp } from "./test-server.ts";

const DEVICES = 500;
const idOf = (number: number): string => `1000${String(number).padStart(5, "0")}`;

/** Registers a device and tells the result. */
async function resultFor(udp: TestUdp, server: TestServer, id: string): Promise<number> {
  udp.client.send({ kind: "registerPk", body: registerPk({ id }) }, server.main);
  const answer = await udp.client.receive(ANSWER_MS);
  return answer.kind === "registerPkResponse" ? answer.body.result : -1;
}

describe("after an outage", () => {
  it("[RP-1] [RK-2] incident 18: a restarted server has a device back one round trip after its next heartbeat", async () => {
    const registry = new MemoryPeerRegistry();
    await using before = await TestServer.start({ registry });
    await before.registeredUdp();
    await using server = await TestServer.start({ registry });
    const udp = await server.udp("127.0.0.3");
    assert.equal(await udp.ask(HEARTBEAT), "3a021001");
    assert.equal(await udp.ask(REGISTER_PK), "820100");
    assert.equal(await udp.ask(HEARTBEAT), "3a00");
    assert.ok(server.rendezvous.workings.presence.find(B_ID));
  });

  it("[RK-6] incident 11: 500 stored devices behind one address are all back within a heartbeat period, none refused", async () => {
    const registry = new MemoryPeerRegistry();
    for (let number = 0; number < DEVICES; number += 1) {
      const { uuid, pk } = registerPk();
      await registry.claim({ id: peerId(idOf(number)), uuid, pk, registeredIp: "127.0.0.3" });
    }
    const clock = new ManualClock();
    await using server = await TestServer.start({ registry, clock });
    const office = await server.udp("127.0.0.3");
    for (let number = 0; number < DEVICES; number += 1)
      assert.equal(await resultFor(office, server, idOf(number)), RegisterPkResult.ok);
    assert.equal(clock.now(), new ManualClock().now(), "in no time");
    assert.equal([...server.rendezvous.workings.presence.table.peers(clock.now())].length, DEVICES);
    assert.equal(await resultFor(office, server, "999999999"), RegisterPkResult.ok, "and it may still enrol");
  });

  for (const how of ["writes fail", "it does not answer"] as const) {
    it(`[RK-4]: a store is down for 5 s (${how}): a client that retries is here after, heartbeats of others never wait`, async () => {
      const clock = new ManualClock();
      const registry = new SwitchedRegistry();
      await using server = await TestServer.start({ clock, registry });
      const known = await server.registeredUdp("127.0.0.3");
      registry.break(how);
      const newcomer = await server.udp("127.0.0.4");
      const request = { kind: "registerPk", body: registerPk({ id: "987654321" }) } as const;
      for (let second = 0; second < 5; second += 1) {
        if (second % 3 === 0) newcomer.client.send(request, server.main);
        assert.equal(await known.ask(HEARTBEAT), "3a00");
        await clock.advanceSlowly(1000);
      }
      const whileDown = await drained(newcomer);
      assert.ok(
        whileDown.every((hex) => hex === "8201020807"),
        `only SERVER_ERROR: ${whileDown}`,
      );
      assert.equal(server.rendezvous.workings.presence.find("987654321"), undefined);
      registry.repair();
      clock.advance(3000);
      newcomer.client.send(request, server.main);
      await waitUntil(
        server.live,
        "it is here",
        () => server.rendezvous.workings.presence.find("987654321") !== undefined,
      );
      assert.equal((await drained(newcomer)).at(-1), "820100");
      assert.equal(await known.ask(HEARTBEAT), "3a00");
    });
  }

  it("[RK-4]: registrations that wait for the store are bounded", async () => {
    const registry = new SwitchedRegistry();
    const bounds = { ...rendezvousDefaults.bounds, maxPendingRegistrations: 4 };
    await using server = await TestServer.start({ registry, settings: { bounds } });
    registry.break("it does not answer");
    const udp = await server.udp();
    for (let number = 0; number < 20; number += 1)
      udp.client.send({ kind: "registerPk", body: registerPk({ id: idOf(number) }) }, server.main);
    await waitUntil(server.live, "the rest is dropped", () => server.dropped("table_full") === 16);
    registry.repair();
    for (let answers = 0; answers < 4; answers += 1) assert.equal((await udp.client.receiveBytes(ANSWER_MS)).length, 3);
    assert.equal(await resultFor(udp, server, idOf(19)), RegisterPkResult.ok, "room again");
  });
});

async function drained(udp: TestUdp): Promise<string[]> {
  const heard: string[] = [];
  for (let hex = await udp.silence(); hex !== undefined; hex = await udp.silence()) heard.push(hex);
  return heard;
}

/** Works, fails, or does not answer until it is repaired. */
class SwitchedRegistry extends MemoryPeerRegistry {
  #failing = false;
  #gate: PromiseWithResolvers<void> | undefined;

  break(how: "writes fail" | "it does not answer"): void {
    if (how === "writes fail") this.#failing = true;
    else this.#gate = Promise.withResolvers<void>();
  }

  repair(): void {
    this.#failing = false;
    this.#gate?.resolve();
    this.#gate = undefined;
  }

  override async claim(identity: PeerIdentity): ReturnType<MemoryPeerRegistry["claim"]> {
    if (this.#failing) throw new StoreUnavailableError("the disk is full");
    await this.#gate?.promise;
    return super.claim(identity);
  }
}
