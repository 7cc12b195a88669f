import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { ApiExchange, type ApiProxySettings, upstreamUrl } from "./api-proxy.ts";
import { clientOrigin } from "./client-origin.ts";
import { errorPage } from "./error-page.ts";
import { FrontPipe } from "./front-pipe.ts";
import { findRoute, type RoutedPrefix, resolveTarget } from "./front-route.ts";
import type { Listener, ListenPorts, WsSettings } from "./listen-settings.ts";
import { StreamDoor } from "./stream-door.ts";
import { Visitor } from "./visitor.ts";
import { WsUpgrader } from "./ws-upgrader.ts";

export interface FrontSettings extends WsSettings {
  readonly routes: readonly RoutedPrefix[];
  /** Bounds for `http` routes. */
  readonly api?: ApiProxySettings | undefined;
}

const MAX_HEAD_BYTES = 16_384;
const API_DEFAULTS: ApiProxySettings = { deadlineMs: 30_000, maxRequestBytes: 4_194_304, maxResponseBytes: 67_108_864 };

/**
 * One listener that serves by path: WebSockets here, WebSockets of other parts, plain HTTP behind us. Rejects with
 * `ListenError`.
 */
export function listenFront(settings: FrontSettings, ports: ListenPorts): Promise<Listener> {
  const front = new HttpFront(settings, ports);
  return StreamDoor.open(
    settings,
    ports,
    (arrival) => new Visitor(arrival, settings, ports, (ready) => front.serve(ready)),
  );
}

class HttpFront {
  readonly #settings: FrontSettings;
  readonly #ports: ListenPorts;
  readonly #upgrader: WsUpgrader;
  readonly #server: Server;
  readonly #visitors = new WeakMap<Duplex, Visitor>();

  constructor(settings: FrontSettings, ports: ListenPorts) {
    this.#settings = settings;
    this.#ports = ports;
    this.#upgrader = new WsUpgrader(settings, ports);
    this.#server = createServer({ maxHeaderSize: MAX_HEAD_BYTES, keepAlive: false });
    this.#server.on("request", (request, response) => this.#onRequest(request, response));
    this.#server.on("upgrade", (request, stream, head) => this.#onUpgrade(request, stream, head));
    this.#server.on("clientError", (_error, stream) => this.#onBadHead(stream));
  }

  serve(visitor: Visitor): void {
    this.#visitors.set(visitor.stream, visitor);
    this.#server.emit("connection", visitor.stream);
    visitor.stream.resume();
  }

  #onUpgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const visitor = this.#visitors.get(stream);
    if (visitor === undefined) return void stream.destroy();
    visitor.headArrived();
    const target = resolveTarget(request.url ?? "");
    const route = target && findRoute(this.#settings.routes, target.path);
    const origin = clientOrigin(visitor, request, this.#settings, this.#ports);
    if (origin.remote.port === 0 && !visitor.arrival.place.charge(origin.remote.ip))
      return void visitor.destroy("address_limit");
    const upgrade = { visitor, request, head, origin };
    if (route?.kind === "websocket") return void this.#upgrader.upgrade(upgrade, route.accept);
    if (route?.kind === "pipe") return void visitor.become(new FrontPipe(upgrade, route.to, this.#ports));
    this.#ports.drops.drop("bad_request");
    stream.end(errorPage(404, "nothing is served at this path"), () => stream.destroy());
  }

  #onRequest(request: IncomingMessage, response: ServerResponse): void {
    const visitor = this.#visitors.get(request.socket);
    if (visitor === undefined) return void request.socket.destroy();
    const target = resolveTarget(request.url ?? "");
    const route = target && findRoute(this.#settings.routes, target.path);
    if (target === undefined || route === undefined)
      return void this.#refuse(response, 404, "nothing is served at this path");
    if (route.kind !== "http") return void this.#refuse(response, 426, "this path speaks WebSocket");
    visitor.headArrived();
    response.once("close", () => visitor.expectHead());
    const url = upstreamUrl(route.baseUrl, target.path, target.query);
    const origin = clientOrigin(visitor, request, this.#settings, this.#ports);
    new ApiExchange({ request, response, url, origin }, this.#settings.api ?? API_DEFAULTS, this.#ports);
  }

  #refuse(response: ServerResponse, status: 404 | 426, text: string): void {
    this.#ports.drops.drop("bad_request");
    const toUpgrade = status === 426 ? { Upgrade: "websocket", Connection: "upgrade, close" } : { Connection: "close" };
    response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", ...toUpgrade });
    response.end(`${status} ${text}\n`);
  }

  #onBadHead(stream: Duplex): void {
    this.#ports.drops.drop("bad_request");
    if (!stream.writable) return void stream.destroy();
    stream.end(errorPage(400, "not a request that this port takes"), () => stream.destroy());
  }
}
