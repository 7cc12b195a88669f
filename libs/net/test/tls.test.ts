import assert from "node:assert/strict";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { describe, it } from "node:test";
import { type TLSSocket, connect as tlsConnect } from "node:tls";
import { ManualClock } from "@fairlead/testkit";
import { CidrList } from "@fairlead/wire";
import { TlsFilesError, TlsSource } from "../src/index.ts";
import { RawClient } from "./support/raw-client.ts";
import { RecordedPorts } from "./support/recorded-ports.ts";
import { TestCertificate } from "./support/test-certificate.ts";
import { someTurns, until } from "./support/until.ts";
import { OPCODE, upgradeRequest, wsFrame } from "./support/ws-frames.ts";
import { WsScene } from "./support/ws-scene.ts";

const insecure = { rejectUnauthorized: false };

/** Shakes hands and tells the certificate's name. */
async function nameShown(port: number): Promise<string> {
  const socket = tlsConnect({ port, host: "127.0.0.1", ...insecure });
  await once(socket, "secureConnect");
  const name = String(socket.getPeerCertificate().subject.CN);
  socket.destroy();
  await once(socket, "close");
  return name;
}

describe("TLS on a WebSocket port [WS-5]", () => {
  it("is chosen by the first byte: plain and secured clients share the port", async () => {
    using certificate = new TestCertificate();
    await using scene = await WsScene.open({ tls: new TlsSource(certificate, new RecordedPorts()) });
    const secured = await scene.webSocket("/ws/id", "wss", insecure);
    const plain = await scene.webSocket("/ws/id");
    assert.deepEqual(
      scene.acceptor.heard.map((heard) => heard.connection.transport),
      ["wss", "ws"],
    );
    plain.send(Buffer.from("plain"));
    secured.send(Buffer.from("secured"));
    await until(() => scene.acceptor.heard[1]?.texts[0] === "plain", "the plain message");
    await until(() => scene.acceptor.first.texts[0] === "secured", "the secured message");
  });

  it("carries messages both ways, also large ones", async () => {
    using certificate = new TestCertificate();
    const tls = new TlsSource(certificate, new RecordedPorts());
    await using scene = await WsScene.open({ tls, maxPayloadBytes: 1_000_000, maxQueuedBytes: 1_000_000 });
    const client = await scene.webSocket("/", "wss", insecure);
    const echoes: number[] = [];
    client.on("message", (data: Buffer) => echoes.push(data.length));
    scene.acceptor.first.onMessage = (payload) => void scene.acceptor.first.connection.send(payload);
    for (const size of [1, 0, 700_000]) client.send(Buffer.alloc(size));
    await until(() => echoes.length === 3, "the echoes");
    assert.deepEqual(echoes, [1, 0, 700_000]);
    const closed = once(client, "close");
    scene.acceptor.first.connection.end();
    await closed;
    await until(() => scene.listener.connections === 0 && scene.ports.clock.pending === 0, "the end");
  });

  it("comes behind a PROXY header from a trusted proxy [PX-1]", async () => {
    using certificate = new TestCertificate();
    const trustedProxies = CidrList.parse(["127.0.0.0/8"]);
    await using scene = await WsScene.open({ tls: new TlsSource(certificate, new RecordedPorts()), trustedProxies });
    await using raw = await RawClient.connect(scene.listener.port);
    raw.socket.removeAllListeners("data");
    raw.write("PROXY TCP4 203.0.113.9 127.0.0.1 4711 443\r\n");
    const secured: TLSSocket = tlsConnect({ socket: raw.socket, ...insecure });
    await once(secured, "secureConnect");
    secured.write(upgradeRequest());
    await until(() => scene.acceptor.heard.length === 1, "the connection");
    secured.write(wsFrame(OPCODE.binary, Buffer.from("hello")));
    assert.deepEqual(await scene.messages(1), ["hello"]);
    const { remote, transport } = scene.acceptor.first.connection;
    assert.deepEqual([remote, transport], [{ ip: "203.0.113.9", port: 4711 }, "wss"]);
    secured.destroy();
  });

  it("that fails is counted, and one that never finishes is cut", async () => {
    using certificate = new TestCertificate();
    const tls = new TlsSource(certificate, new RecordedPorts());
    await using scene = await WsScene.open({ tls, openingDeadlineMs: 1_000 });
    const broken = await scene.raw();
    broken.write(Buffer.from("160301000401000000", "hex"));
    await until(() => broken.closed, "the close");
    assert.deepEqual(scene.ports.losses, ["tls_failed"]);
    const slow = await scene.raw();
    slow.write(Buffer.from("16030102", "hex"));
    await someTurns();
    scene.ports.clock.advance(1_000);
    await until(() => slow.closed, "the cut");
    assert.deepEqual(scene.ports.losses, ["tls_failed", "idle"]);
    await until(() => scene.listener.connections === 0, "the places");
  });

  it("is just no request on a port without a certificate", async () => {
    await using scene = await WsScene.open();
    const client = await scene.raw();
    client.write(Buffer.from("160301000401000000", "hex"));
    await until(() => client.closed, "the close");
    assert.deepEqual(scene.ports.losses, ["bad_request"]);
  });
});

