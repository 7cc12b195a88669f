import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { CidrList } from "@fairlead/wire";
import { WebSocket } from "ws";
import {
  type FrontSettings,
  type Listener,
  listenFront,
  listenWs,
  type PausableConnection,
  TlsSource,
} from "../src/index.ts";
import { RawClient } from "./support/raw-client.ts";
import { acceptSettings, RecordedPorts } from "./support/recorded-ports.ts";
import { RecordingAcceptor } from "./support/recording-acceptor.ts";
import { TestCertificate } from "./support/test-certificate.ts";
import { until } from "./support/until.ts";
import { upgradeRequest } from "./support/ws-frames.ts";

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: IncomingMessage["headers"];
}
type Upstream = (
  request: IncomingMessage,
  body: string,
) => { status?: number; body?: string; headers?: string[]; silent?: boolean };

/** A front with `/ws/relay` local, `/ws/id` piped to a listener on a Unix socket, and `/api` forwarded to an HTTP server. */
class Scene implements AsyncDisposable {
  readonly ports = new RecordedPorts();
  readonly relay = new RecordingAcceptor<PausableConnection>();
  readonly id = new RecordingAcceptor<PausableConnection>();
  readonly stack = new AsyncDisposableStack();
  readonly folder = mkdtempSync(join(tmpdir(), "fairlead-front-"));
  upstream: Upstream = () => ({ body: "ok" });
  #front: Listener | undefined;

