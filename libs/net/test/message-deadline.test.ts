import assert from "node:assert/strict";
import type { Socket } from "node:net";
import { describe, it } from "node:test";
import { CidrList } from "@fairlead/wire";
import { frame, TcpScene } from "./support/tcp-scene.ts";
import { someTurns, until } from "./support/until.ts";
import { OPCODE, wsFrame } from "./support/ws-frames.ts";
import { WsScene } from "./support/ws-scene.ts";

const _loopback = CidrList.parse(["127.0.0.0/8"]);

describe("deadlines [FR-4]", () => {
  it("cut a client that dribbles one frame", async () => {
    await using scene = await TcpScene.open({ openingDeadlineMs: 1_000 });
    const client = await scene.client();
    const bytes = frame("never whole");
    for (let at = 0; at < bytes.length - 1 && !client.closed; at += 1) {
      client.write(bytes.subarray(at, at + 1));
      await someTurns(2);
      scene.ports.clock.advance(100);
    }
    await until(() => client.closed, "the cut");
    assert.deepEqual(scene.ports.losses, ["idle"]);
    assert.deepEqual(scene.acceptor.first.texts, []);
  });

  it("cut a client that never speaks, which is announced to nobody", async () => {
    await using scene = await TcpScene.open({ openingDeadlineMs: 1_000 });
    const client = await scene.client();
    await until(() => scene.listener.connections === 1, "the connection");
    scene.ports.clock.advance(999);
    await someTurns();
    assert.equal(client.closed, false);
    scene.ports.clock.advance(1);
    await until(() => client.closed, "the cut");
    assert.deepEqual([scene.acceptor.heard.length, scene.ports.losses], [0, ["idle"]]);
  });

  it("are renewed by whole messages, can be changed and lifted, and rest while paused", async () => {
    await using scene = await TcpScene.open({ openingDeadlineMs: 1_000 });
    const client = await scene.client();
    for (let round = 1; round <= 3; round += 1) {
      client.write(frame("beat"));
      await scene.messages(round);
      scene.ports.clock.advance(900);
    }
    const { connection } = scene.acceptor.first;
    connection.pause();
    scene.ports.clock.advance(5_000);
    connection.resume();
    connection.setMessageDeadline(undefined);
    scene.ports.clock.advance(1_000_000);
    assert.equal(connection.closed, false);
    connection.setMessageDeadline(10);
    scene.ports.clock.advance(10);
    await until(() => client.closed, "the cut");
    assert.deepEqual(scene.ports.losses, ["idle"]);
  });

  it("are for the owner to keep when lifted: since when a message is unfinished is known, by frames", async () => {
    await using scene = await TcpScene.open();
    const client = await scene.client();
    client.write(frame("one"));
    await scene.messages(1);
    const { connection } = scene.acceptor.first;
    assert.equal(connection.unfinishedSinceMs, undefined);
    const bytes = frame("two");
    for (let at = 0; at < 3; at += 1) {
      scene.ports.clock.advance(100);
      client.write(bytes.subarray(at, at + 1));
      await until(() => connection.lastReceivedMs === scene.ports.clock.now(), "the byte");
      assert.equal(connection.unfinishedSinceMs, 100);
    }
    scene.ports.clock.advance(100);
    client.write(Buffer.concat([bytes.subarray(3), frame("three").subarray(0, 2)]));
    await scene.messages(2);
    assert.equal(connection.unfinishedSinceMs, 400);
  });

  it("are for the owner to keep when lifted: since when a message is unfinished is known, by WebSocket", async () => {
    await using scene = await WsScene.open();
    const client = await scene.webSocket();
    await until(() => scene.acceptor.heard.length === 1, "the connection");
    const { connection } = scene.acceptor.first;
    const raw: Socket = Reflect.get(client, "_socket");
    const say = async (bytes: Uint8Array): Promise<number | undefined> => {
      scene.ports.clock.advance(100);
      raw.write(bytes);
      await until(() => connection.lastReceivedMs === scene.ports.clock.now(), "the bytes");
      return connection.unfinishedSinceMs;
    };
    const message = wsFrame(OPCODE.binary, Buffer.alloc(50));
    assert.equal(await say(wsFrame(OPCODE.ping, Buffer.alloc(0))), undefined);
    assert.equal(await say(message.subarray(0, 1)), 200);
    assert.equal(await say(message.subarray(1, 20)), 200);
    assert.equal(await say(message.subarray(20)), undefined);
    assert.equal(await say(wsFrame(OPCODE.text, Buffer.from("text"))), undefined);
    assert.equal(await say(message.subarray(0, 9)), 600);
  });

  it("note the time of the last byte, whole frame or not", async () => {
    await using scene = await TcpScene.open();
    const client = await scene.client();
    client.write(frame("one"));
    await scene.messages(1);
    scene.ports.clock.advance(500);
    client.write(frame("two").subarray(0, 2));
    await until(() => scene.acceptor.first.connection.lastReceivedMs === 500, "the byte");
  });
});