describe("a certificate that changes", () => {
  it("is shown to newcomers, while connections that exist go on", async () => {
    using certificate = new TestCertificate("before");
    const ports = new RecordedPorts();
    using tls = new TlsSource({ ...certificate, pollMs: 5_000 }, ports);
    await using scene = await WsScene.open({ tls });
    const client = await scene.webSocket("/", "wss", insecure);
    assert.equal(await nameShown(scene.listener.port), "before");
    certificate.renew("after");
    ports.clock.advance(5_000);
    await until(() => ports.events.some(({ event }) => event === "tls.certificate_reloaded"), "the reload");
    assert.equal(await nameShown(scene.listener.port), "after");
    client.send(Buffer.from("still here"));
    assert.deepEqual(await scene.messages(1), ["still here"]);
  });

  it("into something broken stays as it was, with a warning, and recovers", async () => {
    using certificate = new TestCertificate("good");
    const ports = new RecordedPorts();
    using tls = new TlsSource(certificate, ports);
    await using scene = await WsScene.open({ tls });
    writeFileSync(certificate.certPath, "no certificate");
    await tls.reloadIfChanged();
    const [warning] = ports.events;
    assert.equal(warning?.event, "tls.reload_failed");
    assert.match(String(warning?.fields?.["reason"]), /cert\.pem/);
    assert.equal(await nameShown(scene.listener.port), "good");
    rmSync(certificate.keyPath);
    await tls.reloadIfChanged();
    assert.equal(await nameShown(scene.listener.port), "good");
    certificate.renew("better");
    await tls.reloadIfChanged();
    assert.equal(await nameShown(scene.listener.port), "better");
  });

  it("is not read again while its files stay the same", async () => {
    using certificate = new TestCertificate();
    using tls = new TlsSource(certificate, new RecordedPorts());
    const { context } = tls;
    await tls.reloadIfChanged();
    assert.equal(tls.context, context);
  });

  const unusable: readonly [string, (certificate: TestCertificate) => void, RegExp][] = [
    ["a missing certificate", ({ certPath }) => rmSync(certPath), /cannot read the TLS certificate .*cert\.pem/],
    ["a missing key", ({ keyPath }) => rmSync(keyPath), /cannot read the TLS key .*key\.pem/],
    ["garbage", ({ certPath }) => writeFileSync(certPath, "x"), /cert\.pem and .*key\.pem are not a certificate/],
    ["another pair's key", swapKey, /are not a certificate and its key/],
  ];
  for (const [what, spoil, message] of unusable) {
    it(`refuses to start with ${what}, naming the file`, () => {
      using certificate = new TestCertificate();
      spoil(certificate);
      const clock = new ManualClock();
      assert.throws(
        () => new TlsSource(certificate, { clock, logger: new RecordedPorts().logger }),
        (error: TlsFilesError) => {
          assert.ok(error instanceof TlsFilesError);
          assert.equal(error.code, "NET_BAD_CERTIFICATE");
          assert.match(error.message, message);
          return true;
        },
      );
      assert.equal(clock.pending, 0);
    });
  }
});

function swapKey(certificate: TestCertificate): void {
  using other = new TestCertificate("other");
  certificate.adoptKey(other);
}
