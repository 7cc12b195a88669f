import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { findPort } from "../port-block.ts";
import { type ApiRequest, type RawRequest, readRequest } from "./api-request.ts";
import { discover } from "./discovery.ts";
import { type Fault, type Faults, refusalOf, waitSlowly } from "./faults.ts";
import { Refusal } from "./refusal.ts";
import { type Answer, type ApiParts, answerRequest } from "./resource-api.ts";
import type { SeenRequests } from "./seen-requests.ts";
import type { TokenDesk } from "./token-desk.ts";
import { WatchStream } from "./watch-stream.ts";

export interface FrontParts extends ApiParts {
  readonly faults: Faults;
  readonly tokens: TokenDesk;
  readonly seen: SeenRequests;
}

/** The HTTP side: reads requests, meets faults, writes answers, keeps watches. */
export class ApiFront implements AsyncDisposable {
  readonly watches = new Set<WatchStream>();
  readonly #parts: FrontParts;
  readonly #bookmarkPeriodMs: number;
  #server: Server | undefined;
  #port: number | undefined;

  constructor(parts: FrontParts, bookmarkPeriodMs: number) {
    this.#parts = parts;
    this.#bookmarkPeriodMs = bookmarkPeriodMs;
  }

  get port(): number {
    return this.#port ?? 0;
  }

  /** On the port it had before, if it had one. */
  async start(): Promise<void> {
    const server = createServer((incoming, response) => void this.#serve(incoming, response));
    // Only faults break connections: an idle one that is closed is a reset to whoever asks on it just then.
    server.keepAliveTimeout = 0;
    this.#port ??= await findPort("127.0.0.1");
    server.listen(this.#port, "127.0.0.1");
    await once(server, "listening");
    this.#server = server;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    for (const watch of this.watches) watch[Symbol.dispose]();
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const raw = await readRaw(incoming);
      this.#parts.tokens.check(incoming.headers.authorization ?? "");
      await this.#answer(raw, response);
    } catch (error) {
      if (error instanceof Refusal) return sendRefusal(response, error);
      if (incoming.destroyed && response.destroyed) return;
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      sendRefusal(response, new Refusal(500, "InternalError", `the fake has a fault of its own: ${message}`));
    }
  }

  async #answer(raw: RawRequest, response: ServerResponse): Promise<void> {
    const page = raw.method === "GET" ? discover(this.#parts.state.kinds, raw.url.pathname) : undefined;
    if (typeof page === "string") return void response.writeHead(200, { "content-type": "text/plain" }).end(page);
    if (page !== undefined) return send(response, { status: 200, body: page });
    const review = this.#reviewed(raw);
    if (review !== undefined) return send(response, review);
    const request = readRequest(this.#parts.state.kinds, raw);
    if (request === undefined) throw new Refusal(404, "NotFound", "the server could not find the requested resource");
    this.#parts.seen.add(request, raw);
    await this.#answerRequest(request, response);
  }

  /** Everybody may do everything. */
  #reviewed({ method, url, text }: RawRequest): Answer | undefined {
    if (method !== "POST" || !url.pathname.endsWith("accessreviews")) return undefined;
    return { status: 201, body: { ...JSON.parse(text), status: { allowed: true } } };
  }

  async #answerRequest(request: ApiRequest, response: ServerResponse): Promise<void> {
    const fault = this.#parts.faults.take(request);
    if (fault?.kind === "refuse") throw refusalOf(fault);
    if (fault?.kind === "reset" && fault.done !== true) return void response.destroy();
    await waitSlowly(this.#parts.state.clock, fault);
    if (request.verb === "watch") return this.#watch(request, response, fault);
    const answer = answerRequest(this.#parts, request, fault?.kind === "stale" ? fault.changes : 0);
    if (fault?.kind === "reset") return void response.destroy();
    send(response, answer);
  }

  #watch(request: ApiRequest, response: ServerResponse, fault: Fault | undefined): void {
    const stream = new WatchStream(this.#parts.state, { request, response }, fault);
    this.watches.add(stream);
    response.once("close", () => this.watches.delete(stream));
    stream.open({ bookmarkPeriodMs: this.#bookmarkPeriodMs }, fault?.kind === "gone");
  }
}

async function readRaw(incoming: IncomingMessage): Promise<RawRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const [contentType = ""] = (incoming.headers["content-type"] ?? "application/json").split(";");
  const [agent = "unknown"] = (incoming.headers["user-agent"] ?? "unknown").split("/");
  const url = new URL(incoming.url ?? "/", "http://fake");
  return { method: incoming.method ?? "GET", url, contentType, agent, text: Buffer.concat(chunks).toString("utf8") };
}

function send(
  response: ServerResponse,
  { status, body }: Answer,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.destroyed) return;
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(`${JSON.stringify(body)}\n`);
}

function sendRefusal(response: ServerResponse, refusal: Refusal): void {
  if (response.headersSent) return void response.destroy();
  const again = refusal.details["retryAfterSeconds"];
  send(
    response,
    { status: refusal.status, body: refusal.body },
    again === undefined ? {} : { "retry-after": String(again) },
  );
}
