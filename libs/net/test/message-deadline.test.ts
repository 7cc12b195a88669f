import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CidrList } from "@fairlead/wire";
import { frame, TcpScene } from "./support/tcp-scene.ts";
import { someTurns, until } from "./support/until.ts";

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
