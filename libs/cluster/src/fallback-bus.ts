import type { DropReason } from "@fairlead/base";
import type { BusMessage, NodeRef } from "@fairlead/wire";
import type { BusListener, MessageBus } from "./message-bus.ts";
import type { NodeView } from "./node-lease.ts";

/**
 * Streams, and pub/sub where a stream is down [CL-44]; to oneself always by pub/sub, so that an echo proves that way [CL-4]. A message goes one way only. Order is
 * kept on each way; at the moment of going over from one to the other a later message may overtake those that are still under way, which number each other nowhere:
 * whoever listens must not depend on more, and a request that is asked again does not.
 *
 * `linked` tells of the stream alone: pub/sub takes messages for a process that is gone as well as for one that lives.
 */
export class FallbackBus implements MessageBus {
  readonly #stream: MessageBus;
  readonly #pubsub: MessageBus;
  #self: NodeRef | undefined;

  constructor(stream: MessageBus, pubsub: MessageBus) {
    this.#stream = stream;
    this.#pubsub = pubsub;
  }

  send(to: NodeRef, message: BusMessage): DropReason | undefined {
    if (to.slot === this.#self?.slot || !this.#stream.linked(to.slot)) return this.#pubsub.send(to, message);
    const refused = this.#stream.send(to, message);
    return refused === "bus_down" ? this.#pubsub.send(to, message) : refused;
  }

  receive(listener: BusListener): Disposable {
    const both = [this.#stream.receive(listener), this.#pubsub.receive(listener)];
    return {
      [Symbol.dispose]: () => {
        for (const one of both) one[Symbol.dispose]();
      },
    };
  }

  follow(self: NodeRef, nodes: readonly NodeView[]): void {
    this.#self = self;
    this.#stream.follow(self, nodes);
    this.#pubsub.follow(self, nodes);
  }

  linked(slot: number): boolean {
    return slot === this.#self?.slot ? this.#pubsub.linked(slot) : this.#stream.linked(slot);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#stream[Symbol.asyncDispose](), this.#pubsub[Symbol.asyncDispose]()]);
  }
}
