import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { uncountedDrops } from "@fairlead/base";
import type { UdpListener } from "@fairlead/net";
import { SeededRandom, waitUntil } from "@fairlead/testkit";
import { mangleAddress } from "@fairlead/wire";
import { DatagramDesk } from "../src/datagrams/datagram-desk.ts";
import { punchHoleSent } from "./exchange.ts";
import { ANSWER_MS, HEARTBEAT, PUNCH_REQUEST, REGISTER_PK, receiveHex, sendHex, TestServer } from "./test-server.ts";

describe("hostile input", () => {
  it("C25 [PB-1] [UD-1]: garbage in a datagram costs the datagram only", async () => {
    await using server = await TestServer.start();
    const udp = await server.registeredUdp();
    const nested = "0b".repeat(30_000) + "0c".repeat(30_000);
    const garbage = [
      "",
      "0b",
      nested,
      "320d0a0931",
      "3280",
      "7aff",
      "ffffffffffffffffffff",
      "32040a02fffe",
      "fa3f00",
      "a201",
    ];
    for (const payload of garbage) udp.send(payload);
    const random = new SeededRandom(20_261_121);
    for (let round = 0; round < 300; round += 1) {
      const bytes = Buffer.from(REGISTER_PK, "hex");
      bytes[random.below(bytes.length)] = random.below(256);
      udp.client.sendBytes(bytes.subarray(0, random.below(bytes.length + 1)), server.main);
      if (round % 50 === 49) await udp.silence();
    }
    while ((await udp.silence()) !== undefined);
    const other = await server.udp("127.0.0.9");
    assert.equal(await other.ask(HEARTBEAT), "3a021001", `seed ${random.seed}`);
    assert.equal(server.log.filter(({ event }) => event === "rendezvous.message_failed").length, 0);
  });

  it("C25 [PB-1]: garbage in a frame costs the connection only", async () => {
    await using server = await TestServer.start();
    for (const payload of [`${"0b".repeat(30_000)}${"0c".repeat(2_000)}`, "4280", "42020a80", "7a03120580"]) {
      const connection = await server.tcp();
      sendHex(connection, payload);
      await connection.whenEnded;
    }
    const a = await server.tcp();
    sendHex(a, PUNCH_REQUEST);
    assert.equal(await receiveHex(a), "5a00");
  });

  it("C25: a socket_addr of any length leads nowhere, and nothing is sent to what it names", async () => {
    await using server = await TestServer.start();
    const victim = await server.udp("127.0.0.200");
    const forger = await server.udp("127.0.0.66");
    const addresses: Uint8Array[] = [0, 5, 11, 16, 17, 18, 40].map((length) => Buffer.alloc(length, 0xa5));
    addresses.push(mangleAddress(victim.client.local, 7), mangleAddress(victim.client.local, 7, (1n << 44n) | 5n));
    for (const address of addresses) forger.client.send(punchHoleSent(address), server.main);
    await waitUntil(server.live, "all are dropped", () => server.dropped("unmatched_reply") === addresses.length);
    assert.equal(await victim.silence(), undefined);
    assert.equal(await forger.silence(), undefined);
  });

  it("C25 incident 33: a datagram from port 0 is not answered", async () => {
    await using server = await TestServer.start();
    const sent: Uint8Array[] = [];
    const udp: UdpListener = {
      port: 1,
      address: "127.0.0.1",
      send: (bytes) => void sent.push(bytes),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
    const { workings } = server.rendezvous;
    const desk = new DatagramDesk({ ...workings, ports: { ...workings.ports, drops: uncountedDrops } });
    desk.open(udp);
    const source = { address: "127.0.0.5", family: "IPv4", size: 0 } as const;
    for (const hex of [HEARTBEAT, REGISTER_PK, "a20100"]) desk.receive(Buffer.from(hex, "hex"), { ...source, port: 0 });
    assert.deepEqual(sent, []);
    desk.receive(Buffer.from(HEARTBEAT, "hex"), { ...source, port: 9 });
    assert.equal(sent.length, 1);
  });

  it("incident 33 [UD-1]: a datagram that cannot be answered does not cost the socket", async () => {
    await using server = await TestServer.start();
    const peer = await server.registeredUdp();
    const { presence } = server.rendezvous.workings;
    const here = presence.find("123456789");
    assert.ok(here);
    const gone = await server.udp("127.0.0.9");
    gone.send(REGISTER_PK.replace("313233343536373839", "393837363534333231"));
    await gone.client.receive(ANSWER_MS);
    const there = presence.find("987654321");
    await gone.client[Symbol.asyncDispose]();
    for (let push = 0; push < 5; push += 1) there?.channel.push(Buffer.from("3a00", "hex"));
    assert.equal(await peer.ask(HEARTBEAT), "3a00");
  });

  it("incident 2: unknown ids leave nothing behind, and every refusal is counted", async () => {
    await using server = await TestServer.start();
    const a = await server.tcp();
    const udp = await server.udp();
    for (let number = 0; number < 200; number += 1) {
      const id = Buffer.from(`9${10_000_000 + number}`).toString("hex");
      sendHex(a, PUNCH_REQUEST.replace("313233343536373839", id));
      assert.equal(await receiveHex(a), "5a00");
      assert.equal(await udp.ask(HEARTBEAT.replace("313233343536373839", id)), "3a021001");
    }
    const { presence, waiting } = server.rendezvous.workings;
    assert.deepEqual([presence.table.size, waiting.size, server.dropped("unknown_peer")], [0, 0, 200]);
  });
});
