import { connect, type Socket } from "node:net";
import type { DropReason } from "@fairlead/base";
import { errorPage } from "./error-page.ts";
import type { PipeTarget } from "./front-route.ts";
import type { ListenPorts } from "./listen-settings.ts";
import { replayHead } from "./request-head.ts";
import type { Guest } from "./stream-door.ts";
import type { UpgradeRequest } from "./upgrade-request.ts";
import { writeProxyV2 } from "./write-proxy-header.ts";

/** The listener is on this machine or next to it. */
const CONNECT_MS = 5_000;

/**
 * Joins an upgrade request to an internal listener: a PROXY v2 header with the client's address, the request head, then
 * raw bytes both ways, with back-pressure and half-close. The listener there has the deadlines; here only connecting
 * has one.
 */
export class FrontPipe implements Guest {
  readonly #client: Socket;
  readonly #inner: Socket;
  readonly #ports: ListenPorts;
  readonly #connecting: Disposable;
  #connected = false;

  constructor({ visitor, request, head, origin }: UpgradeRequest, to: PipeTarget, ports: ListenPorts) {
    this.#client = visitor.stream;
    this.#ports = ports;
    this.#connecting = ports.clock.after(CONNECT_MS, () => this.#innerFailed());
    this.#inner = connect({ ...to, allowHalfOpen: true, noDelay: true });
    this.#inner.write(writeProxyV2(origin.remote.ip, origin.remote.port));
    this.#inner.write(replayHead(request, origin.transport === "wss"));
    if (head.length > 0) this.#inner.write(head);
    this.#join();
  }

  /** The bytes are another protocol's: only the listener behind can end it politely, and does when it closes. */
  end(): void {
    this.#inner.end();
    this.#client.end();
  }

  destroy(reason: DropReason): void {
    if (this.#client.destroyed) return;
    this.#ports.drops.drop(reason);
    this.#client.destroy();
  }

  #join(): void {
    this.#inner.once("connect", () => {
      this.#connected = true;
      this.#connecting[Symbol.dispose]();
    });
    this.#inner.once("error", () => this.#innerFailed());
    this.#inner.once("close", () => this.#client.destroySoon());
    this.#client.once("close", () => {
      this.#connecting[Symbol.dispose]();
      this.#inner.destroy();
    });
    this.#client.pipe(this.#inner);
    this.#inner.pipe(this.#client);
  }

  #innerFailed(): void {
    this.#connecting[Symbol.dispose]();
    if (this.#connected || this.#client.writableEnded) return;
    this.#ports.drops.drop("send_failed");
    this.#client.end(errorPage(502, "the service behind this path is not running"));
    this.#inner.destroy();
  }
}
