import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MemoryPeerRegistry, StoreUnavailableError } from "@fairlead/cluster";
import { waitUntil } from "@fairlead/testkit";
import { CompactIdentity } from "../src/presence/compact-identity.ts";
import { nextOf, punchRequest, requestRelay } from "./exchange.ts";
import { B_ID, receiveHex, registerPk, TestServer } from "./test-server.ts";

const A_STORE_THAT_CANNOT_SAY = { find: () => Promise.reject(new StoreUnavailableError("the disk is gone")) };

/** B is here by a connection that is known to be gone, but whose end was not heard yet. */
function arriveGone({ rendezvous: { workings } }: TestServer): void {
  const address = { ip: "127.0.0.3", port: 4000 };
  workings.presence.arrive({
    id: B_ID,
    identity: new CompactIdentity({ ...registerPk(), registeredIp: address.ip }),
    transport: "tcp",
    address,
    kernelAddress: address,
    channel: { push: () => false, close: () => undefined },
    registeredMs: 0,
    arrival: workings.nextArrival(),
  });
}

describe("a device that cannot be reached", () => {
  it("[PH-1] [RR-3]: its connection is gone: A is told at once that it is offline, and nothing waits", async () => {
    await using server = await TestServer.start();
    arriveGone(server);
    const a = await server.tcp();
    a.send({ kind: "punchHoleRequest", body: punchRequest() });
    assert.equal(await receiveHex(a), "5a021802");
    a.send({ kind: "requestRelay", body: requestRelay() });
    assert.equal((await nextOf("relayResponse", a)).refuseReason, "Remote desktop is offline");
    assert.equal(server.rendezvous.workings.waiting.size, 0);
  });

  it("[PH-1] [RR-3]: the store cannot say: A is told to try again, and never that the id does not exist", async () => {
    const registry = Object.assign(new MemoryPeerRegistry(), A_STORE_THAT_CANNOT_SAY);
    await using server = await TestServer.start({ registry });
    const a = await server.tcp();
    a.send({ kind: "punchHoleRequest", body: punchRequest() });
    assert.match((await nextOf("punchHoleResponse", a)).otherFailure, /busy/);
    a.send({ kind: "requestRelay", body: requestRelay() });
    assert.match((await nextOf("relayResponse", a)).refuseReason, /busy/);
    assert.equal(server.log.filter(({ event }) => event === "store.failed").length > 0, true);
  });

  it("[PH-1] [KEY-3]: with a wrong key the store is not even asked", async () => {
    const registry = Object.assign(new MemoryPeerRegistry(), A_STORE_THAT_CANNOT_SAY);
    await using server = await TestServer.start({ registry });
    const a = await server.tcp();
    a.send({ kind: "punchHoleRequest", body: punchRequest({ licenceKey: "wrong" }) });
    assert.equal(await receiveHex(a), "5a021803");
    assert.equal(server.log.filter(({ event }) => event === "store.failed").length, 0);
  });

  it("[PH-1] [RR-3]: too many requests of one connection are told so, punches and relays alike", async () => {
    await using server = await TestServer.start();
    await server.registeredUdp();
    const a = await server.tcp();
    for (let udpPort = 1; udpPort <= 8; udpPort += 1)
      a.send({ kind: "punchHoleRequest", body: punchRequest({ udpPort }) });
    a.send({ kind: "punchHoleRequest", body: punchRequest({ udpPort: 9 }) });
    assert.match((await nextOf("punchHoleResponse", a)).otherFailure, /Too many/);
    a.send({ kind: "requestRelay", body: requestRelay() });
    assert.match((await nextOf("relayResponse", a)).refuseReason, /Too many/);
  });

  it("[SE-1] [PH-1] [RR-3]: B has left when A asks again: A is told so, and does not wait for nothing", async () => {
    for (const kind of ["punchHoleRequest", "requestRelay"] as const) {
      await using server = await TestServer.start();
      const b = await server.tcp("127.0.0.3");
      b.send({ kind: "registerPk", body: registerPk() });
      await nextOf("registerPkResponse", b);
      const a = await server.tcp();
      const ask = (): void =>
        a.send(kind === "requestRelay" ? { kind, body: requestRelay() } : { kind, body: punchRequest() });
      ask();
      await nextOf(kind === "requestRelay" ? "requestRelay" : "punchHole", b);
      b.destroy();
      const { presence, waiting } = server.rendezvous.workings;
      await waitUntil(server.live, "B has left", () => presence.find(B_ID) === undefined);
      ask();
      if (kind === "punchHoleRequest") assert.equal(await receiveHex(a), "5a021802");
      else assert.match((await nextOf("relayResponse", a)).refuseReason, /offline/);
      assert.equal(waiting.size, 0);
    }
  });

  it("[SE-1]: a repeated RequestRelay is pushed again as it was, and waits once", async () => {
    await using server = await TestServer.start();
    const b = await server.registeredUdp();
    const a = await server.tcp();
    const pushes = [];
    for (let time = 0; time < 2; time += 1) {
      a.send({ kind: "requestRelay", body: requestRelay() });
      pushes.push((await nextOf("requestRelay", b)).socketAddr);
    }
    assert.deepEqual(pushes[0], pushes[1]);
    assert.equal(server.rendezvous.workings.waiting.size, 1);
  });
});