  static async open(changes: Partial<FrontSettings> = {}, parts = { id: true, api: true }): Promise<Scene> {
    const scene = new Scene();
    scene.stack.defer(() => rmSync(scene.folder, { recursive: true, force: true }));
    const path = join(scene.folder, "id.sock");
    if (parts.id) {
      const inner = {
        ...acceptSettings({ name: "id", at: { path } }),
        maxPayloadBytes: 4_000_000,
        maxQueuedBytes: 16_000_000,
      };
      scene.stack.use(await listenWs(inner, scene.ports, scene.id.accept));
    }
    const baseUrl = parts.api ? await scene.#serveApi() : "http://127.0.0.1:1";
    const routes: FrontSettings["routes"] = [
      { prefix: "/ws/id", route: { kind: "pipe", to: { path } } },
      { prefix: "/ws/relay", route: { kind: "websocket", accept: scene.relay.accept } },
      { prefix: "/api", route: { kind: "http", baseUrl } },
    ];
    scene.#front = scene.stack.use(
      await listenFront({ ...acceptSettings({ name: "front" }), routes, ...changes }, scene.ports),
    );
    return scene;
  }

  get port(): number {
    return this.#front?.port ?? 0;
  }

  get connections(): number {
    return this.#front?.connections ?? 0;
  }

  async webSocket(path: string, scheme = "ws", headers: Record<string, string> = {}): Promise<WebSocket> {
    const socket = new WebSocket(`${scheme}://127.0.0.1:${this.port}${path}`, { rejectUnauthorized: false, headers });
    this.stack.defer(() => socket.terminate());
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    return socket;
  }

  ask(
    path: string,
    options: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<Answer> {
    const { method = "GET", headers = {}, body } = options;
    return new Promise((resolve, reject) => {
      const asked = request({ host: "127.0.0.1", port: this.port, path, method, headers, agent: false }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString(), headers: answer.headers }),
        );
      });
      asked.on("error", reject);
      asked.end(body);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stack.disposeAsync();
  }

  async #serveApi(): Promise<string> {
    const server: Server = createServer((asked, response) => {
      let body = "";
      asked.on("data", (chunk) => {
        body += String(chunk);
      });
      asked.on("end", () => {
        const answer = this.upstream(asked, body);
        if (answer.silent) return;
        response.writeHead(answer.status ?? 200, answer.headers ?? []);
        response.end(answer.body ?? "");
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    this.stack.defer(() => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => void server.close(() => resolve()));
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/base`;
  }
}

describe("an HTTPS front", () => {
  for (const scheme of ["ws", "wss"]) {
    it(`serves /ws/relay itself and hands /ws/id on, over ${scheme}`, async () => {
      using certificate = new TestCertificate();
      await using scene = await Scene.open({ tls: new TlsSource(certificate, new RecordedPorts()) });
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
    await using scene = await Scene.open();
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
    await using trusting = await Scene.open({ trustedProxies: CidrList.parse(["127.0.0.1/32"]) });
    await trusting.webSocket("/ws/id", "ws", { "X-Forwarded-For": "6.6.6.6, 203.0.113.7" });
    const { remote, portKnown } = trusting.id.first.connection;
    assert.deepEqual([remote, portKnown], [{ ip: "203.0.113.7", port: 0 }, false]);
    await using strict = await Scene.open();
    await strict.webSocket("/ws/id", "ws", {
      "X-Forwarded-For": "6.6.6.6",
      "X-Real-IP": "6.6.6.6",
      "X-Forwarded-Proto": "https",
    });
    assert.equal(strict.id.first.connection.remote.ip, "127.0.0.1");
    assert.equal(strict.id.first.connection.transport, "ws");
  });

  it("answers 404 for other paths, 426 for a plain request to a WebSocket path", async () => {
    await using scene = await Scene.open();
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
    await using scene = await Scene.open({}, { id: false, api: true });
    await using client = await RawClient.connect(scene.port);
    client.write(upgradeRequest("/ws/id"));
    await until(() => client.closed, "the close");
    assert.match(client.received.toString(), /^HTTP\/1\.1 502 /);
    await until(() => scene.connections === 0, "the place");
  });
});

describe("an API behind the front", () => {
  it("gets the request below its base path, with who asked and without hop-by-hop headers", async () => {
    await using scene = await Scene.open();
    let seen: IncomingMessage | undefined;
    scene.upstream = (asked, body) => {
      seen = asked;
      return {
        status: 201,
        body: `got ${body}`,
        headers: ["X-Answer", "yes", "Connection", "X-Gone", "X-Gone", "1", "Keep-Alive", "timeout=1"],
      };
    };
    const headers = {
      Authorization: "Bearer t",
      "X-Forwarded-For": "6.6.6.6",
      "X-Real-IP": "6.6.6.6",
      Connection: "X-Mine",
      "X-Mine": "1",
      TE: "trailers",
    };
    const answer = await scene.ask("/api/login?x=1", { method: "POST", headers, body: "hello" });
    assert.deepEqual([answer.status, answer.body, answer.headers["x-answer"]], [201, "got hello", "yes"]);
    assert.equal(answer.headers["x-gone"], undefined);
    assert.notEqual(answer.headers["keep-alive"], "timeout=1");
    assert.ok(seen);
    assert.deepEqual([seen.url, seen.method, seen.headers.authorization], ["/base/api/login?x=1", "POST", "Bearer t"]);
    assert.deepEqual([seen.headers["x-forwarded-for"], seen.headers["x-forwarded-proto"]], ["127.0.0.1", "http"]);
    assert.deepEqual(
      [seen.headers["x-real-ip"], seen.headers["x-mine"], seen.headers["te"]],
      [undefined, undefined, undefined],
    );
  });

  it("serves several requests on one connection", async () => {
    await using scene = await Scene.open();
    await using client = await RawClient.connect(scene.port);
    for (let round = 1; round <= 3; round += 1) {
      client.write("GET /api/x HTTP/1.1\r\nHost: front\r\n\r\n");
      await until(() => client.received.toString().split("HTTP/1.1 200").length === round + 1, `answer ${round}`);
    }
    assert.equal(scene.connections, 1);
  });

  it("takes bodies with and without a length, up to the bound", async () => {
    const api = { deadlineMs: 30_000, maxRequestBytes: 1_000, maxResponseBytes: 1_000 };
    await using scene = await Scene.open({ api });
    scene.upstream = (_asked, body) => ({ body: `${body.length}` });
    const chunked = { "Transfer-Encoding": "chunked" };
    assert.equal((await scene.ask("/api/x", { method: "POST", body: "x".repeat(1_000) })).body, "1000");
    assert.equal(
      (await scene.ask("/api/x", { method: "POST", headers: chunked, body: "x".repeat(1_000) })).body,
      "1000",
    );
    assert.equal((await scene.ask("/api/x", { method: "POST", body: "x".repeat(1_001) })).status, 413);
    const long = await scene.ask("/api/x", { method: "POST", headers: chunked, body: "x".repeat(1_001) });
    assert.equal(long.status, 413);
  });

  it("may answer at most so much", async () => {
    const api = { deadlineMs: 30_000, maxRequestBytes: 1_000, maxResponseBytes: 1_000 };
    await using scene = await Scene.open({ api });
    scene.upstream = () => ({ body: "x".repeat(100_000) });
    await assert.rejects(scene.ask("/api/x"));
  });

  it("that is absent is a 502", async () => {
    await using scene = await Scene.open({}, { id: true, api: false });
    assert.equal((await scene.ask("/api/x")).status, 502);
  });

  it("that is too slow is a 502", async () => {
    await using scene = await Scene.open({
      api: { deadlineMs: 1_000, maxRequestBytes: 1_000, maxResponseBytes: 1_000 },
    });
    let asked = 0;
    scene.upstream = () => {
      asked += 1;
      return { silent: true };
    };
    const answer = scene.ask("/api/x");
    await until(() => asked === 1, "the request");
    scene.ports.clock.advance(1_000);
    assert.equal((await answer).status, 502);
    await until(() => scene.connections === 0, "the place");
    assert.equal(scene.ports.clock.pending, 0, "timers are left");
  });
});

describe("a listener on a Unix socket", () => {
  it("takes a socket file that nobody listens on any more", async () => {
    const folder = mkdtempSync(join(tmpdir(), "fairlead-unix-"));
    const path = join(folder, "left.sock");
    const { spawnSync } = await import("node:child_process");
    const script = `require("node:net").createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, "SIGKILL"))`;
    spawnSync(process.execPath, ["-e", script]);
    const settings = acceptSettings({ at: { path } });
    const listener = await listenWs(settings, new RecordedPorts(), () => assert.fail("nobody comes"));
    await assert.rejects(
      listenWs(settings, new RecordedPorts(), () => assert.fail("nobody comes")),
      { code: "NET_PORT_IN_USE" },
    );
    await listener[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });
});
