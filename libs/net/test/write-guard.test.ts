import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { standStill, TempFolder } from "@fairlead/testkit";
import { CidrList } from "@fairlead/wire";
import type { RawClient } from "./support/raw-client.ts";
import { frame, TcpScene } from "./support/tcp-scene.ts";
import { until } from "./support/until.ts";

const _loopback = CidrList.parse(["127.0.0.0/8"]);

describe("one-way messages [KX-5]", () => {
  const farewells: readonly [string, (client: RawClient) => void][] = [
    ["close", (client) => client.socket.end()],
    ["reset", (client) => client.socket.resetAndDestroy()],
  ];
  for (const [how, leave] of farewells) {
    it(`are delivered when the client's ${how} came before we accepted`, async () => {
      await using scene = await TcpScene.open({ silentAfterMs: 30 });
      const { port } = scene.listener;
      sendAndLeaveUnseen(port, how);
      await scene.announced();
      assert.deepEqual(await scene.messages(1), ["gone before you looked"]);
      await until(() => scene.acceptor.first.ends === 1, "the end");
    });

    it(`are delivered when our own write failed after the ${how}`, async () => {
      await using scene = await TcpScene.open({ silentAfterMs: 30 });
      scene.acceptor.onAccept = (heard) => {
        heard.connection.send(Buffer.from("key exchange nobody reads"));
      };
      const client = await scene.client();
      await until(() => scene.listener.connections === 1, "the connection");
      scene.ports.clock.advance(30);
      await scene.announced();
      client.socket.pause();
      client.write(Buffer.concat([frame("one"), frame("two")]));
      leave(client);
      assert.deepEqual(await scene.messages(2), ["one", "two"]);
      await until(() => scene.acceptor.first.ends === 1, "the end");
    });
  }

  it("are delivered when a write fails while the next message waits in the kernel", async () => {
    await using scene = await TcpScene.open();
    await using folder = await TempFolder.create("guard");
    const [heardOne, gone] = [join(folder.path, "heard"), join(folder.path, "gone")];
    scene.acceptor.onAccept = (heard) => {
      heard.onMessage = () => {
        if (heard.messages.length > 1) return;
        writeFileSync(heardOne, "");
        standStillUntil(() => existsSync(gone));
        heard.connection.send(Buffer.from("answer to somebody who left"));
      };
    };
    const [one, two] = [frame("one"), frame("two")].map((bytes) => bytes.toString("hex"));
    const script = `const { existsSync, writeFileSync } = require("node:fs");
    const s = require("node:net").connect(${scene.listener.port}, "127.0.0.1", () => {
      s.write(Buffer.from("${one}", "hex"));
      const looking = setInterval(() => {
        if (!existsSync("${heardOne}")) return;
        clearInterval(looking);
        s.write(Buffer.from("${two}", "hex"), () => s.resetAndDestroy());
      }, 5);
    });
    s.on("close", () => writeFileSync("${gone}", ""));`;
    const child = spawn(process.execPath, ["-e", script]);
    await once(child, "exit");
    assert.deepEqual(await scene.messages(2), ["one", "two"]);
    await until(() => scene.acceptor.first.ends === 1, "the end");
    assert.deepEqual(scene.ports.losses, ["send_failed"]);
    assert.equal(scene.ports.clock.pending, 0, "timers are left");
  });
});

/** This process' event loop stands; what comes meanwhile waits in the kernel, a moment longer than the condition takes. */
function standStillUntil(condition: () => boolean): void {
  const endMs = performance.now() + 20_000;
  while (!condition() && performance.now() < endMs) standStill(10);
  standStill(50);
}

/** Connects, sends and leaves from another process while this one's event loop stands, so that the listener accepts a connection that is over. */
function sendAndLeaveUnseen(port: number, how: string): void {
  const leave = how === "reset" ? "s.resetAndDestroy()" : "s.end(() => process.exit(0))";
  const bytes = frame("gone before you looked").toString("hex");
  const script = `const s = require("node:net").connect(${port}, "127.0.0.1", () => s.write(Buffer.from("${bytes}", "hex"), () => ${leave}));`;
  assert.equal(spawnSync(process.execPath, ["-e", script]).status, 0);
}
