import type { ServerResponse } from "node:http";
import type { ApiRequest } from "./api-request.ts";
import type { ClusterState } from "./cluster-state.ts";
import { apiVersionOf, resourceOf } from "./fake-kind.ts";
import type { FakeObject } from "./fake-object.ts";
import type { Fault } from "./faults.ts";
import type { StoreEvent } from "./object-store.ts";
import { expired } from "./refusal.ts";
import { type Selector, selectorOf } from "./selectors.ts";

export interface WatchSettings {
  readonly bookmarkPeriodMs: number;
}

/** One open watch. Ends by `timeoutSeconds`, by the client, or by a fault. */
export class WatchStream implements Disposable {
  readonly #state: ClusterState;
  readonly #request: ApiRequest;
  readonly #response: ServerResponse;
  readonly #selects: Selector;
  readonly #ends = new DisposableStack();
  #eventsLeft: number;
  #silent: boolean;

  constructor(
    state: ClusterState,
    exchange: { readonly request: ApiRequest; readonly response: ServerResponse },
    fault?: Fault,
  ) {
    this.#state = state;
    this.#request = exchange.request;
    this.#response = exchange.response;
    this.#selects = selectorOf(exchange.request.kind, exchange.request.query);
    this.#eventsLeft = fault?.kind === "cut" ? fault.afterEvents : Number.POSITIVE_INFINITY;
    this.#silent = fault?.kind === "silent";
    this.#response.once("close", () => this.#ends.dispose());
  }

  get resource(): string {
    return resourceOf(this.#request.kind);
  }

  /** Sends what has changed since the asked version, then what changes. */
  open({ bookmarkPeriodMs }: WatchSettings, gone: boolean): void {
    this.#response.writeHead(200, { "content-type": "application/json", "transfer-encoding": "chunked" });
    this.#response.flushHeaders();
    if (gone || !this.#catchUp()) this.#tellGone();
    else if (this.#eventsLeft <= 0) this.cut();
    else this.#goOn(bookmarkPeriodMs);
  }

  #goOn(bookmarkPeriodMs: number): void {
    this.#ends.use(this.#state.store.onChange((event) => this.#see(event)));
    const { query } = this.#request;
    if (query.get("allowWatchBookmarks") === "true")
      this.#ends.use(this.#state.clock.every(bookmarkPeriodMs, () => this.bookmark()));
    const seconds = Number(query.get("timeoutSeconds") ?? 0);
    if (seconds > 0) this.#ends.use(this.#state.clock.after(seconds * 1000, () => this.#timeOut()));
  }

  /** Nothing up to now was missed. */
  bookmark(): void {
    if (this.#request.query.get("allowWatchBookmarks") !== "true") return;
    this.#sendBookmark({});
  }

  /** Says nothing any more, and stays open. */
  silence(): void {
    this.#silent = true;
  }

  /** Breaks the connection in the middle of a line. */
  cut(): void {
    this.#ends.dispose();
    if (this.#response.destroyed) return;
    this.#response.write('{"type":"MODIFI', () => this.#response.destroy());
  }

  /** Ends as a server does that shuts down in order. */
  end(): void {
    this.#ends.dispose();
    this.#response.end();
  }

  [Symbol.dispose](): void {
    this.#ends.dispose();
    this.#response.destroy();
  }

  /** False when that cannot be told any more. */
  #catchUp(): boolean {
    const { query, kind } = this.#request;
    const from = query.get("resourceVersion") ?? "";
    const initial = query.get("sendInitialEvents") === "true";
    if (from !== "" && from !== "0" && !initial) {
      const changes = this.#state.store.changesSince(resourceOf(kind), Number(from));
      for (const change of changes ?? []) this.#see(change);
      return changes !== undefined;
    }
    for (const object of this.#state.store.list(resourceOf(kind)) ?? [])
      if (this.#isWanted(object)) this.#send("ADDED", object);
    if (initial) this.#sendBookmark({ annotations: { "k8s.io/initial-events-end": "true" } });
    return true;
  }

  #isWanted(object: FakeObject): boolean {
    const { namespace, name } = this.#request;
    if (namespace !== "" && object.metadata.namespace !== namespace) return false;
    return (name === undefined || object.metadata.name === name) && this.#selects(object);
  }

  /** An object that stops matching the selector is gone for this watch, one that begins to is new. */
  #see({ resource, type, object, previous }: StoreEvent): void {
    if (resource !== this.resource) return;
    const was = previous !== undefined && this.#isWanted(previous);
    const is = type !== "DELETED" && this.#isWanted(object);
    if (was && is) this.#send("MODIFIED", object);
    else if (is) this.#send("ADDED", object);
    else if (was)
      this.#send("DELETED", {
        ...previous,
        metadata: { ...previous.metadata, resourceVersion: object.metadata.resourceVersion ?? "" },
      });
  }

  #send(type: string, object: unknown): void {
    if (this.#silent || this.#response.writableEnded || this.#response.destroyed) return;
    this.#eventsLeft -= 1;
    if (this.#eventsLeft < 0) this.cut();
    else this.#response.write(`${JSON.stringify({ type, object })}\n`);
  }

  #sendBookmark(extra: object): void {
    const { kind } = this.#request;
    const metadata = { resourceVersion: String(this.#state.store.version), creationTimestamp: null, ...extra };
    this.#send("BOOKMARK", { kind: kind.kind, apiVersion: apiVersionOf(kind), metadata });
  }

  #tellGone(): void {
    const { resourceVersion = "" } = Object.fromEntries(this.#request.query);
    this.#send("ERROR", expired(`too old resource version: ${resourceVersion} (${this.#state.store.version})`).body);
    this.end();
  }

  #timeOut(): void {
    if (!this.#silent) this.end();
  }
}
