import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CidrList, encodeFrame, encodeFrameHeader } from "@fairlead/wire";
import { frame, TcpScene } from "./support/tcp-scene.ts";
import { someTurns, until } from "./support/until.ts";

const _loopback = CidrList.parse(["127.0.0.0/8"]);

describe("a framed connection", () => {
  it("delivers every frame of every size, however the bytes are cut [FR-1]", async () => {
    await using scene = await TcpScene.open();
    const client = await scene.client();
    const sizes = [1, 0, 63, 64, 16_383, 16_384, 60_000];
    const bytes = Buffer.concat(sizes.map((size) => encodeFrame(Buffer.alloc(size, size % 251))));
    for (let at = 0; at < bytes.length; at += 7_001) client.write(bytes.subarray(at, at + 7_001));
    await scene.messages(sizes.length);
    assert.deepEqual(
      scene.acceptor.first.messages.map((message) => message.length),
      sizes,
    );
    for (const message of scene.acceptor.first.messages)
      assert.ok(message.every((byte) => byte === message.length % 251));
  });

  it("delivers the heartbeat as an empty payload [FR-2]", async () => {
    await using scene = await TcpScene.open();
    (await scene.client()).write(Buffer.of(0));
    await scene.messages(1);
    assert.equal(scene.acceptor.first.messages[0]?.length, 0);
  });

  it("knows the client's address and port, and its own port", async () => {
    await using scene = await TcpScene.open();
    const client = await scene.client();
    client.write(frame("hello"));
    await scene.announced();
    const { connection, opening } = scene.acceptor.first;
    assert.deepEqual(connection.remote, { ip: "127.0.0.1", port: client.socket.localPort });
    assert.deepEqual([connection.portKnown, connection.localPort, opening], [true, scene.listener.port, "bytes"]);
  });

  it("sends frames, small and large, in order, and flushes them at the end", async () => {
    await using scene = await TcpScene.open({ maxQueuedBytes: 1_000_000 });
    const client = await scene.client();
    client.write(frame("go"));
    await scene.messages(1);
    const payloads = [Buffer.from("a"), Buffer.alloc(50_000, 7), Buffer.alloc(0), Buffer.from("z")];
    for (const payload of payloads) assert.equal(scene.acceptor.first.connection.send(payload), true);
    scene.acceptor.first.connection.end();
    await until(() => client.closed, "the close");
    assert.deepEqual(client.received, Buffer.concat(payloads.map((payload) => encodeFrame(payload))));
    assert.equal(scene.acceptor.first.connection.send(Buffer.from("late")), false);
    await until(() => scene.acceptor.first.ends === 1, "the end");
  });

  it("counts one reason, however often it is destroyed", async () => {
    await using scene = await TcpScene.open();
    scene.acceptor.onAccept = (heard) => {
      heard.onMessage = () => {
        heard.connection.destroy("bad_message");
        heard.connection.destroy("blocked");
        assert.equal(heard.connection.send(Buffer.of(1)), false);
      };
    };
    (await scene.client()).write(Buffer.concat([frame("one"), frame("two")]));
    await scene.announced();
    await until(() => scene.acceptor.first.ends === 1, "the end");
    assert.deepEqual([scene.ports.losses, scene.acceptor.first.texts], [["bad_message"], ["one"]]);
  });

  it("hears the client's end once, after its messages", async () => {
    await using scene = await TcpScene.open();
    const client = await scene.client();
    client.socket.end(frame("last words"));
    assert.deepEqual(await scene.messages(1), ["last words"]);
    await until(() => scene.acceptor.first.ends === 1, "the end");
    await until(() => scene.listener.connections === 0, "the place");
    assert.deepEqual(scene.ports.losses, []);
    assert.equal(scene.ports.clock.pending, 0, "timers are left");
  });

  it("delivers nothing after its owner ended it, not even what came in the same read", async () => {
    await using scene = await TcpScene.open();
    scene.acceptor.onAccept = (heard) => {
      heard.onMessage = () => heard.connection.end();
    };
    (await scene.client()).write(Buffer.concat([frame("one"), frame("two")]));
    await scene.announced();
    await until(() => scene.acceptor.first.ends === 1, "the end");
    assert.deepEqual(scene.acceptor.first.texts, ["one"]);
  });

  it("ends at the header of a frame over its cap, with nothing allocated [FR-3]", async () => {
    await using scene = await TcpScene.open({ maxPayloadBytes: 4096 });
    const before = process.memoryUsage();
    for (let round = 0; round < 20; round += 1) {
      const client = await scene.client();
      client.write(encodeFrameHeader(0x3fff_ffff));
      await until(() => client.closed, "the close");
    }
    const grown = process.memoryUsage().arrayBuffers - before.arrayBuffers;
    assert.ok(grown < 16 * 1024 * 1024, `${grown} bytes more`);
    assert.deepEqual(new Set(scene.ports.losses), new Set(["frame_too_long"]));
    assert.equal(scene.ports.losses.length, 20);
  });

  it("takes a new cap for the frames to come [FR-3]", async () => {
    await using scene = await TcpScene.open({ maxPayloadBytes: 10 });
    scene.acceptor.onAccept = (heard) => {
      heard.onMessage = () => heard.connection.setMaxPayload(100);
    };
    const client = await scene.client();
    client.write(Buffer.concat([frame("0123456789"), frame("x".repeat(100)), frame("x".repeat(101))]));
    await until(() => client.closed, "the close");
    assert.deepEqual(
      (await scene.messages(2)).map((text) => text.length),
      [10, 100],
    );
    assert.deepEqual(scene.ports.losses, ["frame_too_long"]);
  });

  it("ends a connection whose client does not read, once its queue is full", async () => {
    await using scene = await TcpScene.open({ maxQueuedBytes: 100_000 });
    const client = await scene.client();
    client.write(frame("go"));
    await scene.messages(1);
    client.socket.pause();
    const { connection } = scene.acceptor.first;
    let sent = 0;
    while (connection.send(Buffer.alloc(50_000)) && sent < 2_000) {
      sent += 1;
      assert.ok(connection.bufferedBytes <= 160_000, `${connection.bufferedBytes} bytes wait`);
      if (sent % 10 === 0) await someTurns(1);
    }
    assert.ok(sent < 2_000, "the queue never filled");
    await until(() => scene.acceptor.first.ends === 1, "the end");
    assert.deepEqual(scene.ports.losses, ["slow_reader"]);
  });

  it("says when a congested queue is empty again", async () => {
    await using scene = await TcpScene.open({ maxQueuedBytes: 64_000_000 });
    const client = await scene.client();
    client.write(frame("go"));
    await scene.messages(1);
    client.socket.pause();
    const { connection } = scene.acceptor.first;
    while (!connection.congested) connection.send(Buffer.alloc(1_000_000));
    assert.equal(scene.acceptor.first.drains, 0);
    client.socket.resume();
    await until(() => scene.acceptor.first.drains === 1, "the drain");
    assert.deepEqual([connection.congested, connection.bufferedBytes], [false, 0]);
  });

  it("delivers nothing while paused and everything after, also when the reset came meanwhile [KX-5]", async () => {
    await using scene = await TcpScene.open();
    scene.acceptor.onAccept = (heard) => {
      heard.onMessage = () => (heard.messages.length === 1 ? heard.connection.pause() : undefined);
    };
    const client = await scene.client();
    client.write(Buffer.concat([frame("one"), frame("two")]));
    await scene.messages(1);
    client.write(frame("three"));
    await someTurns();
    assert.deepEqual(scene.acceptor.first.texts, ["one"]);
    scene.acceptor.first.connection.resume();
    assert.deepEqual(await scene.messages(3), ["one", "two", "three"]);
    scene.acceptor.first.connection.pause();
    client.write(frame("four"));
    await someTurns();
    client.socket.resetAndDestroy();
    assert.deepEqual(await scene.messages(4), ["one", "two", "three", "four"]);
    await until(() => scene.acceptor.first.ends === 1, "the end");
  });
});

describe("taking the socket over", () => {
  it("gives the socket and the bytes behind the last message, and keeps the place until it closes", async () => {
    await using scene = await TcpScene.open();
    scene.acceptor.onAccept = (heard) => {
      heard.onMessage = () => {
        const detached = heard.connection.detach();
        assert.ok(detached);
        assert.equal(String(detached.rest), "\x20raw");
        detached.socket.on("data", (chunk: Buffer) => detached.socket.write(chunk));
        detached.socket.on("end", () => detached.socket.end());
        detached.socket.resume();
      };
    };
    const client = await scene.client();
    client.write(Buffer.concat([frame("request"), Buffer.from("\x20raw")]));
    await scene.messages(1);
    client.write("echo");
    await until(() => String(client.received) === "echo", "the echo");
    const { connection } = scene.acceptor.first;
    assert.deepEqual([connection.closed, connection.detach(), scene.listener.connections], [true, undefined, 1]);
    client.socket.end();
    await until(() => scene.listener.connections === 0, "the place");
    assert.equal(scene.acceptor.first.ends, 0);
  });
});
