import { randomBytes } from "node:crypto";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type AdminAnswer, type AdminCell, callAdmin } from "@fairlead/runtime";
import { RELAY_ADMIN_NAME } from "@fairlead/server";
import {
  findPortBlock,
  LoopbackHosts,
  type PortBlock,
  RedisServer,
  SimulatedClient,
  type SimulatedClientOptions,
  TempFolder,
  waitUntil,
} from "@fairlead/testkit";
import { type Ended, run } from "../../fairlead-process.ts";
import { clock, newId, random } from "../../whole/support/clients.ts";
import { PATIENT_TIMINGS } from "../../whole/support/patient-timings.ts";
import { TestServer } from "../../whole/support/test-server.ts";
import { BusPlace } from "./bus-place.ts";
import { writeKeyFiles } from "./key-files.ts";

export interface TestClusterOptions {
  readonly rendezvous?: number;
  readonly relays?: number;
  /** How many relays there are to choose from: fewer, where several share an address. */
  readonly relayNames?: number;
  /** Further flags of every node, of every rendezvous, of every relay. */
  readonly words?: readonly string[];
  readonly rendezvousWords?: readonly string[];
  readonly relayWords?: readonly string[];
  /** A store that somebody else started. */
  readonly redis?: { readonly url: string };
  /** Every node's bus is reached by others through a proxy that can be cut. */
  readonly busProxies?: boolean;
  /** How nodes trust each other, as flags of a node; a shared secret unless told. */
  readonly trust?: (name: string, role: TestNode["role"]) => readonly string[];
  /** Files that go into every node's data folder, such as cert.pem. */
  readonly files?: readonly { readonly from: string; readonly name: string }[];
  /** The command by which a node is started, asked at each start; ours unless told. */
  readonly bin?: (name: string) => string | undefined;
}

const rowsOf = (answer: AdminAnswer): readonly (readonly AdminCell[])[] => (answer.kind === "table" ? answer.rows : []);

/** One node of a test cluster, and how to start it again at its place. */
export interface TestNode {
  readonly name: string;
  readonly role: "rendezvous" | "relay";
  readonly ports: PortBlock;
  readonly bus: BusPlace;
  server: TestServer;
}

/**
 * Real processes around a real Redis: every node on a loopback address of its own, with the same port numbers, as machines have. Clients find the rendezvous nodes by a name with
 * several addresses: each new connection goes to the next, as DNS round robin does.
 */
export class TestCluster implements AsyncDisposable {
  readonly hosts: LoopbackHosts;
  readonly folder: TempFolder;
  readonly publicKey: string;
  readonly redis: RedisServer | undefined;
  readonly rendezvous: TestNode[] = [];
  readonly relays: TestNode[] = [];
  readonly #options: TestClusterOptions;
  readonly #redisUrl: string;
  #turn = 0;

  private constructor(
    place: {
      readonly hosts: LoopbackHosts;
      readonly folder: TempFolder;
      readonly publicKey: string;
      readonly redis: RedisServer | undefined;
    },
    options: TestClusterOptions,
  ) {
    this.hosts = place.hosts;
    this.folder = place.folder;
    this.publicKey = place.publicKey;
    this.redis = place.redis;
    this.#options = options;
    this.#redisUrl = options.redis?.url ?? place.redis?.url ?? "";
  }

  /** Resolves when every node serves and knows all others. */
  static async start(options: TestClusterOptions = {}): Promise<TestCluster> {
    const folder = await TempFolder.create("cluster");
    const redis = options.redis === undefined ? await RedisServer.start() : undefined;
    await mkdir(join(folder.path, "key"));
    const publicKey = await writeKeyFiles(join(folder.path, "key"));
    await writeFile(join(folder.path, "bus-secret"), randomBytes(32).toString("base64"), { mode: 0o600 });
    const cluster = new TestCluster({ hosts: new LoopbackHosts(process.pid), folder, publicKey, redis }, options);
    try {
      await cluster.#startAll();
      await cluster.whenKnown();
      return cluster;
    } catch (error) {
      await cluster[Symbol.asyncDispose]();
      throw error;
    }
  }

  get nodes(): readonly TestNode[] {
    return [...this.rendezvous, ...this.relays];
  }

