import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SHARED_SETTINGS } from "@fairlead/cluster";
import { rendezvousDefaults } from "@fairlead/rendezvous";
import { ManualClock, waitUntil } from "@fairlead/testkit";
import { decodeMessage } from "@fairlead/wire";
import { ANSWER_MS, HEARTBEAT, receiveHex, sendHex, TestServer } from "./test-server.ts";

const SERVER_LIST = { serial: 7, servers: ["rs1.example.com", "rs2.example.com:21116"] };
const TEST_NAT = "a201020803";
const ONLINE =
  "ba01790a093132333435363738391209313030303030303031120931303030303030303212093130303030303030331209313030303030303034120931303030303030303512093130303030303030361209313030303030303037120931303030303030303812093130303030303030391209313030303030303130";

describe("the NAT test", () => {
  it("[KU-24] by both ports is counted, and whether they were the same", async () => {
    await using server = await TestServer.start();
    const { port, natTestPort } = server.rendezvous;
    for (const at of [port, natTestPort]) {
      const connection = await server.tcp("127.0.0.2", at);
      sendHex(connection, TEST_NAT);
      await connection.receivePayload(ANSWER_MS);
    }
    const { sources, ports } = server.rendezvous.workings;
    const { natTests, portsDiffered } = sources.count([], ports.clock.now() + 20_000);
    assert.deepEqual([natTests, portsDiffered], [1, 1]);
  });

  it("C8 [NT-1] [NT-2]: tells the source port on both TCP ports, and the server list on the main one only", async () => {
    await using server = await TestServer.start({ settings: { serverList: SERVER_LIST } });
    const { port, natTestPort } = server.rendezvous;
    const main = await server.tcp("127.0.0.2", port);
    sendHex(main, TEST_NAT);
    const answer = decodeMessage(await main.receivePayload(ANSWER_MS));
    assert.deepEqual(answer?.kind === "testNatResponse" && answer.body, {
      port: main.local.port,
      cu: { serial: 7, rendezvousServers: SERVER_LIST.servers },
    });
    const other = await server.tcp("127.0.0.2", natTestPort);
    sendHex(other, TEST_NAT);
    const plain = decodeMessage(await other.receivePayload(ANSWER_MS));
    assert.deepEqual(plain?.kind === "testNatResponse" && plain.body, { port: other.local.port });
    await other.whenEnded;
  });

  it("C8 [NT-1]: answers over WebSocket", async () => {
    await using server = await TestServer.start();
    const connection = await server.ws();
    sendHex(connection, TEST_NAT);
    const answer = decodeMessage(await connection.receivePayload(ANSWER_MS));
    assert.equal(answer?.kind === "testNatResponse" && answer.body.port, connection.local.port);
  });

  it("C8 [NT-3] [UD-2] incident 1: answers 20 probes a second and address, then says nothing", async () => {
    const clock = new ManualClock();
    await using server = await TestServer.start({ clock });
    const udp = await server.udp();
    const answer = decodeMessage(Buffer.from(await udp.ask("a20100"), "hex"));
    assert.equal(answer?.kind === "testNatResponse" && answer.body.port, udp.client.local.port);
    let answered = 1;
    for (let probe = 0; probe < 200; probe += 1) udp.send("a20100");
    await waitUntil(server.live, "each is answered or dropped", async () => {
      while ((await udp.silence()) !== undefined) answered += 1;
      return answered + server.dropped("rate_limited") >= 201;
    });
    assert.ok(answered >= 20 && answered <= 60, `${answered} answers`);
    assert.equal(server.dropped("rate_limited"), 201 - answered);
    const neighbour = await server.udp("127.0.0.77");
    assert.ok(await neighbour.ask("a20100"));
  });

  it("[NT-3] [UD-2]: never tells the server list over UDP, where the asker is anybody", async () => {
    await using server = await TestServer.start({ settings: { serverList: { serial: 7, servers: ["rs1.example"] } } });
    const udp = await server.udp();
    const answer = decodeMessage(Buffer.from(await udp.ask("a20100"), "hex"));
    assert.deepEqual(answer?.kind === "testNatResponse" && answer.body, { port: udp.client.local.port });
  });

  it("[SE-3]: the NAT-test port takes nothing else, a registration or a console word least of all", async () => {
    await using server = await TestServer.start();
    for (const payload of [HEARTBEAT, Buffer.from("h").toString("hex"), "d201050a03746f6b", ""]) {
      const connection = await server.tcp("127.0.0.1", server.rendezvous.natTestPort);
      sendHex(connection, payload);
      await connection.whenEnded;
    }
    assert.equal(server.rendezvous.workings.keepAlives.size, 0);
  });
});

