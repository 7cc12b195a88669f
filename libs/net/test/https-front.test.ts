import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CidrList } from "@fairlead/wire";
import { TlsSource } from "../src/index.ts";
import { FrontScene } from "./support/front-scene.ts";
import { RawClient } from "./support/raw-client.ts";
import { RecordedPorts } from "./support/recorded-ports.ts";
import { TestCertificate } from "./support/test-certificate.ts";
import { until } from "./support/until.ts";
import { upgradeRequest } from "./support/ws-frames.ts";

describe("an HTTPS front", () => {
  for (const scheme of ["ws", "wss"]) {
    it(`serves /ws/relay itself and hands /ws/id on, over ${scheme}`, async () => {
      using certificate = new TestCertificate();
      await using scene = await FrontScene.open({ tls: new TlsSource(certificate, new RecordedPorts()) });
      const relay = await scene.webSocket("/ws/relay?a=b", scheme);
      const id = await scene.webSocket("/ws/id", scheme);
      relay.send("ignored text");
      relay.send(Buffer.from("to the relay"));
      id.send(Buffer.from("to the rendezvous"));
      await until(() => scene.relay.first.texts[0] === "to the relay", "the relay's message");
      await until(() => scene.id.first.texts[0] === "to the rendezvous", "the rendezvous' message");
      assert.deepEqual(
        [scene.relay.first, scene.id.first].map((heard) => heard.connection.transport),
        [scheme, scheme],
      );
      const { remote, portKnown } = scene.id.first.connection;
      assert.deepEqual([remote.ip, portKnown], ["127.0.0.1", true]);
      assert.notEqual(remote.port, 0);
    });
  }

  it("pipes large messages both ways and both kinds of end", async () => {
    await using scene = await FrontScene.open();
    const client = await scene.webSocket("/ws/id");
    const echoes: number[] = [];
    client.on("message", (data: Buffer) => echoes.push(data.length));
    scene.id.first.onMessage = (payload) => void scene.id.first.connection.send(payload);
    for (let i = 0; i < 3; i += 1) client.send(Buffer.alloc(3_000_000));
    await until(() => echoes.length === 3, "the echoes");
    const code = new Promise<number>((resolve) => client.once("close", resolve));
    scene.id.first.connection.end();
    assert.equal(await code, 1000);
    await until(() => scene.connections === 0 && scene.id.first.ends === 1, "the end");
    const other = await scene.webSocket("/ws/id");
    other.terminate();
    await until(() => scene.connections === 0 && scene.id.heard[1]?.ends === 1, "the other end");
    assert.deepEqual(scene.ports.losses, []);
  });

  it("tells the inner listener the client that trusted headers name, and forged ones never [WS-4]", async () => {
    await using trusting = await FrontScene.open({ trustedProxies: CidrList.parse(["127.0.0.1/32"]) });
    await trusting.webSocket("/ws/id", "ws", { "X-Forwarded-For": "6.6.6.6, 203.0.113.7" });
    const { remote, portKnown } = trusting.id.first.connection;
    assert.deepEqual([remote, portKnown], [{ ip: "203.0.113.7", port: 0 }, false]);
    await using strict = await FrontScene.open();
    await strict.webSocket("/ws/id", "ws", {
      "X-Forwarded-For": "6.6.6.6",
      "X-Real-IP": "6.6.6.6",
      "X-Forwarded-Proto": "https",
    });
    assert.equal(strict.id.first.connection.remote.ip, "127.0.0.1");
    assert.equal(strict.id.first.connection.transport, "ws");
  });

  it("answers 404 for other paths, 426 for a plain request to a WebSocket path", async () => {
    await using scene = await FrontScene.open();
    assert.equal((await scene.ask("/")).status, 404);
    assert.equal((await scene.ask("/ws/relay")).status, 426);
    assert.equal((await scene.ask("/api/../admin")).status, 404);
    await using client = await RawClient.connect(scene.port);
    client.write(upgradeRequest("/elsewhere"));
    await until(() => client.closed, "the close");
    assert.match(client.received.toString(), /^HTTP\/1\.1 404 /);
    assert.deepEqual(scene.ports.losses, Array(4).fill("bad_request"));
  });

  it("answers 502 while the inner listener is not there", async () => {
    await using scene = await FrontScene.open({}, { id: false, api: true });
    await using client = await RawClient.connect(scene.port);
    client.write(upgradeRequest("/ws/id"));
    await until(() => client.closed, "the close");
    assert.match(client.received.toString(), /^HTTP\/1\.1 502 /);
    await until(() => scene.connections === 0, "the place");
  });

  it("ends piped and local connections when it closes, and cuts them with a reason when told", async () => {
    await using scene = await FrontScene.open();
    const clients = [await scene.webSocket("/ws/id"), await scene.webSocket("/ws/relay")];
    const closed = clients.map((client) => new Promise((resolve) => client.once("close", resolve)));
    scene.front.closeAll("blocked");
    await Promise.all(closed);
    await until(() => scene.connections === 0, "the places");
    assert.deepEqual(scene.ports.losses, ["blocked", "blocked"]);
    await scene.webSocket("/ws/id");
    await scene.webSocket("/ws/relay");
    await scene.front[Symbol.asyncDispose]();
    assert.equal(scene.connections, 0);
    await until(() => [...scene.id.heard, ...scene.relay.heard].every((heard) => heard.ends === 1), "the ends");
  });
});
