import { type Counter, type DropCounter, type DropReason, ExpiringMap, errorMessage } from "@fairlead/base";
import {
  type BusListener,
  BusListeners,
  type BusSealer,
  type MessageBus,
  mayHear,
  maySay,
  type NodeView,
} from "@fairlead/cluster";
import { type BusMessage, decodeBusEnvelope, encodeBusEnvelope, type NodeRef } from "@fairlead/wire";
import type { RedisStore } from "../connection/redis-store.ts";
import type { StorePorts } from "../connection/store-ports.ts";
import { channelOf, OwnChannel } from "./own-channel.ts";
import { PublishQueue } from "./publish-queue.ts";
import { nodeText, pairText, readSealedMessage, writeSealedMessage } from "./sealed-message.ts";

export interface PubSubSettings {
  /** For all nodes together: this way is for when streams are down. */
  readonly maxQueued: number;
  readonly maxMessageBytes: number;
}
const pubSubDefaults: PubSubSettings = { maxQueued: 5000, maxMessageBytes: 1024 * 1024 };

/** Lives of senders whose last number is kept: for good, or what was said long ago could be played again. */
const MAX_SENDERS = 4096;

/**
 * The bus by Redis' PUBLISH, one channel for each node at each of its lives [CL-44]. Redis and whoever listens there reads who sends to whom, and nothing else: messages
 * are sealed to the receiver, and numbered, so that none is taken twice or late.
 */
export class RedisPubSubBus implements MessageBus {
  readonly #store: RedisStore;
  readonly #sealer: BusSealer;
  readonly #ports: StorePorts & { readonly drops: DropCounter };
  readonly #settings: PubSubSettings;
  readonly #listeners: BusListeners;
  readonly #queue: PublishQueue;
  readonly #heard: ExpiringMap<string, number>;
  readonly #counters: { readonly in: Counter; readonly out: Counter };
  #self: NodeRef | undefined;
  #nodes: ReadonlyMap<number, NodeView> = new Map();
  #channel: OwnChannel | undefined;
  /** One count for all receivers: each hears it grow. */
  #number = 0;
  #ended = false;

  constructor(
    store: RedisStore,
    sealer: BusSealer,
    ports: StorePorts & { readonly drops: DropCounter },
    settings: PubSubSettings = pubSubDefaults,
  ) {
    this.#store = store;
    this.#sealer = sealer;
    this.#ports = ports;
    this.#settings = settings;
    this.#listeners = new BusListeners((error) =>
      ports.logger.error("bus.listener_failed", { reason: errorMessage(error) }),
    );
    this.#queue = new PublishQueue(store, ports.drops, settings.maxQueued);
    this.#heard = new ExpiringMap({ capacity: MAX_SENDERS, lifetimeMs: Number.POSITIVE_INFINITY });
    const spec = {
      name: "fairlead_bus_pubsub_messages_total",
      help: "Messages between nodes by pub/sub, by direction",
    };
    this.#counters = {
      in: ports.metrics.counter(spec, { direction: "in" }),
      out: ports.metrics.counter(spec, { direction: "out" }),
    };
  }

  send(to: NodeRef, message: BusMessage): DropReason | undefined {
    if (this.#ended || this.#self === undefined) return "bus_down";
    // One message at a time finds out whether Redis is back.
    if (this.#queue.busy && this.#store.complaint() !== undefined) return "bus_down";
    const own = nodeText(to) === nodeText(this.#self);
    const node = own ? undefined : this.#find(to);
    if (node === undefined && !own) return "bus_unknown_node";
    if (node !== undefined && !mayHear(node.role, message.kind)) return "bus_forbidden";
    if (this.#queue.full) return "bus_full";
    this.#number += 1;
    const bytes = encodeBusEnvelope({ number: this.#number, message });
    if (bytes.length > this.#settings.maxMessageBytes) return "frame_too_long";
    const sealed = this.#sealer.seal(node, bytes, pairText(this.#self, to));
    if (sealed === undefined) return "bus_down";
    if (!this.#queue.push(channelOf(this.#store, to), writeSealedMessage({ from: this.#self, sealed })))
      return "bus_full";
    this.#counters.out.add();
    return undefined;
  }

  receive(listener: BusListener): Disposable {
    return this.#listeners.add(listener);
  }

  follow(self: NodeRef, nodes: readonly NodeView[]): void {
    if (this.#ended) return;
    this.#nodes = new Map(nodes.map((node) => [node.slot, node]));
    if (this.#self !== undefined && nodeText(this.#self) === nodeText(self)) return;
    this.#self = self;
    this.#channel?.[Symbol.dispose]();
    this.#channel = new OwnChannel(this.#ports, this.#store, self, (payload) => this.#take(self, payload));
  }

  /** Redis takes messages for it; whether it lives is not known here. */
  linked(slot: number): boolean {
    if (this.#ended || this.#store.complaint() !== undefined || !this.#nodes.has(slot)) return false;
    return slot !== this.#self?.slot || (this.#channel?.open ?? false);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true;
    await this.#queue.settled();
    this.#channel?.[Symbol.dispose]();
  }

  #find({ slot, epoch }: NodeRef): NodeView | undefined {
    const node = this.#nodes.get(slot);
    return node?.epoch === epoch ? node : undefined;
  }

  #take(self: NodeRef, payload: Buffer): void {
    const read = readSealedMessage(payload);
    if (read === undefined) return void this.#ports.drops.drop("bad_message");
    const own = nodeText(read.from) === nodeText(self);
    const from = own ? undefined : this.#find(read.from);
    if (from === undefined && !own) return void this.#ports.drops.drop("bus_unknown_node");
    const opened = this.#sealer.open(from, read.sealed, pairText(read.from, self));
    if (opened === undefined) return void this.#ports.drops.drop("bus_forbidden");
    const envelope = decodeBusEnvelope(opened);
    if (envelope === undefined) return void this.#ports.drops.drop("bus_unknown_kind");
    if (!this.#isNext(read.from, self, envelope.number)) return void this.#ports.drops.drop("bus_repeated");
    if (from !== undefined && !maySay(from.role, envelope.message.kind))
      return void this.#ports.drops.drop("bus_forbidden");
    this.#counters.in.add();
    this.#listeners.tell(read.from, envelope.message);
  }

  #isNext(from: NodeRef, self: NodeRef, number: number): boolean {
    const name = pairText(from, self).toString();
    const now = this.#ports.clock.now();
    if (!(number > (this.#heard.get(name, now) ?? 0))) return false;
    this.#heard.set(name, number, now);
    return true;
  }
}
