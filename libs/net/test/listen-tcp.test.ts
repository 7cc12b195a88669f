import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { describe, it } from "node:test";
import { bytesLeftPerAttempt } from "@fairlead/testkit";
import { CidrList } from "@fairlead/wire";
import { ListenError, listenTcp } from "../src/index.ts";
import { RawClient } from "./support/raw-client.ts";
import { acceptSettings, RecordedPorts } from "./support/recorded-ports.ts";
import { frame, TcpScene } from "./support/tcp-scene.ts";
import { until } from "./support/until.ts";

const loopback = CidrList.parse(["127.0.0.0/8"]);

describe("binding [TR-1]", () => {
  it("takes IPv4 and IPv6 clients on one port when no address is given", async () => {
    await using scene = await TcpScene.open({ at: { port: 0 } });
    (await scene.client()).write(frame("four"));
    await scene.announced();
    assert.equal(scene.acceptor.first.connection.remote.ip, "127.0.0.1");
    assert.ok(["::", "0.0.0.0"].includes(scene.listener.address));
    if (scene.listener.address !== "::") return;
    await using six = await RawClient.connect(scene.listener.port, { host: "::1" });
    six.write(frame("six"));
    await scene.announced(2);
    assert.equal(scene.acceptor.heard[1]?.connection.remote.ip, "::1");
  });

  it("names protocol, address and port when the port is in use", async () => {
    await using scene = await TcpScene.open();
    const at = { port: scene.listener.port, bind: "127.0.0.1" };
    const second = listenTcp(acceptSettings({ at }), scene.ports, scene.acceptor.accept);
    await assert.rejects(second, (error: ListenError) => {
      assert.ok(error instanceof ListenError);
      assert.equal(error.code, "NET_PORT_IN_USE");
      assert.match(error.message, new RegExp(`tcp 127\\.0\\.0\\.1:${at.port}`));
      return true;
    });
  });

  it("names the address when it is not this machine's", async () => {
    const opening = listenTcp(acceptSettings({ at: { port: 0, bind: "192.0.2.77" } }), new RecordedPorts(), () => {
      throw new Error("nobody can come");
    });
    await assert.rejects(opening, { code: "NET_LISTEN_FAILED", message: /192\.0\.2\.77/ });
  });
});

describe("accept limits", () => {
  it("hold at most the connections they may, five times as many tried", async () => {
    await using scene = await TcpScene.open({ maxConnections: 4 });
    for (let i = 0; i < 20; i += 1) (await scene.client()).write(frame("hi"));
    await until(() => scene.ports.losses.length === 16, "16 refusals");
    assert.deepEqual(new Set(scene.ports.losses), new Set(["accept_limit"]));
    assert.deepEqual([scene.listener.connections, scene.acceptor.heard.length], [4, 4]);
  });

  it("hold at most so many of one address, and give places back", async () => {
    await using scene = await TcpScene.open({ maxConnectionsPerAddress: 2 });
    const clients: RawClient[] = [];
    for (let i = 0; i < 10; i += 1) clients.push(await scene.client({ localAddress: "127.0.0.5" }));
    await until(() => scene.ports.losses.length === 8, "8 refusals");
    assert.deepEqual(new Set(scene.ports.losses), new Set(["address_limit"]));
    (await scene.client({ localAddress: "127.0.0.6" })).write(frame("another address"));
    await scene.announced();
    for (const client of clients) client.socket.destroy();
    await until(() => scene.listener.connections === 1, "the places");
    (await scene.client({ localAddress: "127.0.0.5" })).write(frame("again"));
    await scene.announced(2);
  });

  it("count a trusted proxy by the address in its header, not by its own", async () => {
    await using scene = await TcpScene.open({ maxConnectionsPerAddress: 2, trustedProxies: loopback });
    for (let i = 0; i < 6; i += 1) {
      const address = i < 3 ? "203.0.113.1" : "203.0.113.2";
      (await scene.client()).write(`PROXY TCP4 ${address} 127.0.0.1 ${5000 + i} 1\r\n\x08hi`);
    }
    await until(() => scene.ports.losses.length === 2 && scene.listener.connections === 4, "2 refusals");
    assert.deepEqual(scene.ports.losses, ["address_limit", "address_limit"]);
    const clients = await Promise.all(Array.from({ length: 5 }, () => scene.client()));
    await until(() => scene.listener.connections === 9, "a proxy's silent connections");
    for (const client of clients) client.socket.destroy();
  });

  it("are counted by /64 for IPv6", async () => {
    await using scene = await TcpScene.open({ maxConnectionsPerAddress: 2, trustedProxies: loopback });
    const from = async (address: string): Promise<void> =>
      void (await scene.client()).write(`PROXY TCP6 ${address} ::1 5000 1\r\n\x08hi`);
    for (const host of ["::1", "::2", ":ffff::3"]) await from(`2001:db8:0:1${host}`);
    await until(() => scene.ports.losses.length === 1 && scene.listener.connections === 2, "a refusal");
    await from("2001:db8:0:2::1");
    await until(() => scene.listener.connections === 3, "the neighbour's connection");
  });

  it("hold 5 times as many silent connections out as they hold in, and none of those leaves anything behind", async () => {
    await using scene = await TcpScene.open({ maxConnections: 20 });
    const silent = await Promise.all(Array.from({ length: 20 }, () => scene.client()));
    await until(() => scene.listener.connections === 20, "the bound");
    const left = await bytesLeftPerAttempt(100, async () => {
      const refused = Array.from({ length: 100 }, () => connect(scene.listener.port, "127.0.0.1").resume());
      for (const socket of refused) socket.on("error", () => undefined);
      await until(() => refused.every((socket) => socket.closed), "the refusals");
      scene.ports.losses.length = 0;
    });
    assert.equal(scene.listener.connections, 20);
    assert.ok(silent.every((client) => !client.closed));
    assert.ok(left < 2048, `${left} bytes for each attempt: a connection takes more than 4096`);
  });

  it("are told to the metrics", async () => {
    await using scene = await TcpScene.open({ maxConnections: 2 });
    for (let i = 0; i < 3; i += 1) (await scene.client()).write(frame("hi"));
    await until(() => scene.ports.losses.length === 1, "a refusal");
    assert.equal(scene.ports.counts.get("fairlead_connections_accepted_total test"), 2);
    assert.deepEqual(scene.ports.gauges.get("fairlead_connections")?.(), [{ labels: { listener: "test" }, value: 2 }]);
  });
});

describe("closing a listener", () => {
  it("stops accepting while connections go on, then ends them", async () => {
    await using scene = await TcpScene.open();
    const client = await scene.client();
    client.write(frame("one"));
    await scene.messages(1);
    scene.listener.stopAccepting();
    const late = connect(scene.listener.port, "127.0.0.1");
    const [error] = await once(late, "error");
    assert.equal((error as NodeJS.ErrnoException).code, "ECONNREFUSED");
    client.write(frame("two"));
    await scene.messages(2);
    scene.acceptor.first.connection.send(Buffer.from("bye"));
    await scene.listener[Symbol.asyncDispose]();
    assert.deepEqual([client.received, scene.acceptor.first.ends], [frame("bye"), 1]);
  });

  it("cuts everybody with a reason that is counted", async () => {
    await using scene = await TcpScene.open();
    for (let i = 0; i < 3; i += 1) (await scene.client()).write(frame("hi"));
    await scene.announced(3);
    scene.listener.closeAll("blocked");
    await until(() => scene.listener.connections === 0, "the places");
    assert.deepEqual(scene.ports.losses, ["blocked", "blocked", "blocked"]);
  });
});
