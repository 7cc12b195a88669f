import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CidrList } from "@fairlead/wire";
import { someTurns, until } from "./support/until.ts";
import { OPCODE, upgradeRequest, wsFrame } from "./support/ws-frames.ts";
import { WsScene } from "./support/ws-scene.ts";

const loopback = CidrList.parse(["127.0.0.0/8", "10.0.0.0/8"]);
const binary = (text: string): Buffer => wsFrame(OPCODE.binary, Buffer.from(text));

describe("WebSocket messages", () => {
  it("are one payload each, the empty one the heartbeat [WS-1]", async () => {
    await using scene = await WsScene.open();
    const client = await scene.webSocket();
    for (const payload of ["one", "", "three"]) client.send(Buffer.from(payload));
    assert.deepEqual(await scene.messages(3), ["one", "", "three"]);
    const heard: string[] = [];
    client.on("message", (data, isBinary) => heard.push(`${isBinary ? "binary" : "text"} ${String(data)}`));
    scene.acceptor.first.connection.send(Buffer.from("answer"));
    scene.acceptor.first.connection.send(Buffer.alloc(0));
    await until(() => heard.length === 2, "the answers");
    assert.deepEqual(heard, ["binary answer", "binary "]);
  });

  it("come with the client's address, its port and ours", async () => {
    await using scene = await WsScene.open();
    const client = await scene.upgraded();
    const { remote, portKnown, localPort, transport } = scene.acceptor.first.connection;
    assert.deepEqual(remote, { ip: "127.0.0.1", port: client.socket.localPort });
    assert.deepEqual([portKnown, localPort, transport], [true, scene.listener.port, "ws"]);
  });

  it("that came right behind the upgrade, and in fragments, are delivered", async () => {
    await using scene = await WsScene.open();
    const client = await scene.raw();
    const opening = Buffer.concat([Buffer.from(upgradeRequest()), binary("early")]);
    const fragments = [
      Buffer.of(0x02, 0x82),
      Buffer.alloc(4),
      Buffer.from("fr"),
      Buffer.of(0x80, 0x83),
      Buffer.alloc(4),
    ];
    client.write(Buffer.concat([opening, ...fragments, Buffer.from("ags")]));
    await until(() => scene.acceptor.heard.length === 1, "the connection");
    assert.deepEqual(await scene.messages(2), ["early", "frags"]);
  });

  it("of text are ignored, also when they are no UTF-8 [WS-3]", async () => {
    await using scene = await WsScene.open();
    const client = await scene.upgraded();
    client.write(wsFrame(OPCODE.text, Buffer.from("hello")));
    client.write(wsFrame(OPCODE.text, Buffer.of(0xff, 0xfe)));
    client.write(binary("counts"));
    assert.deepEqual(await scene.messages(1), ["counts"]);
  });

  it("of ping are answered with their payload [WS-3]", async () => {
    await using scene = await WsScene.open();
    const client = await scene.upgraded();
    client.write(wsFrame(OPCODE.ping, Buffer.from("are you there")));
    await until(() => client.received.includes("are you there"), "the pong");
    assert.ok(client.received.includes(Buffer.concat([Buffer.of(0x8a, 13), Buffer.from("are you there")])));
  });

  it("of ping from a client that does not read end the connection instead of filling memory [WS-3]", async () => {
    await using scene = await WsScene.open({ maxQueuedBytes: 50_000 });
    const client = await scene.upgraded();
    client.socket.pause();
    const pings = Buffer.concat(Array.from({ length: 500 }, () => wsFrame(OPCODE.ping, Buffer.alloc(125))));
    for (let i = 0; i < 2_000 && scene.ports.losses.length === 0; i += 1) {
      client.write(pings);
      await someTurns(1);
    }
    await until(() => scene.ports.losses.length === 1, "the end");
    assert.deepEqual(scene.ports.losses, ["slow_reader"]);
  });

  it("announced over the cap end the connection at their header, with nothing allocated [FR-3]", async () => {
    await using scene = await WsScene.open({ maxPayloadBytes: 4_096 });
    const before = process.memoryUsage().arrayBuffers;
    for (let round = 0; round < 10; round += 1) {
      const client = await scene.upgraded();
      client.write(wsFrame(OPCODE.binary, Buffer.alloc(10), 1_000_000_000));
      await until(() => scene.ports.losses.length === round + 1, "the loss");
      await until(() => client.ended || client.closed, "the end");
    }
    assert.deepEqual(new Set(scene.ports.losses), new Set(["frame_too_long"]));
    const grown = process.memoryUsage().arrayBuffers - before;
    assert.ok(grown < 16 * 1024 * 1024, `${grown} bytes more`);
  });

  it("obey a cap that changes on the open connection, up and down [FR-3]", async () => {
    await using scene = await WsScene.open({ maxPayloadBytes: 10 });
    const client = await scene.upgraded();
    const { connection } = scene.acceptor.first;
    connection.setMaxPayload(200_000);
    client.write(wsFrame(OPCODE.binary, Buffer.alloc(150_000)));
    await scene.messages(1);
    connection.setMaxPayload(20);
    client.write(wsFrame(OPCODE.binary, Buffer.alloc(20)));
    await scene.messages(2);
    client.write(wsFrame(OPCODE.binary, Buffer.alloc(1), 21));
    await until(() => scene.ports.losses.length === 1, "the loss");
    assert.deepEqual(scene.ports.losses, ["frame_too_long"]);
    assert.equal(connection.closed, true);
  });

  it("that break the protocol end the connection", async () => {
    await using scene = await WsScene.open();
    const client = await scene.upgraded();
    client.write(Buffer.from("ffffffffffff", "hex"));
    await until(() => scene.acceptor.first.connection.closed, "the end");
    assert.deepEqual(scene.ports.losses, ["bad_frame"]);
  });

  it("before a reset are delivered before it is heard [KX-5]", async () => {
    await using scene = await WsScene.open();
    const client = await scene.upgraded();
    scene.acceptor.first.onMessage = () => void scene.acceptor.first.connection.send(Buffer.alloc(10));
    client.socket.pause();
    client.write(Buffer.concat([binary("one"), binary("two")]));
    await someTurns(1);
    client.socket.resetAndDestroy();
    assert.deepEqual(await scene.messages(2), ["one", "two"]);
    await until(() => scene.acceptor.first.ends === 1, "the end");
  });

  it("wait while paused", async () => {
    await using scene = await WsScene.open();
    const client = await scene.upgraded();
    scene.acceptor.first.connection.pause();
    client.write(binary("later"));
    await someTurns();
    assert.deepEqual(scene.acceptor.first.texts, []);
    scene.acceptor.first.connection.resume();
    assert.deepEqual(await scene.messages(1), ["later"]);
  });

  it("to a client that does not read end the connection once the queue is full, and a drained queue is told", async () => {
    await using scene = await WsScene.open({ maxQueuedBytes: 8_000_000 });
    const client = await scene.upgraded();
    const { connection } = scene.acceptor.first;
    client.socket.pause();
    while (!connection.congested) connection.send(Buffer.alloc(1_000_000));
    client.socket.resume();
    await until(() => scene.acceptor.first.drains === 1, "the drain");
    client.socket.pause();
    let sends = 0;
    while (connection.send(Buffer.alloc(1_000_000)) && sends < 100) sends += 1;
    assert.ok(sends < 100);
    assert.deepEqual(scene.ports.losses, ["slow_reader"]);
  });
});

