import { type DropReason, nodeName, type PeerId, type Span, type Tracer } from "@fairlead/base";
import type { ClientConnection } from "@fairlead/client";
import {
  type ClusterPorts,
  MemoryBusHub,
  MemoryPeerRegistry,
  MemoryWaitIndex,
  type MessageBus,
  type NodeSet,
  type NodeView,
  type OwnerState,
  soloCluster,
} from "@fairlead/cluster";
import { liveClock } from "@fairlead/testkit";
import type { BusKind, BusMessage, NodeRef } from "@fairlead/wire";
import { nextOf } from "../exchange.ts";
import { registerPk, TestServer, type TestServerOptions, type TestUdp } from "../test-server.ts";

/** Two connections, or two sockets: a device by either of them. */
export type Device = TestUdp | ClientConnection;
export type DeviceTransport = "udp" | "tcp" | "ws";

/** One store for all nodes, which counts what it is asked. */
export class CountedStore extends MemoryPeerRegistry {
  reads = 0;
  parks = 0;

  override findMany(ids: readonly PeerId[]): ReturnType<MemoryPeerRegistry["findMany"]> {
    this.reads += 1;
    return super.findMany(ids);
  }

  override park(...args: Parameters<MemoryPeerRegistry["park"]>): ReturnType<MemoryPeerRegistry["park"]> {
    this.parks += 1;
    return super.park(...args);
  }
}

/** The nodes as a test says they are; all live until it says otherwise. */
export class SaidNodes implements NodeSet {
  self: NodeRef;
  proven = true;
  readonly said = new Map<number, OwnerState>();
  readonly #views: readonly NodeView[];

  constructor(self: NodeRef, views: readonly NodeView[]) {
    this.self = self;
    this.#views = views;
  }

  nodes(): readonly NodeView[] {
    return this.#views.filter(({ slot }) => this.said.get(slot)?.kind !== "gone");
  }

  ownerState({ slot, epoch }: NodeRef): OwnerState {
    if (slot === this.self.slot && epoch === this.self.epoch) return { kind: "self" };
    const known = this.#views.some((view) => view.slot === slot && view.epoch === epoch);
    return this.said.get(slot) ?? (known ? { kind: "alive" } : { kind: "gone", forMs: 0 });
  }

  watch(): Disposable {
    return { [Symbol.dispose]: () => undefined };
  }
}

export interface SentMessage {
  readonly from: number;
  readonly to: number;
  readonly message: BusMessage;
}

/** A step of a request as some node told it. */
export interface ToldStep {
  readonly slot: number;
  readonly trace: string;
  readonly name: string;
  readonly notes: Readonly<Record<string, string | number | boolean>>;
  readonly ended: boolean;
}

export interface PunchSceneOptions {
  readonly servers?: TestServerOptions;
  readonly cluster?: Partial<ClusterPorts>;
}

/** Three rendezvous of one process around one store, one bus and one wait index, each on real sockets of its own: y, x and z. */
export class PunchScene implements AsyncDisposable {
  readonly store = new CountedStore();
  readonly clock = liveClock();
  readonly waits = new MemoryWaitIndex(this.clock);
  readonly hub = new MemoryBusHub();
  readonly sent: SentMessage[] = [];
  readonly steps: ToldStep[] = [];
  readonly nodes: SaidNodes[] = [];
  readonly #servers: TestServer[] = [];
  readonly #stack = new AsyncDisposableStack();

  static async start({ servers = {}, cluster = {} }: PunchSceneOptions = {}): Promise<PunchScene> {
    const scene = new PunchScene();
    const views = [0, 1, 2].map(viewOf);
    for (const view of views) {
      const nodes = new SaidNodes({ slot: view.slot, epoch: view.epoch }, views);
      const bus = scene.#watched(scene.hub.bus(nodes.self), view.slot);
      const shared = { nodes, bus, locations: scene.store, waitIndex: scene.waits };
      const own = { ...soloCluster, ...shared, ...cluster };
      const options = { registry: scene.store, tracer: scene.#tracer(view.slot), ...servers, cluster: own };
      scene.nodes.push(nodes);
      scene.#servers.push(scene.#stack.use(await TestServer.start(options)));
    }
    return scene;
  }

  /** Where A asks. */
  get y(): TestServer {
    return this.server(0);
  }

  /** Where B is registered. */
  get x(): TestServer {
    return this.server(1);
  }

  /** Where B's reply comes in. */
  get z(): TestServer {
    return this.server(2);
  }

  server(slot: number): TestServer {
    const server = this.#servers[slot];
    if (server === undefined) throw new Error(`no node ${slot}`);
    return server;
  }

  /** All nodes but the one itself see it so. */
  say(slot: number, state: OwnerState): void {
    for (const nodes of this.nodes) if (nodes.self.slot !== slot) nodes.said.set(slot, state);
  }

  kindsSent(): readonly BusKind[] {
    return this.sent.map(({ message }) => message.kind);
  }

  dropped(reason: DropReason): number {
    return this.#servers.reduce((sum, server) => sum + server.dropped(reason), 0);
  }

  /** Counts from now. */
  forget(): void {
    this.sent.length = 0;
    this.steps.length = 0;
    this.store.reads = 0;
    this.store.parks = 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }

  #watched(bus: MessageBus, from: number): MessageBus {
    return {
      send: (to, message) => {
        this.sent.push({ from, to: to.slot, message });
        return bus.send(to, message);
      },
      receive: (listener) => bus.receive(listener),
      follow: (self, nodes) => bus.follow(self, nodes),
      linked: (slot) => bus.linked(slot),
      [Symbol.asyncDispose]: () => bus[Symbol.asyncDispose](),
    };
  }

  #tracer(slot: number): Tracer {
    const open = (trace: string, name: string): Span => {
      const step = { slot, trace, name, notes: {}, ended: false };
      this.steps.push(step);
      return {
        note: (notes) => void Object.assign(step.notes, notes),
        end: () => {
          step.ended = true;
        },
      };
    };
    return { begin: open, step: open };
  }
}

function viewOf(slot: number): NodeView {
  const card = { release: "1", schema: 1, busAddress: "", meshAddress: "", settingsVersion: 0, trust: "" };
  return { ...card, slot, epoch: `e${slot}`, name: nodeName(`node-${slot}`), role: "rendezvous", state: "serving" };
}

/** B, registered at this node, and written to the store by it. */
export async function registered(
  server: TestServer,
  by: DeviceTransport = "udp",
  from = "127.0.0.3",
  fields: Parameters<typeof registerPk>[0] = {},
): Promise<Device> {
  if (by === "udp" && fields.id === undefined) return server.registeredUdp(from);
  const device = by === "udp" ? await server.udp(from) : await (by === "tcp" ? server.tcp(from) : server.ws(from));
  const message = { kind: "registerPk", body: registerPk(fields) } as const;
  if ("client" in device) device.client.send(message, server.main);
  else device.send(message);
  await nextOf("registerPkResponse", device);
  return device;
}
