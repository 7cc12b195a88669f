import { nodeName, noMetrics, silentLogger } from "@fairlead/base";
import { ManualClock, SeededRandom } from "@fairlead/testkit";
import type { NodeRef } from "@fairlead/wire";
import {
  type LeaseRenewal,
  Membership,
  MemoryBusHub,
  MemoryNodeLease,
  MemorySharedSettings,
  type MessageBus,
  type NodeCard,
  type NodeEvent,
  type NodeLease,
  StoreUnavailableError,
} from "../../src/index.ts";
import { StoppableClock } from "./stoppable-clock.ts";

export const cardOf = (name: string, change: Partial<NodeCard> = {}): NodeCard => ({
  name: nodeName(name),
  role: "rendezvous",
  state: "serving",
  release: "1",
  schema: 1,
  busAddress: "",
  meshAddress: "",
  settingsVersion: 0,
  trust: "",
  ...change,
});

/** One node's way to the shared store: counts, can be cut, and can be slow. */
export class LeaseLine implements NodeLease {
  readonly #lease: NodeLease;
  renewals = 0;
  cut = false;
  #held: PromiseWithResolvers<void> | undefined;

  constructor(lease: NodeLease) {
    this.#lease = lease;
  }

  /** From now on answers to renewals wait for `release`, or fail with `fail`. */
  hold(): void {
    this.#held ??= Promise.withResolvers<void>();
  }

  release(): void {
    this.#held?.resolve();
    this.#held = undefined;
  }

  fail(): void {
    this.#held?.reject(new StoreUnavailableError("the time limit ran out"));
    this.#held = undefined;
  }

  async acquire(card: NodeCard, before?: NodeRef): Promise<NodeRef> {
    this.#reach();
    return await this.#lease.acquire(card, before);
  }

  async renew(self: NodeRef, card: NodeCard): Promise<LeaseRenewal> {
    this.renewals += 1;
    this.#reach();
    const renewal = await this.#lease.renew(self, card);
    await this.#held?.promise;
    return renewal;
  }

  async leave(self: NodeRef): Promise<void> {
    this.#reach();
    await this.#lease.leave(self);
  }

  #reach(): void {
    if (this.cut) throw new StoreUnavailableError("the line is cut");
  }
}

export interface RigNode {
  readonly node: Membership;
  readonly bus: MessageBus;
  readonly clock: StoppableClock;
  readonly line: LeaseLine;
  readonly events: NodeEvent[];
  /** `proven` as it was while each `reborn` was told. */
  readonly provenAtRebirth: boolean[];
}

/** Several nodes in one process, on one store and one hub of buses. */
export class MembershipRig implements AsyncDisposable {
  readonly clock = new ManualClock();
  readonly settings = new MemorySharedSettings();
  readonly store = new MemoryNodeLease(this.clock, this.settings);
  readonly hub = new MemoryBusHub();
  readonly #nodes: RigNode[] = [];

  async start(name: string, change: Partial<NodeCard> = {}): Promise<RigNode> {
    const clock = new StoppableClock(this.clock);
    const line = new LeaseLine(this.store);
    const bus = this.hub.bus(undefined, change.role ?? "rendezvous");
    const ports = { clock, random: new SeededRandom(this.#nodes.length), logger: silentLogger, metrics: noMetrics };
    const node = await Membership.join(ports, { lease: line, bus }, cardOf(name, change));
    const one: RigNode = { node, bus, clock, line, events: [], provenAtRebirth: [] };
    node.watch((event) => {
      one.events.push(event);
      if (event.kind === "reborn") one.provenAtRebirth.push(node.proven);
    });
    this.#nodes.push(one);
    return one;
  }

  /** Its lease runs out, as that of a killed process does. */
  async kill(one: RigNode): Promise<void> {
    one.line.release();
    await one.node[Symbol.asyncDispose]();
    await one.bus[Symbol.asyncDispose]();
  }

  stop(one: RigNode): void {
    one.clock.stop();
    this.hub.hold(one.node.self.slot);
  }

  wake(one: RigNode): void {
    one.clock.wake();
    this.hub.release(one.node.self.slot);
  }

  async pass(ms: number): Promise<void> {
    await this.clock.advanceSlowly(ms, 100);
    await this.settle();
  }

  /** Lets everything that needs no time happen. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const one of this.#nodes) await this.kill(one);
  }
}

export const kindsOf = (one: RigNode): string[] => one.events.map(({ kind }) => kind);
export const namesOf = (one: RigNode): string[] => one.node.nodes().map(({ name }) => name);
export const rebirthsOf = (one: RigNode): Extract<NodeEvent, { kind: "reborn" }>[] =>
  one.events.filter((event) => event.kind === "reborn");