describe("the online query", () => {
  for (const where of ["main port", "NAT-test port", "WebSocket"] as const) {
    it(`C17 [OQ-1]: answers one bit per id on the ${where}`, async () => {
      await using server = await TestServer.start();
      for (const id of ["100000001", "100000004", "100000009"]) await server.registeredUdp("127.0.0.3", id);
      const { port, natTestPort } = server.rendezvous;
      const connection =
        where === "WebSocket"
          ? await server.ws()
          : await server.tcp("127.0.0.1", where === "main port" ? port : natTestPort);
      sendHex(connection, ONLINE);
      assert.equal(await receiveHex(connection), "c201040a029080");
    });
  }

  it("C17 [OQ-1]: answers no ids by no states, and again on the same connection [SE-1]", async () => {
    await using server = await TestServer.start();
    const connection = await server.tcp();
    for (let time = 0; time < 3; time += 1) {
      sendHex(connection, "ba010b0a09313233343536373839");
      assert.equal(await receiveHex(connection), "c20100");
    }
  });

  it("[OQ-2]: takes 1000 ids, and ends the connection over the cap without a short answer", async () => {
    await using server = await TestServer.start({
      settings: { bounds: { ...rendezvousDefaults.bounds, maxOnlineIds: 1000 } },
    });
    const ids = Array.from({ length: 1001 }, (_, index) => `1000${10_000 + index}`);
    const connection = await server.tcp();
    connection.send({ kind: "onlineRequest", body: { id: "1", peers: ids.slice(0, 1000) } });
    const answer = decodeMessage(await connection.receivePayload(ANSWER_MS));
    assert.equal(answer?.kind === "onlineResponse" && answer.body.states.length, 125);
    const longest = ids.slice(0, 1000).map((id) => id.padEnd(100, "x"));
    connection.send({ kind: "onlineRequest", body: { id: "1", peers: longest } });
    assert.equal((await connection.receivePayload(ANSWER_MS)).length, 3 + 2 + 125, "of any length");
    connection.send({ kind: "onlineRequest", body: { id: "1", peers: ids } });
    await assert.rejects(connection.receivePayload(ANSWER_MS));
    assert.equal(server.dropped("too_many_ids"), 1);
  });
});

describe("the server list", () => {
  it("C9 [CU-1]: follows a heartbeat of a device that is here and has an older serial", async () => {
    await using server = await TestServer.start({ settings: { serverList: SERVER_LIST } });
    const udp = await server.registeredUdp();
    assert.equal(await udp.ask(HEARTBEAT), "3a00");
    const pushed = await udp.client.receiveBytes(ANSWER_MS);
    assert.equal(
      pushed.toString("hex"),
      "722a0807120f7273312e6578616d706c652e636f6d12157273322e6578616d706c652e636f6d3a3231313136",
    );
    assert.equal(await udp.ask("320d0a093132333435363738391007"), "3a00");
    assert.equal(await udp.silence(), undefined);
  });

  it("[CU-1] [UD-2] incident 1: is told to one address a few times and then once a second, however often it asks", async () => {
    await using server = await TestServer.start({ clock: new ManualClock(), settings: { serverList: SERVER_LIST } });
    const udp = await server.registeredUdp();
    for (let heartbeats = 0; heartbeats < 60; heartbeats += 1)
      udp.client.sendBytes(Buffer.from(HEARTBEAT, "hex"), server.main);
    let lists = 0;
    for (let answers = 0; answers < 60; ) {
      const answer = (await udp.client.receiveBytes(ANSWER_MS)).toString("hex");
      if (answer === "3a00") answers += 1;
      else lists += 1;
    }
    assert.ok(lists >= 1 && lists <= 15, `${lists} lists for 60 heartbeats`);
  });

  it("C9 [CU-1] [UD-2] incident 1: is never told to a source that has not registered", async () => {
    await using server = await TestServer.start({ settings: { serverList: SERVER_LIST } });
    const stranger = await server.udp();
    assert.equal(await stranger.ask(HEARTBEAT), "3a021001");
    assert.equal(await stranger.silence(), undefined);
  });

  it("[KU-27] [CU-1]: is the one that a controller shares, from the moment it is in force", async () => {
    await using server = await TestServer.start();
    const udp = await server.registeredUdp();
    assert.equal(await udp.ask(HEARTBEAT), "3a00");
    const share = (serial: number): unknown =>
      server.rendezvous.shared.apply(
        new Map([[SHARED_SETTINGS.serverList, JSON.stringify({ serial, servers: SERVER_LIST.servers })]]),
      );
    for (const serial of [7, 8]) {
      await share(serial);
      assert.equal(await udp.ask(HEARTBEAT), "3a00");
      const pushed = decodeMessage(await udp.client.receiveBytes(ANSWER_MS));
      assert.deepEqual(pushed?.kind === "configureUpdate" && pushed.body, {
        serial,
        rendezvousServers: SERVER_LIST.servers,
      });
    }
  });

  it("[CU-2]: is never taken from a client, and SoftwareUpdate is never answered", async () => {
    await using server = await TestServer.start();
    const udp = await server.udp("127.0.0.1");
    udp.client.send(
      { kind: "configureUpdate", body: { serial: 99, rendezvousServers: ["evil.example"] } },
      server.main,
    );
    udp.client.send({ kind: "softwareUpdate", body: { url: "1.4.9" } }, server.main);
    await waitUntil(server.live, "both are dropped", () => server.dropped("unexpected_message") === 2);
    assert.equal(await udp.silence(), undefined);
    assert.equal(server.dropped("unexpected_message"), 2);
    assert.equal(server.rendezvous.workings.live.serverList.serial, 0);
    const tcp = await server.tcp();
    tcp.send({ kind: "softwareUpdate", body: { url: "1.4.9" } });
    await tcp.whenEnded;
  });
});
