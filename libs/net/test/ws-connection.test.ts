import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CidrList } from "@fairlead/wire";
import { someTurns, until } from "./support/until.ts";
import { OPCODE, upgradeRequest, wsFrame } from "./support/ws-frames.ts";
import { WsScene } from "./support/ws-scene.ts";

const _loopback = CidrList.parse(["127.0.0.0/8", "10.0.0.0/8"]);
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
      client.write(wsFrame(OPCODE.binary, Buffer.alloc(10), round % 2 === 0 ? 4_097 : 1_000_000_000));
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
