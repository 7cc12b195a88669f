import { BoundedQueue, type DropCounter, type DropReason, errorMessage, type Logger } from "@fairlead/base";
import { type BusListener, BusListeners, type MessageBus, type NodeView } from "@fairlead/cluster";
import { type BusMessage, encodeBusEnvelope, type NodeRef } from "@fairlead/wire";
import type { BusLoad, BusMetrics } from "./bus-metrics.ts";
import type { IncomingStreams } from "./incoming-streams.ts";
import type { ListeningServer } from "./links/bus-server.ts";
import type { LinkSettings } from "./links/link-settings.ts";
import type { OutgoingLinks } from "./outgoing-links.ts";
import type { BusTrust } from "./trust/bus-trust.ts";

export interface GrpcBusParts {
  readonly logger: Logger;
  readonly drops: DropCounter;
  readonly metrics: BusMetrics;
  readonly trust: BusTrust;
  readonly outgoing: OutgoingLinks;
  readonly incoming: IncomingStreams;
  readonly server: ListeningServer;
  readonly listeners: BusListeners;
  /** What came in, for all listeners. */
  readonly heard: BusListener;
  readonly settings: LinkSettings;
  readonly load: () => BusLoad;
}

/** The bus on gRPC: one stream for each ordered pair of nodes, the dialler sends [CL-40]. */
export class GrpcBus implements MessageBus {
  readonly trust: BusTrust;
  readonly #parts: GrpcBusParts;
  readonly #renewals: Disposable;
  readonly #toSelf: BoundedQueue<{ readonly to: NodeRef; readonly message: BusMessage }>;
  #self: NodeRef | undefined;
  #ended = false;

  constructor(parts: GrpcBusParts) {
    this.trust = parts.trust;
    this.#parts = parts;
    this.#toSelf = new BoundedQueue(parts.settings.maxQueuedMessages);
    this.#renewals = parts.trust.watch(() => parts.outgoing.renew());
  }

  /** Where it listens; the port that was asked for, or the one that was free for 0. */
  get port(): number {
    return this.#parts.server.port;
  }

  load(): BusLoad {
    return this.#parts.load();
  }

  /** How often a stream has gone over to new credentials. */
  get renewals(): number {
    return this.#parts.outgoing.renewals;
  }

  /** What an operator should do something about, or `undefined`. */
  complaint(): string | undefined {
    const trust = this.trust.complaint();
    if (trust !== undefined) return trust;
    const down = this.#parts.outgoing.all.filter(({ linked }) => !linked);
    const [first] = down;
    return (
      first &&
      `the bus does not reach ${down.length} nodes, ${first.to.name} at ${first.to.busAddress} among them: ${first.reason}`
    );
  }

  send(to: NodeRef, message: BusMessage): DropReason | undefined {
    if (this.#ended || this.#self === undefined) return "bus_down";
    if (to.slot === this.#self.slot) return this.#sendToSelf(to, message);
    const bytes = Buffer.from(encodeBusEnvelope({ number: 0, message }));
    if (bytes.length > this.#parts.settings.maxMessageBytes) return "frame_too_long";
    const refused = this.#parts.outgoing.send(to, message.kind, bytes);
    if (refused === undefined) this.#parts.metrics.count("out", message.kind);
    return refused;
  }

  receive(listener: BusListener): Disposable {
    return this.#parts.listeners.add(listener);
  }

  follow(self: NodeRef, nodes: readonly NodeView[]): void {
    if (this.#ended) return;
    this.#self = self;
    this.#parts.incoming.follow(self, nodes);
    this.#parts.outgoing.follow(self, nodes);
  }

  linked(slot: number): boolean {
    if (this.#ended || this.#self === undefined) return false;
    return slot === this.#self.slot || this.#parts.outgoing.linked(slot);
  }

  /** Its stream stands: what is sent to this node does not have to wait for a first attempt. */
  up(slot: number): boolean {
    return this.#parts.outgoing.up(slot);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    this.#renewals[Symbol.dispose]();
    await this.#parts.outgoing.close();
    this.#parts.incoming.close();
    this.#parts.server[Symbol.dispose]();
    this.trust[Symbol.dispose]();
  }

  /** There is no stream to oneself: in a later turn, in order, bounded like the others. */
  #sendToSelf(to: NodeRef, message: BusMessage): DropReason | undefined {
    if (to.epoch !== this.#self?.epoch) return "bus_unknown_node";
    if (!this.#toSelf.push({ to, message })) return "bus_full";
    this.#parts.metrics.count("out", message.kind);
    if (this.#toSelf.size === 1) setImmediate(() => this.#deliverToSelf());
    return undefined;
  }

  #deliverToSelf(): void {
    for (let next = this.#toSelf.shift(); next !== undefined; next = this.#toSelf.shift()) {
      if (next.to.epoch === this.#self?.epoch) this.#parts.heard(next.to, next.message);
      else this.#parts.drops.drop("bus_unknown_node");
    }
  }
}

/** Listeners whose faults are logged and stop nobody. */
export function loggedListeners(logger: Logger): BusListeners {
  return new BusListeners((error) => logger.error("bus.listener_failed", { reason: errorMessage(error) }));
}
