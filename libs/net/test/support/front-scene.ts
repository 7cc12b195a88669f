import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocket } from "ws";
import { type FrontSettings, type Listener, listenFront, listenWs, type PausableConnection } from "../../src/index.ts";
import { acceptSettings, RecordedPorts } from "./recorded-ports.ts";
import { RecordingAcceptor } from "./recording-acceptor.ts";

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: IncomingMessage["headers"];
}
type Upstream = (
  request: IncomingMessage,
  body: string,
) => { status?: number; body?: string; headers?: string[]; silent?: boolean };

/** A front with `/ws/relay` local, `/ws/id` piped to a listener on a Unix socket, and `/api` forwarded to an HTTP server. */
export class FrontScene implements AsyncDisposable {
  readonly ports = new RecordedPorts();
  readonly relay = new RecordingAcceptor<PausableConnection>();
  readonly id = new RecordingAcceptor<PausableConnection>();
  readonly stack = new AsyncDisposableStack();
  readonly folder = mkdtempSync(join(tmpdir(), "fairlead-front-"));
  upstream: Upstream = () => ({ body: "ok" });
  #front: Listener | undefined;

  static async open(changes: Partial<FrontSettings> = {}, parts = { id: true, api: true }): Promise<FrontScene> {
    const scene = new FrontScene();
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

  get front(): Listener {
    if (this.#front === undefined) throw new Error("not open");
    return this.#front;
  }

  get port(): number {
    return this.front.port;
  }

  get connections(): number {
    return this.front.connections;
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
