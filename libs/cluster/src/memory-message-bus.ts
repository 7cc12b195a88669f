import { BoundedQueue, type DropCounter, type DropReason, uncountedDrops } from "@fairlead/base";
import type { BusMessage, NodeRef } from "@fairlead/wire";
import { BusListeners } from "./bus-listeners.ts";
import { mayHear, maySay } from "./bus-permissions.ts";
import type { BusListener, MessageBus } from "./message-bus.ts";
import type { NodeRole, NodeView } from "./node-lease.ts";

/** `down`: the sender knows, as of a closed stream. `silent`: it does not; what it sends is gone, as in a black hole. */
export type CutKind = "down" | "silent";

export interface MemoryBusSettings {
  /** For one receiver. */
  readonly maxQueued: number;
}
const memoryBusDefaults: MemoryBusSettings = { maxQueued: 10_000 };

/**
 * Several nodes of one process and the wires between them, for tests: what is sent arrives in a later microtask, in order per pair, unless the wire is cut or the
 * receiver held.
 */
export class MemoryBusHub {
  readonly #settings: MemoryBusSettings;
  readonly #drops: DropCounter;
  readonly #buses = new Map<number, MemoryBus>();
  readonly #cuts = new Map<string, CutKind>();
  readonly #held = new Set<number>();

  constructor(settings: MemoryBusSettings = memoryBusDefaults, drops: DropCounter = uncountedDrops) {
    this.#settings = settings;
    this.#drops = drops;
  }

  /** A node's end. Without `self` the node cannot be reached before its first `follow`. */
  bus(self: NodeRef | undefined, role: NodeRole = "rendezvous"): MessageBus {
    const bus = new MemoryBus(role, {
      settings: this.#settings,
      drops: this.#drops,
      place: (placed, node) => this.#place(placed, node),
      find: (slot) => this.#buses.get(slot),
      cut: (from, to) => this.#cuts.get(`${from}>${to}`),
      holds: (slot) => this.#held.has(slot),
    });
    if (self !== undefined) bus.follow(self, []);
    return bus;
  }

  /** One way; a node may be cut from itself. */
  cut(from: number, to: number, kind: CutKind = "down"): void {
    this.#cuts.set(`${from}>${to}`, kind);
  }

  /** One way; without arguments all wires, both ways. */
  heal(from?: number, to?: number): void {
    if (from === undefined) this.#cuts.clear();
    else this.#cuts.delete(`${from}>${to}`);
  }

  /** The node does not read, as a stopped process does: what is sent to it waits, up to the bound. */
  hold(slot: number): void {
    this.#held.add(slot);
  }

  release(slot: number): void {
    this.#held.delete(slot);
    for (const bus of new Set(this.#buses.values())) bus.flush(slot);
  }

  #place(bus: MemoryBus, node: NodeRef | undefined): void {
    for (const [slot, held] of [...this.#buses]) if (held === bus) this.#buses.delete(slot);
    if (node !== undefined) this.#buses.set(node.slot, bus);
  }
}

/** What a bus of the hub needs of it. */
interface Wires {
  readonly settings: MemoryBusSettings;
  readonly drops: DropCounter;
  place(bus: MemoryBus, node: NodeRef | undefined): void;
  find(slot: number): MemoryBus | undefined;
  cut(from: number, to: number): CutKind | undefined;
  holds(slot: number): boolean;
}

class MemoryBus implements MessageBus {
  readonly role: NodeRole;
  readonly #wires: Wires;
  readonly #queues = new Map<number, BoundedQueue<{ readonly to: NodeRef; readonly message: BusMessage }>>();
  readonly #listeners = new BusListeners((error) => {
    throw error;
  });
  #known: readonly NodeRef[] = [];
  #self: NodeRef | undefined;
  #ended = false;

  constructor(role: NodeRole, wires: Wires) {
    this.role = role;
    this.#wires = wires;
  }

  send(to: NodeRef, message: BusMessage): DropReason | undefined {
    if (this.#ended || this.#self === undefined) return "bus_down";
    if (!this.#knows(to)) return "bus_unknown_node";
    if (!mayHear(this.#wires.find(to.slot)?.role ?? "rendezvous", message.kind)) return "bus_forbidden";
    const cut = this.#wires.cut(this.#self.slot, to.slot);
    if (cut !== undefined) return cut === "down" ? "bus_down" : undefined;
    const queue = this.#queueOf(to.slot);
    if (!queue.push({ to, message })) return "bus_full";
    if (queue.size === 1) queueMicrotask(() => this.flush(to.slot));
    return undefined;
  }

  receive(listener: BusListener): Disposable {
    return this.#listeners.add(listener);
  }

  follow(self: NodeRef, nodes: readonly NodeView[]): void {
    if (this.#ended) return;
    this.#self = self;
    this.#known = nodes;
    this.#wires.place(this, self);
  }

  linked(slot: number): boolean {
    if (this.#ended || this.#self === undefined) return false;
    return this.#wires.find(slot) !== undefined && this.#wires.cut(this.#self.slot, slot) === undefined;
  }

  /** Delivers what waits for a slot, unless it is held. */
  flush(slot: number): void {
    const queue = this.#queues.get(slot);
    while (queue !== undefined && !this.#wires.holds(slot)) {
      const next = queue.shift();
      if (next === undefined) break;
      if (this.#self !== undefined) this.#wires.find(slot)?.take(this.#self, this.role, next.to, next.message);
    }
  }

  take(from: NodeRef, role: NodeRole, to: NodeRef, message: BusMessage): void {
    if (this.#self?.epoch !== to.epoch) this.#wires.drops.drop("bus_unknown_node");
    else if (!maySay(role, message.kind)) this.#wires.drops.drop("bus_forbidden");
    else this.#listeners.tell(from, message);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true;
    for (const slot of this.#queues.keys()) this.flush(slot);
    this.#wires.place(this, undefined);
  }

  /** Before anybody said which nodes there are, all of the hub are known. */
  #knows(to: NodeRef): boolean {
    if (this.#known.length > 0 && to.slot !== this.#self?.slot)
      return this.#known.some(({ slot, epoch }) => slot === to.slot && epoch === to.epoch);
    return this.#wires.find(to.slot)?.is(to) ?? false;
  }

  is(node: NodeRef): boolean {
    return this.#self?.slot === node.slot && this.#self.epoch === node.epoch;
  }

  #queueOf(slot: number): BoundedQueue<{ readonly to: NodeRef; readonly message: BusMessage }> {
    let queue = this.#queues.get(slot);
    if (queue === undefined) {
      queue = new BoundedQueue(this.#wires.settings.maxQueued);
      this.#queues.set(slot, queue);
    }
    return queue;
  }
}
