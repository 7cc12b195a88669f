import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { peerId } from "@fairlead/base";
import { MemoryPeerRegistry, StoreUnavailableError } from "@fairlead/cluster";
import { ManualClock, waitUntil } from "@fairlead/testkit";
import {
  B_ID,
  B_UUID,
  PUNCH_REQUEST,
  REGISTER_PK,
  receiveHex,
  registerPk,
  sendHex,
  TestServer,
} from "./test-server.ts";

const isHere = (server: TestServer): boolean => server.rendezvous.workings.presence.find(B_ID) !== undefined;

describe("changing an id", () => {
  const CHANGE_ID =
    "7a3b0a086e65776e616d6531122435613231666437372d333430352d343437392d626636312d6135386239316335353562342209313233343536373839";

  it("C21 [CI-1]: renames a known id with equal uuid from its registered address, and keeps the key", async () => {
    await using server = await TestServer.start();
    await server.registeredUdp("127.0.0.3");
    const window = await server.tcp("127.0.0.3");
    sendHex(window, CHANGE_ID);
    assert.equal(await receiveHex(window), "820100");
    assert.equal(await server.registry.find(peerId(B_ID)), undefined);
    assert.deepEqual((await server.registry.find(peerId("newname1")))?.uuid, new Uint8Array(B_UUID));
    assert.ok(!isHere(server), "nobody is here by the old id");
  });

  for (const { what, id, from, uuid, answer } of [
    { what: "a taken id", id: "taken123", from: "127.0.0.3", uuid: B_UUID, answer: "8201020803" },
    { what: "an id that begins with a digit", id: "1bad", from: "127.0.0.3", uuid: B_UUID, answer: "8201020805" },
    { what: "another uuid", id: "newname1", from: "127.0.0.3", uuid: Buffer.from("other"), answer: "8201020802" },
    { what: "another address", id: "newname1", from: "127.0.0.9", uuid: B_UUID, answer: "8201020802" },
  ]) {
    it(`C21 [CI-1]: refuses ${what}`, async () => {
      await using server = await TestServer.start();
      await server.registeredUdp("127.0.0.3");
      await server.registeredUdp("127.0.0.8", "taken123");
      const window = await server.ws(from);
      window.send({ kind: "registerPk", body: registerPk({ id, oldId: B_ID, uuid, pk: new Uint8Array(0) }) });
      assert.equal(await receiveHex(window), answer);
      assert.ok(await server.registry.find(peerId(B_ID)));
    });
  }

  it("C21 [CI-1]: says SERVER_ERROR, and moves nobody, when the store cannot say or cannot write", async () => {
    for (const failing of ["findMany", "rename"] as const) {
      const registry = new MemoryPeerRegistry();
      await using server = await TestServer.start({ registry });
      await server.registeredUdp("127.0.0.3");
      Object.assign(registry, { [failing]: () => Promise.reject(new StoreUnavailableError("the disk is full")) });
      const window = await server.tcp("127.0.0.3");
      sendHex(window, CHANGE_ID);
      assert.equal(await receiveHex(window), "8201020807");
      assert.ok(isHere(server));
    }
  });

  it("C21 [CI-1]: the fourth change from one address in a row is too frequent", async () => {
    await using server = await TestServer.start({ clock: new ManualClock() });
    await server.registeredUdp("127.0.0.3");
    const window = await server.tcp("127.0.0.3");
    const answers = [];
    for (let change = 0; change < 4; change += 1) {
      const oldId = change === 0 ? B_ID : `newname${change - 1}`;
      window.send({ kind: "registerPk", body: registerPk({ id: `newname${change}`, oldId, pk: new Uint8Array(0) }) });
      answers.push(await receiveHex(window));
    }
    assert.deepEqual(answers, ["820100", "820100", "820100", "8201020804"]);
  });

  it("C21 [CI-1] [PH-1]: an id that was changed is unknown at once, also when its device had just left", async () => {
    await using server = await TestServer.start();
    const device = await server.tcp("127.0.0.3");
    sendHex(device, REGISTER_PK);
    await receiveHex(device);
    device.destroy();
    await waitUntil(server.live, "the device has left", () => !isHere(server));
    const window = await server.tcp("127.0.0.3");
    sendHex(window, CHANGE_ID);
    assert.equal(await receiveHex(window), "820100");
    const a = await server.tcp();
    sendHex(a, PUNCH_REQUEST);
    assert.equal(await receiveHex(a), "5a00");
  });

  it("[CI-1]: is not taken over UDP, where the address proves nothing", async () => {
    await using server = await TestServer.start();
    const udp = await server.registeredUdp();
    udp.send(CHANGE_ID);
    const body = registerPk({ id: "newname1", oldId: B_ID });
    udp.client.send({ kind: "registerPk", body }, server.main);
    assert.equal(await udp.silence(), undefined);
    assert.ok(await server.registry.find(peerId(B_ID)));
    assert.equal(await server.registry.find(peerId("newname1")), undefined);
  });

  it("[CI-1]: two devices that choose one id at one time: one gets it, the other is told that it is taken", async () => {
    await using server = await TestServer.start();
    for (const [ip, id] of [
      ["127.0.0.3", B_ID],
      ["127.0.0.4", "987654321"],
    ] as const)
      await server.registeredUdp(ip, id);
    const askers = [
      { connection: await server.tcp("127.0.0.3"), oldId: B_ID },
      { connection: await server.tcp("127.0.0.4"), oldId: "987654321" },
    ];
    for (const { connection, oldId } of askers) {
      const body = registerPk({ id: "newname1", oldId, pk: new Uint8Array(0) });
      connection.send({ kind: "registerPk", body });
    }
    const answers = await Promise.all(askers.map(({ connection }) => receiveHex(connection)));
    assert.deepEqual(answers.toSorted(), ["820100", "8201020803"]);
    const left = await server.registry.findMany(askers.map(({ oldId }) => peerId(oldId)));
    assert.equal(left.size, 1, "the loser keeps its id");
  });
});
