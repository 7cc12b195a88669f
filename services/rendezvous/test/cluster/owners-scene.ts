import type { RemoteInfo } from "node:dgram";
import { nodeName, peerId } from "@fairlead/base";
import {
  type ClusterPorts,
  MemoryBusHub,
  MemoryPeerRegistry,
  type MessageBus,
  type NodeEvent,
  type NodeSet,
  type NodeView,
  type OwnerState,
  soloCluster,
} from "@fairlead/cluster";
import type { UdpListener } from "@fairlead/net";
import type { ClientTransport } from "@fairlead/protocol";
import { type RendezvousSettings, rendezvousDefaults } from "@fairlead/rendezvous";
import { ManualClock } from "@fairlead/testkit";
import { decodeMessage, encodeMessage, type NodeRef, type RendezvousMessage, type SocketAddress } from "@fairlead/wire";
import { DatagramDesk } from "../../src/datagrams/datagram-desk.ts";
import { handleRegisterPk } from "../../src/handlers/register-pk.ts";
import type { PresentPeer, PushChannel } from "../../src/presence/present-peer.ts";
import type { Registrant } from "../../src/session/registrant.ts";
import { B_ID, registerPk, TestServer } from "../test-server.ts";

/** The nodes as a test says they are. */
export class ScriptedNodes implements NodeSet {
  self: NodeRef;
  proven = true;
  readonly gone = new Set<number>();
  views: readonly NodeView[] = [];
  readonly #listeners = new Set<(event: NodeEvent) => void>();

  constructor(self: NodeRef) {
    this.self = self;
  }

  nodes(): readonly NodeView[] {
    return this.views;
  }

  ownerState({ slot, epoch }: NodeRef): OwnerState {
    if (slot === this.self.slot && epoch === this.self.epoch) return { kind: "self" };
    return this.views.some((view) => view.slot === slot && view.epoch === epoch) && !this.gone.has(slot)
      ? { kind: "alive" }
      : { kind: "gone", forMs: 0 };
  }

  watch(listener: (event: NodeEvent) => void): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => this.#listeners.delete(listener) };
  }

  emit(event: NodeEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

/** One store for all nodes, which counts what it is asked and can be slow. */
export class WatchedStore extends MemoryPeerRegistry {
  readonly calls = new Map<string, number>();
  /** Ids of each batch of refreshes and releases. */
  readonly refreshed: number[] = [];
  readonly reasserted: number[] = [];

  total(...names: readonly string[]): number {
    const all = names.length === 0 ? [...this.calls.keys()] : names;
    return all.reduce((sum, name) => sum + (this.calls.get(name) ?? 0), 0);
  }

  forgetCalls(): void {
    this.calls.clear();
  }

  override claim(...args: Parameters<MemoryPeerRegistry["claim"]>): ReturnType<MemoryPeerRegistry["claim"]> {
    this.#count("claim");
    return super.claim(...args);
  }

  override findMany(...args: Parameters<MemoryPeerRegistry["findMany"]>): ReturnType<MemoryPeerRegistry["findMany"]> {
    this.#count("find");
    return super.findMany(...args);
  }

  override refresh(...args: Parameters<MemoryPeerRegistry["refresh"]>): ReturnType<MemoryPeerRegistry["refresh"]> {
    this.#count("refresh");
    this.refreshed.push(args[0].length);
    return super.refresh(...args);
  }

  override release(...args: Parameters<MemoryPeerRegistry["release"]>): ReturnType<MemoryPeerRegistry["release"]> {
    this.#count("release");
    return super.release(...args);
  }

  override reassert(...args: Parameters<MemoryPeerRegistry["reassert"]>): ReturnType<MemoryPeerRegistry["reassert"]> {
    this.#count("reassert");
    this.reasserted.push(args[0].length);
    return super.reassert(...args);
  }

  #count(name: string): void {
    this.calls.set(name, (this.calls.get(name) ?? 0) + 1);
  }
}

export interface SceneNode {
  readonly nodes: ScriptedNodes;
  readonly bus: MessageBus;
  readonly server: TestServer;
  readonly desk: DatagramDesk;
  readonly sent: SentDatagrams;
}

export interface SceneOptions {
  readonly count?: number;
  readonly settings?: Partial<RendezvousSettings>;
  readonly cluster?: Partial<ClusterPorts>;
}

/** Several rendezvous of one process around one store and one bus, on a clock of the test's. Devices speak to them without sockets. */
export class OwnersScene implements AsyncDisposable {
  readonly clock: ManualClock;
  readonly store: WatchedStore;
  readonly hub: MemoryBusHub;
  readonly nodes: readonly SceneNode[];
  readonly #stack: AsyncDisposableStack;

  private constructor(parts: Pick<OwnersScene, "clock" | "store" | "hub" | "nodes">, stack: AsyncDisposableStack) {
    this.clock = parts.clock;
    this.store = parts.store;
    this.hub = parts.hub;
    this.nodes = parts.nodes;
    this.#stack = stack;
  }

