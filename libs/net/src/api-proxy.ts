import { type ClientRequest, type IncomingMessage, request as plainRequest, type ServerResponse } from "node:http";
import { request as tlsRequest } from "node:https";
import type { ListenPorts } from "./listen-settings.ts";
import { endToEndHeaders } from "./request-head.ts";
import type { WsOrigin } from "./ws-connection.ts";

export interface ApiProxySettings {
  /** From the request head to the end of the answer. */
  readonly deadlineMs: number;
  readonly maxRequestBytes: number;
  readonly maxResponseBytes: number;
}

/** A request, the way to answer it, where it goes, and whose it is. */
interface ApiCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly origin: WsOrigin;
}

/**
 * One request on its way to the HTTP server behind the front. 502 when that is absent or too slow, 413 for a body over
 * the bound; hop-by-hop headers end here.
 */
export class ApiExchange {
  readonly #response: ServerResponse;
  readonly #settings: ApiProxySettings;
  readonly #upstream: ClientRequest;
  readonly #timer: Disposable;
  #requestBytes = 0;
  #responseBytes = 0;

  constructor({ request, response, url, origin }: ApiCall, settings: ApiProxySettings, ports: ListenPorts) {
    this.#response = response;
    this.#settings = settings;
    this.#upstream = this.#open(request, url, origin);
    this.#timer = ports.clock.after(settings.deadlineMs, () => this.#fail(502, "the API server is too slow"));
    response.once("close", () => this.#finish());
    this.#sendBody(request);
  }

  #open(request: IncomingMessage, url: URL, origin: WsOrigin): ClientRequest {
    const send = url.protocol === "https:" ? tlsRequest : plainRequest;
    const kept = endToEndHeaders(request.rawHeaders, request.headers.connection);
    const headers = withoutHost(kept).concat("Host", url.host, "X-Forwarded-For", origin.remote.ip);
    headers.push("X-Forwarded-Proto", origin.transport === "wss" ? "https" : "http");
    if (request.headers.host !== undefined) headers.push("X-Forwarded-Host", request.headers.host);
    if (request.headers["transfer-encoding"] !== undefined) headers.push("Transfer-Encoding", "chunked");
    const upstream = send(url, { method: request.method, headers, agent: false });
    upstream.once("response", (answer) => this.#receive(answer));
    upstream.on("error", () => this.#fail(502, "the API server does not answer"));
    upstream.on("upgrade", (_answer, socket) => socket.destroy());
    return upstream;
  }

  #sendBody(request: IncomingMessage): void {
    if (Number(request.headers["content-length"] ?? 0) > this.#settings.maxRequestBytes)
      return void this.#fail(413, "the request is too long");
    request.on("data", (chunk: Buffer) => {
      this.#requestBytes += chunk.length;
      if (this.#requestBytes > this.#settings.maxRequestBytes) this.#fail(413, "the request is too long");
    });
    request.once("error", () => this.#finish());
    request.pipe(this.#upstream);
  }

  #receive(answer: IncomingMessage): void {
    if (this.#response.headersSent) return;
    const headers = endToEndHeaders(answer.rawHeaders, answer.headers.connection);
    this.#response.writeHead(answer.statusCode ?? 502, headers);
    answer.on("data", (chunk: Buffer) => {
      this.#responseBytes += chunk.length;
      if (this.#responseBytes > this.#settings.maxResponseBytes) this.#fail(502, "the answer is too long");
    });
    answer.once("error", () => this.#response.destroy());
    answer.once("close", () => {
      if (!answer.complete) this.#response.destroy();
    });
    answer.pipe(this.#response);
  }

  #fail(status: number, text: string): void {
    if (this.#response.headersSent) this.#response.destroy();
    else {
      this.#response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", Connection: "close" });
      this.#response.end(`${status} ${text}\n`);
    }
    this.#finish();
  }

  #finish(): void {
    this.#timer?.[Symbol.dispose]();
    this.#upstream?.destroy();
  }
}

function withoutHost(headers: readonly string[]): string[] {
  return headers.filter((_, index) => headers[index - (index % 2)]?.toLowerCase() !== "host");
}

/** Where a request for `path` goes: below the base URL's own path. */
export function upstreamUrl(baseUrl: string, path: string, query: string): URL {
  const url = new URL(baseUrl);
  url.pathname = `${url.pathname.replace(/\/$/, "")}${path}`;
  url.search = query;
  return url;
}
