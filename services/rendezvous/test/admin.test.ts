import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { rendezvousCommands } from "@fairlead/rendezvous";
import type { AdminAnswer } from "@fairlead/runtime";
import { ManualClock } from "@fairlead/testkit";
import {
  ANSWER_MS,
  B_ID,
  HEARTBEAT,
  PUNCH_REQUEST,
  REGISTER_PK,
  receiveHex,
  sendHex,
  TestServer,
} from "./test-server.ts";

async function run(server: TestServer, line: string): Promise<AdminAnswer> {
  const [word = "", ...rest] = line.split(" ");
  const command = rendezvousCommands(server.rendezvous).find(
    ({ name, aliases }) => name === word || aliases.includes(word),
  );
  assert.ok(command, word);
  return command.run(rest);
}

async function text(server: TestServer, line: string): Promise<string> {
  const answer = await run(server, line);
  assert.equal(answer.kind, "text");
  return answer.kind === "text" ? answer.text : "";
}

async function punched(server: TestServer): Promise<void> {
  const b = await server.registeredUdp("127.0.0.3");
  sendHex(await server.tcp("127.0.0.2"), PUNCH_REQUEST);
  await b.client.receive(ANSWER_MS);
}

describe("the old console's words", () => {
  it("rs lists the relays that serve, one per line, and takes a new list", async () => {
    await using server = await TestServer.start({ relays: ["one:21117", "two:21117"] });
    assert.equal(await text(server, "rs"), "one:21117\ntwo:21117\n");
    assert.equal(await text(server, "rs three:21117,four:21117"), "");
    assert.equal(await text(server, "rs"), "three:21117\nfour:21117\n");
    assert.equal(await text(server, "rs five:21117, six:21117"), "");
    assert.equal(await text(server, "rs"), "five:21117\nsix:21117\n");
    assert.equal(await text(server, "rs "), "");
    assert.equal(await text(server, "rs"), "");
  });

  it("incident 33: aur Y relays every session and leaves the relay list alone", async () => {
    await using server = await TestServer.start({ relays: ["one:21117"] });
    assert.equal(await text(server, "aur"), "ALWAYS_USE_RELAY: false\n");
    assert.equal(await text(server, "aur Y"), "");
    assert.equal(await text(server, "aur"), "ALWAYS_USE_RELAY: true\n");
    assert.equal(await text(server, "rs"), "one:21117\n");
    await text(server, "aur N");
    assert.equal(await text(server, "aur"), "ALWAYS_USE_RELAY: false\n");
  });

  it("pr tells who asked for whom, once a minute, and forgets it", async () => {
    await using server = await TestServer.start({ clock: new ManualClock() });
    await punched(server);
    const line = "2026-01-01T00:00:00Z 127.0.0.2 -> 123456789@127.0.0.3\n";
    assert.equal(await text(server, "pr"), line);
    assert.equal(await text(server, "pr 1"), "");
    assert.equal(await text(server, "pr 0 5"), line);
    assert.equal(await text(server, "pr -"), "");
    assert.equal(await text(server, "pr"), "");
  });

  it("ib counts registrations by address, and ic devices that move", async () => {
    await using server = await TestServer.start({ clock: new ManualClock() });
    await server.registeredUdp("127.0.0.3");
    assert.match(await text(server, "ib"), /^1\n127\.0\.0\.3: \d+\/0s \d+\/0s\n$/);
    assert.match(await text(server, "ib 127.0.0.3 -"), /^1\n\d+\/0s \d+\/0s\n$/);
    assert.equal(await text(server, "ib"), "0\n");
    for (const from of ["127.0.0.4", "127.0.0.5"]) await (await server.udp(from)).ask(REGISTER_PK);
    assert.match(await text(server, "ic"), /^1\n123456789: 0s \{"127\.0\.0\.4": 1, "127\.0\.0\.5": 1\}\n$/);
    assert.match(await text(server, `ic ${B_ID}`), /^1\n/);
  });

  it("tg names the relay that two addresses would get, quoted; rg says nothing", async () => {
    await using server = await TestServer.start({ relays: ["one:21117"] });
    assert.equal(await text(server, "tg 192.0.2.1 192.0.2.2"), '"one:21117"');
    assert.equal(await text(server, "rg"), "");
  });
});

describe("our own words", () => {
  it("peers lists, searches and counts; peer tells everything of one", async () => {
    await using server = await TestServer.start();
    await server.registeredUdp("127.0.0.3");
    await server.registeredUdp("127.0.0.4", "office-pc-1");
    assert.equal(await text(server, "peers count"), "2\n");
    const found = await run(server, "peers office");
    assert.deepEqual(found.kind === "table" && found.rows.map(([id]) => id), ["office-pc-1"]);
    const one = await run(server, `peer ${B_ID}`);
    assert.equal(one.kind, "table");
    assert.equal((await run(server, "peer stranger1")).kind, "error");
    for (const word of ["peer", "kick-peer"]) {
      assert.deepEqual(await run(server, word), { kind: "error", message: "which device? do: ctl peers" });
    }
  });

  it("peers ID tells of a device that is not here when it was last heard, and by what", async () => {
    const clock = new ManualClock();
    await using server = await TestServer.start({ clock });
    await server.registeredUdp();
    clock.advance(300_000);
    const gone = await run(server, `peers ${B_ID}`);
    const rows = new Map(gone.kind === "table" ? gone.rows.map(([what, value]) => [what, value]) : []);
    assert.deepEqual([rows.get("here"), rows.get("last by"), rows.get("last seen")], ["no", "udp", "300 s ago"]);
  });

  it("kick-peer takes a device offline and closes its connection", async () => {
    await using server = await TestServer.start();
    const connection = await server.tcp("127.0.0.3");
    sendHex(connection, REGISTER_PK);
    await receiveHex(connection);
    await text(server, `kick-peer ${B_ID}`);
    await connection.whenEnded;
    assert.equal(await text(server, "peers count"), "0\n");
    assert.equal((await run(server, `kick-peer ${B_ID}`)).kind, "error");
  });

  it("[CU-1]: servers SERIAL A,B is pushed to clients with an older serial, from then on", async () => {
    await using server = await TestServer.start();
    const udp = await server.registeredUdp();
    assert.equal(await text(server, "servers 9 rs1.example.com,rs2.example.com"), "");
    assert.equal(await text(server, "servers"), "9 rs1.example.com,rs2.example.com\n");
    assert.equal(await udp.ask(HEARTBEAT), "3a00");
    const pushed = await udp.client.receive(ANSWER_MS);
    assert.deepEqual(pushed.kind === "configureUpdate" && pushed.body.serial, 9);
    assert.equal(await text(server, "servers 10 rs1.example.com, rs3.example.com"), "");
    assert.equal(await text(server, "servers"), "10 rs1.example.com,rs3.example.com\n");
    assert.equal((await run(server, "servers nine a")).kind, "error");
  });

  it("relays and requests show what is chosen from and what waits", async () => {
    await using server = await TestServer.start({ relays: ["one:21117"] });
    await punched(server);
    const relays = await run(server, "relays");
    assert.deepEqual(relays.kind === "table" && relays.rows, [["one:21117", "yes", "", "", "", "", "", "", ""]]);
    const requests = await run(server, "requests");
    assert.deepEqual(requests.kind === "table" && requests.rows, [[1, 0]]);
  });
});
