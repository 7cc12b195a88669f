import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CidrList } from "@fairlead/wire";
import { someTurns, until } from "./support/until.ts";
import { OPCODE, upgradeRequest, wsFrame } from "./support/ws-frames.ts";
import { WsScene } from "./support/ws-scene.ts";

const _loopback = CidrList.parse(["127.0.0.0/8", "10.0.0.0/8"]);
const _binary = (text: string): Buffer => wsFrame(OPCODE.binary, Buffer.from(text));

describe("the upgrade", () => {
  it("takes any path, host and origin, and negotiates nothing [WS-2]", async () => {
    await using scene = await WsScene.open();
    const client = await scene.raw();
    const asked = {
      Host: "elsewhere.example",
      Origin: "https://evil.example",
      "Sec-WebSocket-Protocol": "chat, superchat",
      "Sec-WebSocket-Extensions": "permessage-deflate",
    };
    client.write(upgradeRequest("/any/path?and=query", asked));
    await until(() => client.received.includes("\r\n\r\n"), "the answer");
    const head = client.received.toString().toLowerCase();
    assert.match(head, /^http\/1\.1 101 /);
    assert.ok(!head.includes("sec-websocket-protocol") && !head.includes("sec-websocket-extensions"), head);
  });

  it("is asked for in words when somebody sends a plain request", async () => {
    await using scene = await WsScene.open();
    const client = await scene.raw();
    client.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await until(() => client.closed, "the close");
    assert.match(client.received.toString(), /^HTTP\/1\.1 426 Upgrade Required\r\n/);
    assert.ok(client.received.length < 400);
  });

  const refused: readonly [string, string][] = [
    ["of an unknown WebSocket version", upgradeRequest("/", { "Sec-WebSocket-Version": "7" })],
    ["without a key", upgradeRequest("/", { "Sec-WebSocket-Key": "short" })],
    ["that is no HTTP", "\x00\x01\x02 nonsense\r\n\r\n"],
    ["with a head over 16 KiB", upgradeRequest("/", { Cookie: "x".repeat(20_000) })],
    ["with a target that is no path", upgradeRequest("http://elsewhere/")],
  ];
  for (const [what, request] of refused) {
    it(`refuses one ${what}`, async () => {
      await using scene = await WsScene.open();
      const client = await scene.raw();
      client.write(request);
      await until(() => client.closed, "the close");
      assert.match(client.received.toString(), /^HTTP\/1\.1 4\d\d /);
      assert.deepEqual([scene.ports.losses, scene.acceptor.heard.length], [["bad_request"], 0]);
      await until(() => scene.listener.connections === 0, "the place");
    });
  }

  it("that dribbles, or has no end, is cut at the deadline [FR-4]", async () => {
    await using scene = await WsScene.open({ openingDeadlineMs: 1_000 });
    const client = await scene.raw();
    client.write("GET / HTTP/1.1\r\n");
    for (let line = 0; line < 10; line += 1) {
      client.write(`X-Filler-${line}: y\r\n`);
      await someTurns(2);
      scene.ports.clock.advance(100);
    }
    await until(() => client.closed, "the cut");
    assert.deepEqual(scene.ports.losses, ["idle"]);
  });

  it("is waited for no longer than the deadline, and so is the first message [FR-4]", async () => {
    await using scene = await WsScene.open({ openingDeadlineMs: 1_000 });
    const silent = await scene.raw();
    await until(() => scene.listener.connections === 1, "the connection");
    scene.ports.clock.advance(1_000);
    await until(() => silent.closed, "the cut");
    const upgraded = await scene.upgraded();
    scene.ports.clock.advance(999);
    assert.equal(upgraded.closed, false);
    scene.ports.clock.advance(1);
    await until(() => upgraded.closed, "the cut");
    assert.deepEqual(scene.ports.losses, ["idle", "idle"]);
  });

  it("answered by silence after a half-open end leaves nothing behind", async () => {
    await using scene = await WsScene.open();
    for (const bytes of ["", "GET / HT", upgradeRequest()]) {
      const client = await scene.raw();
      client.socket.end(bytes);
      await until(() => client.closed, "the close");
    }
    await until(() => scene.listener.connections === 0, "the places");
    assert.equal(scene.ports.clock.pending, 0, "timers are left");
  });

  it("counts against the limits of its address", async () => {
    await using scene = await WsScene.open({ maxConnectionsPerAddress: 3 });
    for (let i = 0; i < 15; i += 1) await scene.raw();
    await until(() => scene.ports.losses.length === 12, "12 refusals");
    assert.deepEqual([new Set(scene.ports.losses), scene.listener.connections], [new Set(["address_limit"]), 3]);
  });
});
