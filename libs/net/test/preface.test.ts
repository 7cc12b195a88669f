import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { standStill } from "@fairlead/testkit";
import { CidrList } from "@fairlead/wire";
import { frame, TcpScene } from "./support/tcp-scene.ts";
import { someTurns, until } from "./support/until.ts";

const loopback = CidrList.parse(["127.0.0.0/8"]);

describe("PROXY protocol over TCP [PX-1]", () => {
  it("takes the client's address from a trusted proxy", async () => {
    await using scene = await TcpScene.open({ trustedProxies: loopback });
    (await scene.client()).write("PROXY TCP4 203.0.113.9 127.0.0.1 4711 21116\r\n\x08hi");
    assert.deepEqual(await scene.messages(1), ["hi"]);
    const { remote, portKnown } = scene.acceptor.first.connection;
    assert.deepEqual({ remote, portKnown }, { remote: { ip: "203.0.113.9", port: 4711 }, portKnown: true });
  });

  it("takes it byte by byte", async () => {
    await using scene = await TcpScene.open({ trustedProxies: loopback });
    const client = await scene.client();
    for (const byte of Buffer.from("PROXY TCP6 2001:db8::9 ::1 4711 21116\r\n\x08hi", "latin1")) {
      client.write(Buffer.of(byte));
      await someTurns(1);
    }
    assert.deepEqual(await scene.messages(1), ["hi"]);
    assert.equal(scene.acceptor.first.connection.remote.ip, "2001:db8::9");
  });

  it("keeps the proxy's address for LOCAL, and serves clients without a header", async () => {
    await using scene = await TcpScene.open({ trustedProxies: loopback });
    const local = await scene.client();
    local.write(Buffer.concat([Buffer.from("0d0a0d0a000d0a515549540a20000000", "hex"), frame("probe")]));
    assert.deepEqual(await scene.messages(1), ["probe"]);
    assert.equal(scene.acceptor.first.connection.remote.port, local.socket.localPort);
    (await scene.client()).write(frame("plain"));
    await scene.announced(2);
    await until(() => scene.acceptor.heard[1]?.texts[0] === "plain", "the plain message");
  });

  it("is just bytes from anybody else", async () => {
    await using scene = await TcpScene.open();
    (await scene.client()).write("PROXY TCP4 203.0.113.9 127.0.0.1 4711 21116\r\n\x08hi");
    await scene.messages(1);
    assert.equal(scene.acceptor.first.connection.remote.ip, "127.0.0.1");
    assert.equal(scene.acceptor.first.texts[0], "ROXY TCP4 203.0.113.");
  });

  it("ends a trusted connection whose header does not parse", async () => {
    await using scene = await TcpScene.open({ trustedProxies: loopback });
    const client = await scene.client();
    client.write("PROXY NONSENSE\r\n");
    await until(() => client.closed, "the close");
    assert.deepEqual([scene.ports.losses, scene.acceptor.heard.length], [["bad_proxy_header"], 0]);
  });
});

describe("a port where the server speaks first [KX-1]", () => {
  it("announces a silent client after the silence, and a speaking one by its bytes", async () => {
    await using scene = await TcpScene.open({ silentAfterMs: 30 });
    const silent = await scene.client();
    await until(() => scene.listener.connections === 1, "the connection");
    scene.ports.clock.advance(29);
    await someTurns();
    assert.equal(scene.acceptor.heard.length, 0);
    scene.ports.clock.advance(1);
    await scene.announced();
    assert.equal(scene.acceptor.first.opening, "silence");
    silent.write(frame("answer"));
    assert.deepEqual(await scene.messages(1), ["answer"]);
    (await scene.client()).write(frame("first"));
    await scene.announced(2);
    scene.ports.clock.advance(1_000);
    await someTurns();
    assert.deepEqual(
      scene.acceptor.heard.map((heard) => heard.opening),
      ["silence", "bytes"],
    );
  });

  it("takes a PROXY header that comes after the silence, before the first message [PX-1]", async () => {
    await using scene = await TcpScene.open({ silentAfterMs: 30, trustedProxies: loopback });
    const client = await scene.client();
    await until(() => scene.listener.connections === 1, "the connection");
    scene.ports.clock.advance(30);
    await scene.announced();
    const { connection } = scene.acceptor.first;
    assert.equal(connection.remote.ip, "127.0.0.1");
    connection.send(Buffer.from("server first"));
    client.write("PROXY TCP4 203.0.113.9 127.0.0.1 4711 21116\r\n");
    await until(() => connection.remote.ip === "203.0.113.9", "the address");
    client.write(frame("hello"));
    assert.deepEqual(await scene.messages(1), ["hello"]);
    assert.equal(connection.remote.port, 4711);
    assert.deepEqual(client.received, frame("server first"));
  });

  it("reads what waits in the kernel before it calls a client silent [KX-5]", async () => {
    await using scene = await TcpScene.open({ silentAfterMs: 30 });
    const client = await scene.client();
    await until(() => scene.listener.connections === 1, "the connection");
    await new Promise((resolve) => setTimeout(resolve, 5));
    client.write(frame("in time"));
    standStill(20);
    scene.ports.clock.advance(30);
    assert.deepEqual(await scene.messages(1), ["in time"]);
    assert.equal(scene.acceptor.first.opening, "bytes");
  });
});
