import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { describe, it } from "node:test";
import { CidrList, encodeFrame, encodeFrameHeader } from "@fairlead/wire";
import { ListenError, type Listener, listenTcp, type TcpConnection, type TcpSettings } from "../src/index.ts";
import { RawClient } from "./support/raw-client.ts";
import { acceptSettings, RecordedPorts } from "./support/recorded-ports.ts";
import { RecordingAcceptor } from "./support/recording-acceptor.ts";
import { someTurns, until } from "./support/until.ts";

const frame = (text: string): Buffer => encodeFrame(Buffer.from(text));
const loopback = CidrList.parse(["127.0.0.0/8"]);

class Scene implements AsyncDisposable {
  readonly ports = new RecordedPorts();
  readonly acceptor = new RecordingAcceptor<TcpConnection>();
  readonly #stack = new AsyncDisposableStack();
  #listener: Listener | undefined;

  static async open(changes: Partial<TcpSettings> = {}): Promise<Scene> {
    const scene = new Scene();
    const settings = { ...acceptSettings(), ...changes };
    scene.#listener = scene.#stack.use(await listenTcp(settings, scene.ports, scene.acceptor.accept));
    return scene;
  }

  get listener(): Listener {
    if (this.#listener === undefined) throw new Error("not open");
    return this.#listener;
  }

  async client(options: { localAddress?: string } = {}): Promise<RawClient> {
    return this.#stack.use(await RawClient.connect(this.listener.port, options));
  }

  announced(count = 1): Promise<void> {
    return until(() => this.acceptor.heard.length >= count, `${count} connections`);
  }

  async messages(count: number): Promise<string[]> {
    await this.announced();
    await until(() => this.acceptor.first.messages.length >= count, `${count} messages`);
    return this.acceptor.first.texts;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}

describe("binding [TR-1]", () => {
  it("takes IPv4 and IPv6 clients on one port when no address is given", async () => {
    await using scene = await Scene.open({ at: { port: 0 } });
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
    await using scene = await Scene.open();
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

describe("a framed connection", () => {
  it("delivers every frame of every size, however the bytes are cut [FR-1]", async () => {
    await using scene = await Scene.open();
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
    await using scene = await Scene.open();
    (await scene.client()).write(Buffer.of(0));
    await scene.messages(1);
    assert.equal(scene.acceptor.first.messages[0]?.length, 0);
  });

  it("knows the client's address and port, and its own port", async () => {
    await using scene = await Scene.open();
    const client = await scene.client();
    client.write(frame("hello"));
    await scene.announced();
    const { connection, opening } = scene.acceptor.first;
    assert.deepEqual(connection.remote, { ip: "127.0.0.1", port: client.socket.localPort });
    assert.deepEqual([connection.portKnown, connection.localPort, opening], [true, scene.listener.port, "bytes"]);
  });

  it("sends frames, small and large, in order, and flushes them at the end", async () => {
    await using scene = await Scene.open({ maxQueuedBytes: 1_000_000 });
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

  it("hears the client's end once, after its messages", async () => {
    await using scene = await Scene.open();
    const client = await scene.client();
    client.socket.end(frame("last words"));
    assert.deepEqual(await scene.messages(1), ["last words"]);
    await until(() => scene.acceptor.first.ends === 1, "the end");
    await until(() => scene.listener.connections === 0, "the place");
    assert.deepEqual(scene.ports.losses, []);
    assert.equal(scene.ports.clock.pending, 0, "timers are left");
  });

  it("delivers nothing after its owner ended it, not even what came in the same read", async () => {
    await using scene = await Scene.open();
    scene.acceptor.onAccept = (heard) => {
      heard.onMessage = () => heard.connection.end();
    };
    (await scene.client()).write(Buffer.concat([frame("one"), frame("two")]));
    await scene.announced();
    await until(() => scene.acceptor.first.ends === 1, "the end");
    assert.deepEqual(scene.acceptor.first.texts, ["one"]);
  });

  it("ends at the header of a frame over its cap, with nothing allocated [FR-3]", async () => {
    await using scene = await Scene.open({ maxPayloadBytes: 4096 });
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
    await using scene = await Scene.open({ maxPayloadBytes: 10 });
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
    await using scene = await Scene.open({ maxQueuedBytes: 100_000 });
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
    await using scene = await Scene.open({ maxQueuedBytes: 64_000_000 });
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
    await using scene = await Scene.open();
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

describe("deadlines [FR-4]", () => {
  it("cut a client that dribbles one frame", async () => {
    await using scene = await Scene.open({ openingDeadlineMs: 1_000 });
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
    await using scene = await Scene.open({ openingDeadlineMs: 1_000 });
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
    await using scene = await Scene.open({ openingDeadlineMs: 1_000 });
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
    await using scene = await Scene.open();
    const client = await scene.client();
    client.write(frame("one"));
    await scene.messages(1);
    scene.ports.clock.advance(500);
    client.write(frame("two").subarray(0, 2));
    await until(() => scene.acceptor.first.connection.lastReceivedMs === 500, "the byte");
  });
});

describe("accept limits", () => {
  it("hold at most the connections they may, five times as many tried", async () => {
    await using scene = await Scene.open({ maxConnections: 4 });
    for (let i = 0; i < 20; i += 1) (await scene.client()).write(frame("hi"));
    await until(() => scene.ports.losses.length === 16, "16 refusals");
    assert.deepEqual(new Set(scene.ports.losses), new Set(["accept_limit"]));
    assert.deepEqual([scene.listener.connections, scene.acceptor.heard.length], [4, 4]);
  });

  it("hold at most so many of one address, and give places back", async () => {
    await using scene = await Scene.open({ maxConnectionsPerAddress: 2 });
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
    await using scene = await Scene.open({ maxConnectionsPerAddress: 2, trustedProxies: loopback });
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

  it("are told to the metrics", async () => {
    await using scene = await Scene.open({ maxConnections: 2 });
    for (let i = 0; i < 3; i += 1) (await scene.client()).write(frame("hi"));
    await until(() => scene.ports.losses.length === 1, "a refusal");
    assert.equal(scene.ports.counts.get("fairlead_connections_accepted_total test"), 2);
    assert.deepEqual(scene.ports.gauges.get("fairlead_connections")?.(), [{ labels: { listener: "test" }, value: 2 }]);
  });
});

describe("PROXY protocol over TCP [PX-1]", () => {
  it("takes the client's address from a trusted proxy", async () => {
    await using scene = await Scene.open({ trustedProxies: loopback });
    (await scene.client()).write("PROXY TCP4 203.0.113.9 127.0.0.1 4711 21116\r\n\x08hi");
    assert.deepEqual(await scene.messages(1), ["hi"]);
    const { remote, portKnown } = scene.acceptor.first.connection;
    assert.deepEqual({ remote, portKnown }, { remote: { ip: "203.0.113.9", port: 4711 }, portKnown: true });
  });

  it("takes it byte by byte", async () => {
    await using scene = await Scene.open({ trustedProxies: loopback });
    const client = await scene.client();
    for (const byte of Buffer.from("PROXY TCP6 2001:db8::9 ::1 4711 21116\r\n\x08hi", "latin1")) {
      client.write(Buffer.of(byte));
      await someTurns(1);
    }
    assert.deepEqual(await scene.messages(1), ["hi"]);
    assert.equal(scene.acceptor.first.connection.remote.ip, "2001:db8::9");
  });

  it("keeps the proxy's address for LOCAL, and serves clients without a header", async () => {
    await using scene = await Scene.open({ trustedProxies: loopback });
    const local = await scene.client();
    local.write(Buffer.concat([Buffer.from("0d0a0d0a000d0a515549540a20000000", "hex"), frame("probe")]));
    assert.deepEqual(await scene.messages(1), ["probe"]);
    assert.equal(scene.acceptor.first.connection.remote.port, local.socket.localPort);
    (await scene.client()).write(frame("plain"));
    await scene.announced(2);
    await until(() => scene.acceptor.heard[1]?.texts[0] === "plain", "the plain message");
  });

  it("is just bytes from anybody else", async () => {
    await using scene = await Scene.open();
    (await scene.client()).write("PROXY TCP4 203.0.113.9 127.0.0.1 4711 21116\r\n\x08hi");
    await scene.messages(1);
    assert.equal(scene.acceptor.first.connection.remote.ip, "127.0.0.1");
    assert.equal(scene.acceptor.first.texts[0], "ROXY TCP4 203.0.113.");
  });

  it("ends a trusted connection whose header does not parse", async () => {
    await using scene = await Scene.open({ trustedProxies: loopback });
    const client = await scene.client();
    client.write("PROXY NONSENSE\r\n");
    await until(() => client.closed, "the close");
    assert.deepEqual([scene.ports.losses, scene.acceptor.heard.length], [["bad_proxy_header"], 0]);
  });
});

describe("a port where the server speaks first [KX-1]", () => {
  it("announces a silent client after the silence, and a speaking one by its bytes", async () => {
    await using scene = await Scene.open({ silentAfterMs: 30 });
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
    await using scene = await Scene.open({ silentAfterMs: 30, trustedProxies: loopback });
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
    await using scene = await Scene.open({ silentAfterMs: 30 });
    const client = await scene.client();
    await until(() => scene.listener.connections === 1, "the connection");
    await new Promise((resolve) => setTimeout(resolve, 5));
    client.write(frame("in time"));
    scene.ports.clock.advance(30);
    assert.deepEqual(await scene.messages(1), ["in time"]);
    assert.equal(scene.acceptor.first.opening, "bytes");
  });
});

describe("one-way messages [KX-5]", () => {
  const farewells: readonly [string, (client: RawClient) => void][] = [
    ["close", (client) => client.socket.end()],
    ["reset", (client) => client.socket.resetAndDestroy()],
  ];
  for (const [how, leave] of farewells) {
    it(`are delivered when the client's ${how} came before we accepted`, async () => {
      await using scene = await Scene.open({ silentAfterMs: 30 });
      const { port } = scene.listener;
      sendAndLeaveUnseen(port, how);
      await scene.announced();
      assert.deepEqual(await scene.messages(1), ["gone before you looked"]);
      await until(() => scene.acceptor.first.ends === 1, "the end");
    });

    it(`are delivered when our own write failed after the ${how}`, async () => {
      await using scene = await Scene.open({ silentAfterMs: 30 });
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
    await using scene = await Scene.open();
    scene.acceptor.onAccept = (heard) => {
      heard.onMessage = () => {
        if (heard.messages.length > 1) return;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
        heard.connection.send(Buffer.from("answer to somebody who left"));
      };
    };
    const [one, two] = [frame("one"), frame("two")].map((bytes) => bytes.toString("hex"));
    const script = `const s = require("node:net").connect(${scene.listener.port}, "127.0.0.1", () => {
      s.write(Buffer.from("${one}", "hex"));
      setTimeout(() => s.write(Buffer.from("${two}", "hex"), () => s.resetAndDestroy()), 100);
    });`;
    const child = spawn(process.execPath, ["-e", script]);
    await once(child, "exit");
    assert.deepEqual(await scene.messages(2), ["one", "two"]);
    await until(() => scene.acceptor.first.ends === 1, "the end");
    assert.deepEqual(scene.ports.losses, ["send_failed"]);
    assert.equal(scene.ports.clock.pending, 0, "timers are left");
  });
});

describe("taking the socket over", () => {
  it("gives the socket and the bytes behind the last message, and keeps the place until it closes", async () => {
    await using scene = await Scene.open();
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

describe("closing a listener", () => {
  it("stops accepting while connections go on, then ends them", async () => {
    await using scene = await Scene.open();
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
    await using scene = await Scene.open();
    for (let i = 0; i < 3; i += 1) (await scene.client()).write(frame("hi"));
    await scene.announced(3);
    scene.listener.closeAll("blocked");
    await until(() => scene.listener.connections === 0, "the places");
    assert.deepEqual(scene.ports.losses, ["blocked", "blocked", "blocked"]);
  });
});

/** Connects, sends and leaves from another process while this one's event loop stands, so that the listener accepts a connection that is over. */
function sendAndLeaveUnseen(port: number, how: string): void {
  const leave = how === "reset" ? "s.resetAndDestroy()" : "s.end(() => process.exit(0))";
  const bytes = frame("gone before you looked").toString("hex");
  const script = `const s = require("node:net").connect(${port}, "127.0.0.1", () => s.write(Buffer.from("${bytes}", "hex"), () => ${leave}));`;
  assert.equal(spawnSync(process.execPath, ["-e", script]).status, 0);
}