describe("the end of a WebSocket", () => {
  it("sends a Close frame behind what was sent", async () => {
    await using scene = await WsScene.open();
    const client = await scene.webSocket();
    const heard: string[] = [];
    client.on("message", (data) => heard.push(String(data)));
    const closed = new Promise<number>((resolve) => client.once("close", resolve));
    scene.acceptor.first.connection.send(Buffer.from("last"));
    scene.acceptor.first.connection.end();
    assert.deepEqual([await closed, heard], [1000, ["last"]]);
    await until(() => scene.acceptor.first.ends === 1 && scene.listener.connections === 0, "the end");
    assert.equal(scene.ports.clock.pending, 0, "timers are left");
  });

  it("does not wait for a client that never answers the Close frame", async () => {
    await using scene = await WsScene.open();
    await scene.upgraded();
    scene.acceptor.first.connection.end();
    await someTurns();
    scene.ports.clock.advance(5_000);
    await until(() => scene.acceptor.first.ends === 1 && scene.listener.connections === 0, "the end");
  });

  it("is heard once when the client closes, ends or resets", async () => {
    await using scene = await WsScene.open();
    const leave = [(await scene.upgraded()).socket, (await scene.upgraded()).socket, (await scene.upgraded()).socket];
    leave[0]?.write(wsFrame(OPCODE.close));
    leave[1]?.end();
    leave[2]?.resetAndDestroy();
    await until(() => scene.acceptor.heard.every((heard) => heard.ends === 1), "the ends");
    await until(() => scene.listener.connections === 0, "the places");
    assert.deepEqual(scene.ports.losses, []);
  });
});

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

