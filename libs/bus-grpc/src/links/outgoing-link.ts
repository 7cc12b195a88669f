import { type Clock, type DropReason, delay, type Random } from "@fairlead/base";
import type { NodeView } from "@fairlead/cluster";
import { LinkQueue } from "./link-queue.ts";
import type { LinkSettings } from "./link-settings.ts";
import { type Dialling, OutgoingStream, type StreamEvents } from "./outgoing-stream.ts";

export interface LinkPorts {
  readonly clock: Clock;
  readonly random: Random;
  /** How to dial now, or why not. */
  readonly prepare: (to: NodeView) => Dialling | string;
  readonly changed: (link: OutgoingLink, event: "up" | "down" | "renewed", reason: string) => void;
  /** Messages that waited when the stream broke. */
  readonly lost: (count: number) => void;
}

/**
 * The way to one node at one of its lives [CL-40]: one stream, dialled again with growing pauses when it breaks. `fresh` until the first attempt has come to
 * an end: messages wait for it. Later what is sent while it is down is refused, for it to go another way.
 */
export class OutgoingLink {
  readonly #ports: LinkPorts;
  readonly #settings: LinkSettings;
  readonly #queue: LinkQueue;
  #to: NodeView;
  #state: "fresh" | "up" | "down" | "closed" = "fresh";
  #stream: OutgoingStream | undefined;
  /** With new credentials, to take the place of `#stream`. */
  #successor: OutgoingStream | undefined;
  #full = false;
  #renewing = false;
  /** The credentials have changed once more since the successor was dialled. */
  #renewAgain = false;
  #pauseMs: number;
  #timer: Disposable | undefined;
  #reason = "";

  constructor(to: NodeView, ports: LinkPorts, settings: LinkSettings) {
    this.#to = to;
    this.#ports = ports;
    this.#settings = settings;
    this.#pauseMs = settings.firstRetryMs;
    this.#queue = new LinkQueue(settings.maxQueuedMessages, settings.maxQueuedBytes);
    this.#dial();
  }

  get to(): NodeView {
    return this.#to;
  }
  get queue(): LinkQueue {
    return this.#queue;
  }
  /** Why it is down; empty while it is not. */
  get reason(): string {
    return this.#reason;
  }
  get linked(): boolean {
    return this.#state === "fresh" || this.#state === "up";
  }
  get up(): boolean {
    return this.#state === "up";
  }

  send(message: Buffer): DropReason | undefined {
    if (!this.linked) return "bus_down";
    if (!this.#queue.push(message)) return "bus_full";
    this.#pump();
    return undefined;
  }

  /** The node says something else of itself: the next attempt goes by that, and at once. */
  describe(to: NodeView): void {
    const same = to.trust === this.#to.trust && to.busAddress === this.#to.busAddress;
    this.#to = to;
    if (!same) this.retryNow();
  }

  /** There is reason to think that it works now. */
  retryNow(): void {
    if (this.#state !== "down" || this.#stream !== undefined) return;
    this.#timer?.[Symbol.dispose]();
    this.#dial();
  }

  /** Goes over to a stream with the credentials of now, without losing or overtaking a message [CL-43]: the new one is up before the old one is finished. */
  renew(): void {
    if (this.#state !== "up") return void this.retryNow();
    this.#renewAgain = this.#successor !== undefined || this.#renewing;
    if (this.#renewAgain) return;
    const dialling = this.#ports.prepare(this.#to);
    if (typeof dialling === "string") return void this.#renewLater();
    const successor = this.#open(dialling, {
      up: () => void this.#succeed(successor),
      drained: () => this.#drained(successor),
      down: (reason) => this.#lost(successor, reason),
    });
    this.#successor = successor;
  }

  /** What is queued is delivered first, if that takes no longer than it may. */
  async close(): Promise<void> {
    const signal = this.#ports.clock.deadline(this.#settings.flushMs);
    while (this.linked && !signal.aborted && (this.#queue.size > 0 || this.#renewing))
      await delay(this.#ports.clock, 5, signal);
    const stream = this.up ? this.#stream : undefined;
    this.#end();
    await stream?.finish(signal);
    stream?.close();
  }

  /** At once: the node has gone, and what waits for it with it. */
  drop(): void {
    const stream = this.#stream;
    this.#end();
    stream?.close();
  }

  #end(): void {
    this.#state = "closed";
    this.#timer?.[Symbol.dispose]();
    this.#successor?.close();
    this.#successor = undefined;
    this.#stream = undefined;
    this.#discard();
  }

  #dial(): void {
    const dialling = this.#ports.prepare(this.#to);
    if (typeof dialling === "string") return void this.#fail(dialling);
    const stream = this.#open(dialling, {
      up: () => this.#rise(),
      drained: () => this.#drained(stream),
      down: (reason) => this.#lost(stream, reason),
    });
    this.#stream = stream;
  }

  #open(dialling: Dialling, events: StreamEvents): OutgoingStream {
    return new OutgoingStream(this.#ports.clock, dialling, this.#settings, events);
  }

  #rise(): void {
    this.#state = "up";
    this.#reason = "";
    this.#full = false;
    this.#pauseMs = this.#settings.firstRetryMs;
    this.#ports.changed(this, "up", "");
    this.#pump();
  }

  #drained(stream: OutgoingStream): void {
    if (stream !== this.#stream) return;
    this.#full = false;
    this.#pump();
  }

  #pump(): void {
    while (this.#state === "up" && !this.#full && !this.#renewing) {
      const message = this.#queue.shift();
      if (message === undefined || this.#stream === undefined) return;
      this.#full = !this.#stream.write(message);
    }
  }

  async #succeed(successor: OutgoingStream): Promise<void> {
    this.#renewing = true;
    await this.#stream?.finish(this.#ports.clock.deadline(this.#settings.flushMs));
    this.#renewing = false;
    if (this.#successor === successor) this.#goOver(successor);
    else successor.close();
    if (this.#renewAgain) this.renew();
  }

  #goOver(successor: OutgoingStream): void {
    this.#successor = undefined;
    this.#stream = successor;
    this.#full = false;
    this.#ports.changed(this, "renewed", "");
    this.#pump();
  }

  #renewLater(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = this.#ports.clock.after(this.#settings.lastRetryMs, () => this.renew());
  }

  #lost(stream: OutgoingStream, reason: string): void {
    if (stream === this.#successor) {
      this.#successor = undefined;
      if (!this.#renewing) this.#renewLater();
      else this.#fail(reason);
    } else if (stream === this.#stream) {
      this.#stream = undefined;
      this.#successor?.close();
      this.#fail(reason);
    }
  }

  #fail(reason: string): void {
    if (this.#state === "closed") return;
    this.#state = "down";
    this.#reason = reason;
    this.#discard();
    this.#ports.changed(this, "down", reason);
    const spread = 0.5 + this.#ports.random.uint32() / 2 ** 33;
    this.#timer?.[Symbol.dispose]();
    this.#timer = this.#ports.clock.after(this.#pauseMs * spread, () => this.#dial());
    this.#pauseMs = Math.min(this.#pauseMs * 2, this.#settings.lastRetryMs);
  }

  #discard(): void {
    let lost = 0;
    while (this.#queue.shift() !== undefined) lost += 1;
    if (lost > 0) this.#ports.lost(lost);
  }
}