  /** The addresses of the cluster's name; the next one first at every call. */
  readonly addresses = (): readonly string[] => {
    const all = this.rendezvous.map(({ ports }) => ports.address);
    this.#turn += 1;
    return all.map((_, index) => all[(index + this.#turn) % all.length] as string);
  };

  relayAddress(index: number): string {
    const { address, relay } = this.#at(this.relays, index).ports;
    return `${address}:${relay}`;
  }

  /** A client that knows the cluster's name; on a host of its own, and patient, unless told. The caller disposes it. */
  client(options: Partial<SimulatedClientOptions> = {}): SimulatedClient {
    const { address, main } = this.#at(this.rendezvous, 0).ports;
    const defaults = {
      rendezvous: `${address}:${main}`,
      hosts: this.addresses,
      key: this.publicKey,
      id: newId(),
      localAddress: options.localAddress ?? this.hosts.next(),
      timings: PATIENT_TIMINGS,
    };
    return new SimulatedClient({ clock, random }, { ...defaults, ...options });
  }

  async registeredClient(options: Partial<SimulatedClientOptions> = {}): Promise<SimulatedClient> {
    const client = this.client(options);
    await client.register(30_000);
    return client;
  }

  /** A client whose every connection goes to this node. */
  at(node: TestNode): Partial<SimulatedClientOptions> {
    return { hosts: () => [node.ports.address] };
  }

  /** `fairlead ctl` at this node. */
  ctl(node: TestNode, ...words: readonly string[]): Promise<Ended> {
    return run(["ctl", "--data-dir", node.server.dataDir, ...words]);
  }

  /** What a node answers to `ctl`, without a process of its own. */
  ask(node: TestNode, ...words: readonly string[]): Promise<AdminAnswer> {
    const { dataDir } = node.server;
    return callAdmin(node.role === "relay" ? { dataDir, adminName: RELAY_ADMIN_NAME } : { dataDir }, words);
  }

  /** Resolves when every node knows all others and has its stream to each, and every rendezvous may choose every relay. */
  async whenKnown(): Promise<void> {
    for (const node of this.nodes) {
      const knowsAll = async (): Promise<boolean> =>
        rowsOf(await this.ask(node, "nodes")).length >= this.nodes.length &&
        (await node.server.metric("fairlead_bus_links", "up")) === this.nodes.length - 1 &&
        (node.role === "relay" || (await this.#findsRelays(node)));
      await waitUntil(clock, `${node.name} knows all others`, knowsAll, 60_000);
    }
  }

  async #findsRelays(node: TestNode): Promise<boolean> {
    const relays = rowsOf(await this.ask(node, "relays"));
    const count = this.#options.relayNames ?? this.relays.length;
    return relays.length >= count && relays.every(([, answers]) => answers !== "no");
  }

  async addRendezvous(): Promise<TestNode> {
    const node = await this.#place("rendezvous", this.rendezvous.length, this.#at(this.rendezvous, 0).ports);
    this.rendezvous.push(node);
    return node;
  }

  async addRelay(): Promise<TestNode> {
    const node = await this.#place("relay", this.relays.length, this.#at(this.rendezvous, 0).ports);
    this.relays.push(node);
    return node;
  }

  /** Starts a node again at its place, when its process has ended. */
  async startAgain(node: TestNode): Promise<void> {
    node.server = await this.#start(node);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.nodes.map(({ server }) => server[Symbol.asyncDispose]()));
    await Promise.all(this.nodes.map(({ bus }) => bus[Symbol.asyncDispose]()));
    await this.redis?.[Symbol.asyncDispose]();
    await this.folder[Symbol.asyncDispose]();
  }

  async #startAll(): Promise<void> {
    const first = await findPortBlock(this.hosts.next());
    const { rendezvous = 3, relays = 3 } = this.#options;
    const all = await Promise.allSettled([
      ...Array.from({ length: rendezvous }, (_, index) => this.#place("rendezvous", index, first)),
      ...Array.from({ length: relays }, (_, index) => this.#place("relay", index, first)),
    ]);
    // Also where one did not start: whoever disposes the cluster ends the others.
    const started = all.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    this.rendezvous.push(...started.filter(({ role }) => role === "rendezvous"));
    this.relays.push(...started.filter(({ role }) => role === "relay"));
    for (const one of all) if (one.status === "rejected") throw one.reason;
  }

  async #place(role: TestNode["role"], index: number, ports: PortBlock): Promise<TestNode> {
    const name = `${role === "relay" ? "rl" : "rd"}-${index + 1}`;
    const place = { ...ports, address: this.hosts.next() };
    await using opened = new AsyncDisposableStack();
    const bus = opened.use(await BusPlace.open(place.address, this.#options.busProxies === true));
    const node = { name, role, ports: place, bus, server: await this.#start({ name, role, ports: place, bus }) };
    opened.move();
    return node;
  }

  async #start({ name, role, ports, bus }: Omit<TestNode, "server">): Promise<TestServer> {
    const dataDir = join(this.folder.path, name);
    await mkdir(dataDir, { recursive: true });
    if (role === "rendezvous") await this.#giveKey(dataDir);
    for (const { from, name: file } of this.#options.files ?? []) await copyFile(from, join(dataDir, file));
    const words = [...this.#commonWords(name, role, bus), ...this.#roleWords(role, ports)];
    return TestServer.start({ role, dataDir, ports, hosts: this.hosts, words, bin: this.#options.bin?.(name) });
  }

  #commonWords(name: string, role: TestNode["role"], bus: BusPlace): readonly string[] {
    const { words = [], trust } = this.#options;
    const trusted = trust?.(name, role) ?? ["--bus-secret-file", join(this.folder.path, "bus-secret")];
    return ["--redis", this.#redisUrl, "--node", name, ...bus.words, ...trusted, ...words];
  }

  #roleWords(role: TestNode["role"], { address, relay }: PortBlock): readonly string[] {
    const { rendezvousWords = [], relayWords = [] } = this.#options;
    if (role === "rendezvous") return rendezvousWords;
    return ["-k", this.publicKey, "--advertise", `${address}:${relay}`, ...relayWords];
  }

  async #giveKey(dataDir: string): Promise<void> {
    for (const file of ["id_ed25519", "id_ed25519.pub"])
      await copyFile(join(this.folder.path, "key", file), join(dataDir, file));
  }

  #at(nodes: readonly TestNode[], index: number): TestNode {
    const node = nodes[index];
    if (node === undefined) throw new RangeError(`no node ${index}`);
    return node;
  }
}