describe("whose WebSocket it is [WS-4]", () => {
  it("is the sender's when it is no trusted proxy, whatever it writes, and the operator is told", async () => {
    await using scene = await WsScene.open();
    await scene.upgraded({ "X-Forwarded-For": "203.0.113.7", "X-Real-IP": "203.0.113.8" });
    assert.equal(scene.acceptor.first.connection.remote.ip, "127.0.0.1");
    const warning = scene.ports.events.find(({ event }) => event === "proxy.header_ignored");
    assert.match(String(warning?.fields?.["reason"]), /ignored from 127\.0\.0\.1/);
  });

  it("is the right-most untrusted address, without a port", async () => {
    await using scene = await WsScene.open({ trustedProxies: loopback });
    await scene.upgraded({ "X-Forwarded-For": "6.6.6.6, 203.0.113.7:99, 10.0.0.1" });
    const { remote, portKnown } = scene.acceptor.first.connection;
    assert.deepEqual([remote, portKnown], [{ ip: "203.0.113.7", port: 0 }, false]);
  });

  it("is what PROXY protocol says, with the port, and that client's own headers count for nothing [PX-1]", async () => {
    await using scene = await WsScene.open({ trustedProxies: loopback });
    await scene.upgraded({ "X-Forwarded-For": "6.6.6.6" }, "PROXY TCP4 203.0.113.9 127.0.0.1 4711 21118\r\n");
    const { remote, portKnown } = scene.acceptor.first.connection;
    assert.deepEqual([remote, portKnown], [{ ip: "203.0.113.9", port: 4711 }, true]);
  });

  it("is the header's client when PROXY protocol names another trusted proxy", async () => {
    await using scene = await WsScene.open({ trustedProxies: loopback });
    await scene.upgraded({ "X-Forwarded-For": "203.0.113.7" }, "PROXY TCP4 10.0.0.2 127.0.0.1 4711 21118\r\n");
    assert.deepEqual(scene.acceptor.first.connection.remote, { ip: "203.0.113.7", port: 0 });
  });

  it("is limited by the address in the header", async () => {
    await using scene = await WsScene.open({ trustedProxies: loopback, maxConnectionsPerAddress: 2 });
    for (let i = 0; i < 2; i += 1) await scene.upgraded({ "X-Real-IP": "203.0.113.7" });
    const third = await scene.raw();
    third.write(upgradeRequest("/", { "X-Real-IP": "203.0.113.7" }));
    await until(() => third.closed, "the refusal");
    assert.deepEqual(scene.ports.losses, ["address_limit"]);
    await scene.upgraded({ "X-Real-IP": "203.0.113.8" });
  });

  it("is not a PROXY header from a stranger: that is no request", async () => {
    await using scene = await WsScene.open();
    const client = await scene.raw();
    client.write(`PROXY TCP4 203.0.113.9 127.0.0.1 4711 21118\r\n${upgradeRequest()}`);
    await until(() => client.closed, "the close");
    assert.deepEqual([scene.ports.losses, scene.acceptor.heard.length], [["bad_request"], 0]);
  });
});
