import { type Clock, type DropReason, delay, nodeName } from "@fairlead/base";
import type { NodeRole, NodeView } from "@fairlead/cluster";
import type { BusNode, MessageBusHarness } from "@fairlead/cluster/testing";
import { waitUntil } from "@fairlead/testkit";
import type { NodeRef } from "@fairlead/wire";
import { RedisPubSubBus, type RedisSettings, type RedisStore } from "../../src/index.ts";
import { livePorts, openStore } from "../open-store.ts";
import { TestSealer } from "./test-sealer.ts";

export interface PubSubNode extends BusNode {
  readonly bus: RedisPubSubBus;
  readonly view: NodeView;
  readonly store: RedisStore;
}

/** Nodes that know each other by Redis alone, a connection each. */
export class PubSubNodes implements MessageBusHarness {
  readonly ports = livePorts();
  readonly drops: DropReason[] = [];
  readonly #url: string;
  readonly #settings: Partial<RedisSettings>;
  readonly #clock: Clock;
  #nodes: PubSubNode[] = [];

  /** `clock`: of the buses alone. */
  constructor(url: string, settings: Partial<RedisSettings> = {}, clock: Clock = livePorts().clock) {
    this.#url = url;
    this.#settings = settings;
    this.#clock = clock;
  }

  async open(...roles: readonly NodeRole[]): Promise<readonly PubSubNode[]> {
    this.#nodes = await Promise.all(
      roles.map((role, index) => this.#openNode({ slot: index + 1, epoch: `e${index}` }, role)),
    );
    for (const { bus, self } of this.#nodes) bus.follow(self, this.views);
    for (const { bus, self } of this.#nodes)
      await waitUntil(this.ports.clock, "it listens", () => bus.linked(self.slot));
    return this.#nodes;
  }

  get views(): readonly NodeView[] {
    return this.#nodes.map(({ view }) => view);
  }
  dropped(reason: DropReason): number {
    return this.drops.filter((one) => one === reason).length;
  }
  async turn(): Promise<void> {
    await delay(this.ports.clock, 5);
  }
  async [Symbol.asyncDispose](): Promise<void> {
    for (const { bus, store } of this.#nodes) {
      await bus[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    }
  }

  async #openNode(self: NodeRef, role: NodeRole): Promise<PubSubNode> {
    const store = await openStore(this.#url, this.#settings);
    const trust = `key of ${self.slot}`;
    const bus = new RedisPubSubBus(store, new TestSealer(trust), {
      ...this.ports,
      clock: this.#clock,
      drops: { drop: (reason) => this.drops.push(reason) },
    });
    const card = { name: nodeName(`n${self.slot}`), role, state: "serving", release: "1", schema: 1 } as const;
    return { self, bus, store, view: { ...self, ...card, busAddress: "", meshAddress: "", settingsVersion: 0, trust } };
  }
}
