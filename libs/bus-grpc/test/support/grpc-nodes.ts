import { type DropReason, delay, nodeName, noMetrics, silentLogger } from "@fairlead/base";
import type { NodeRole, NodeView } from "@fairlead/cluster";
import type { BusNode, MessageBusHarness } from "@fairlead/cluster/testing";
import { liveClock, liveRandom, waitUntil } from "@fairlead/testkit";
import type { NodeRef } from "@fairlead/wire";
import {
  type GrpcBus,
  type GrpcBusSettings,
  type LinkSettings,
  openGrpcBus,
  type TrustSettings,
} from "../../src/index.ts";
import { WireProxy } from "./wire-proxy.ts";

export interface GrpcNode extends BusNode {
  readonly bus: GrpcBus;
  readonly view: NodeView;
}
/** Quick to dial again, and patient with a process that stands still. */
export const quick: Partial<LinkSettings> = {
  firstRetryMs: 20,
  lastRetryMs: 200,
  keepaliveMs: 60_000,
  flushMs: 20_000,
};
export const secretTrust: TrustSettings & { readonly kind: "secret" } = {
  kind: "secret",
  secret: "a secret of sixteen or more",
};

/** Nodes on real sockets, a wire of their own for each ordered pair. */
export class GrpcNodes implements MessageBusHarness {
  readonly clock = liveClock();
  readonly drops: DropReason[] = [];
  readonly #trustOf: (role: NodeRole) => TrustSettings | Promise<TrustSettings>;
  readonly #links: Partial<LinkSettings>;
  readonly #nodes: GrpcNode[] = [];
  readonly #wires = new Map<string, WireProxy>();

  constructor(
    trustOf: (role: NodeRole) => TrustSettings | Promise<TrustSettings>,
    links: Partial<LinkSettings> = quick,
  ) {
    this.#trustOf = trustOf;
    this.#links = links;
  }

  async open(...roles: readonly NodeRole[]): Promise<readonly GrpcNode[]> {
    for (const role of roles) await this.add({ role, trust: await this.#trustOf(role) });
    await this.introduceAll();
    for (const node of this.#nodes)
      for (const other of this.#nodes)
        await waitUntil(
          this.clock,
          `${node.view.name} is up to ${other.view.name}`,
          () => node === other || this.#isUp(node, other),
          20_000,
        );
    return this.#nodes;
  }

  /** One more, that nobody knows yet. */
  async add(settings: Pick<GrpcBusSettings, "role" | "trust"> & Partial<GrpcBusSettings>): Promise<GrpcNode> {
    const slot = this.#nodes.length + 1;
    const name = nodeName(`n${slot}`);
    const ports = { clock: this.clock, random: liveRandom(), logger: silentLogger, metrics: noMetrics };
    const bus = await openGrpcBus(
      { ...ports, drops: { drop: (reason) => this.drops.push(reason) } },
      { listen: "127.0.0.1:0", name, release: "1", links: this.#links, ...settings },
    );
    const self: NodeRef = { slot, epoch: `epoch-${slot}` };
    const view = viewOf(self, bus, settings.role, name);
    const node = { self, bus, view };
    this.#nodes.push(node);
    return node;
  }

  async introduceAll(): Promise<void> {
    for (const node of this.#nodes) await this.introduce(node);
  }

  /** Tells a node of all, itself included. */
  async introduce(node: GrpcNode, self: NodeRef = node.self, others: readonly GrpcNode[] = this.#nodes): Promise<void> {
    const views = await Promise.all(
      others.map(async (other) => ({
        ...other.view,
        trust: other.bus.trust.card(),
        busAddress: (await this.wire(node, other)).address,
      })),
    );
    node.bus.follow(self, views);
  }

  async wire(from: GrpcNode, to: GrpcNode): Promise<WireProxy> {
    const name = `${from.view.name}>${to.view.name}`;
    const known = this.#wires.get(name);
    if (known !== undefined) return known;
    const wire = await WireProxy.open({ host: "127.0.0.1", port: to.bus.port });
    this.#wires.set(name, wire);
    return wire;
  }

  dropped(reason: DropReason): number {
    return this.drops.filter((one) => one === reason).length;
  }
  async turn(): Promise<void> {
    await delay(this.clock, 5);
  }
  async cut(from: BusNode, to: BusNode): Promise<void> {
    (await this.wire(from as GrpcNode, to as GrpcNode)).cut();
  }
  async heal(from: BusNode, to: BusNode): Promise<void> {
    (await this.wire(from as GrpcNode, to as GrpcNode)).heal();
  }
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#nodes.map(({ bus }) => bus[Symbol.asyncDispose]()));
    for (const wire of this.#wires.values()) await wire[Symbol.asyncDispose]();
  }

  #isUp(node: GrpcNode, other: GrpcNode): boolean {
    return node.bus.up(other.self.slot);
  }
}

function viewOf(self: NodeRef, bus: GrpcBus, role: NodeRole, name: NodeView["name"]): NodeView {
  const places = { busAddress: `127.0.0.1:${bus.port}`, meshAddress: "" };
  return {
    ...self,
    name,
    role,
    state: "serving",
    release: "1",
    schema: 1,
    settingsVersion: 0,
    trust: bus.trust.card(),
    ...places,
  };
}