  static async start({ count = 2, settings = {}, cluster = {} }: SceneOptions = {}): Promise<OwnersScene> {
    await using stack = new AsyncDisposableStack();
    const clock = new ManualClock();
    const store = new WatchedStore(undefined, clock);
    const hub = new MemoryBusHub();
    const views = Array.from({ length: count }, (_, slot) => viewOf(slot));
    const nodes: SceneNode[] = [];
    for (const view of views) {
      const scripted = new ScriptedNodes({ slot: view.slot, epoch: view.epoch });
      scripted.views = views;
      const bus = hub.bus(scripted.self);
      const own: ClusterPorts = { ...soloCluster, nodes: scripted, bus, locations: store, ...cluster };
      const server = stack.use(await TestServer.start({ clock, registry: store, settings, cluster: own }));
      const desk = new DatagramDesk(server.rendezvous.workings);
      const sent = new SentDatagrams();
      desk.open(sent);
      nodes.push({ nodes: scripted, bus, server, desk, sent });
    }
    return new OwnersScene({ clock, store, hub, nodes }, stack.move());
  }

  node(slot: number): SceneNode {
    const node = this.nodes[slot];
    if (node === undefined) throw new Error(`no node ${slot}`);
    return node;
  }

  /** Registers without a socket, and waits for whatever comes of it at once. */
  async register(slot: number, device: ScriptedDevice, fields: Parameters<typeof registerPk>[0] = {}): Promise<void> {
    await this.submit(slot, device, fields);
    await this.settle();
  }

  /** All at one time. */
  async registerAll(
    registering: readonly (readonly [slot: number, device: ScriptedDevice, uuid?: Buffer])[],
  ): Promise<void> {
    await Promise.all(
      registering.map(([slot, device, uuid]) => this.submit(slot, device, uuid === undefined ? {} : { uuid })),
    );
    await this.settle();
  }

  async submit(slot: number, device: ScriptedDevice, fields: Parameters<typeof registerPk>[0] = {}): Promise<void> {
    await handleRegisterPk(
      registerPk({ id: device.id, ...fields }),
      device,
      this.node(slot).server.rendezvous.workings,
    );
  }

  /** Lets promises run; then as much time as batches need. */
  settle(ms = 300): Promise<void> {
    return this.clock.advanceSlowly(ms, 100);
  }

  /** A heartbeat by UDP; the answer in hex. */
  heartbeat(slot: number, { id, address }: Pick<ScriptedDevice, "id" | "address">): string | undefined {
    const { desk, sent } = this.node(slot);
    const datagram = Buffer.from(encodeMessage({ kind: "registerPeer", body: { id, serial: 0 } }));
    const rinfo: RemoteInfo = { address: address.ip, port: address.port, family: "IPv4", size: datagram.length };
    sent.last = undefined;
    desk.receive(datagram, rinfo);
    return sent.last;
  }

  /** Who is here by this id. */
  here(slot: number, id = B_ID): PresentPeer | undefined {
    return this.node(slot).server.rendezvous.workings.presence.find(id);
  }

  /** The slots that think so. */
  holders(id = B_ID): readonly number[] {
    return this.nodes.flatMap((_, slot) => (this.here(slot, id) === undefined ? [] : [slot]));
  }

  /** The slot that the store says. */
  async locatedAt(id = B_ID): Promise<number | undefined> {
    return (await MemoryPeerRegistry.prototype.findMany.call(this.store, [peerId(id)])).get(peerId(id))?.at?.owner.slot;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}

function viewOf(slot: number): NodeView {
  const card = { release: "1", schema: 1, busAddress: "", meshAddress: "", settingsVersion: 0, trust: "" };
  return { ...card, slot, epoch: `e${slot}`, name: nodeName(`node-${slot}`), role: "rendezvous", state: "serving" };
}

export const bounds = rendezvousDefaults.bounds;

/** A device, or one of its connections: what it hears, and whether it was closed. */
export class ScriptedDevice implements Registrant, PushChannel {
  readonly id: string;
  readonly transport: ClientTransport;
  readonly address: SocketAddress;
  readonly heard: RendezvousMessage[] = [];
  gone = false;
  closed = false;

  constructor(
    id = B_ID,
    transport: ClientTransport = "udp",
    address: SocketAddress = { ip: "198.51.100.9", port: 4000 },
  ) {
    this.id = id;
    this.transport = transport;
    this.address = address;
  }

  get kernelAddress(): SocketAddress {
    return this.transport === "udp" ? this.address : { ip: "", port: -1 };
  }

  get channel(): PushChannel {
    return this;
  }

  /** Results of its RegisterPk, in order. */
  get results(): readonly number[] {
    return this.heard.flatMap((message) => (message.kind === "registerPkResponse" ? [message.body.result] : []));
  }

  answer(payload: Uint8Array): void {
    this.push(payload);
  }

  push(payload: Uint8Array): boolean {
    const message = decodeMessage(Buffer.from(payload));
    if (message !== undefined) this.heard.push(message);
    return !this.gone;
  }

  registered(): void {
    // Nothing is tied to it.
  }

  close(): void {
    this.closed = true;
  }
}

/** The socket of a desk: remembers the last answer. */
export class SentDatagrams implements UdpListener {
  readonly port = 0;
  readonly address = "";
  last: string | undefined;

  send(bytes: Uint8Array): void {
    this.last = Buffer.from(bytes).toString("hex");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Nothing is open.
  }
}
