import type {
  ConnectOutcome,
  SeededRandom,
  SimulatedClient,
  SimulatedClientOptions,
  TcpBalancer,
} from "@fairlead/testkit";
import { RunningTime, UdpBalancer } from "@fairlead/testkit";
import { openBalancers } from "../../cluster/support/balancers.ts";
import { TestCluster, type TestClusterOptions, type TestNode } from "../../cluster/support/test-cluster.ts";
import { clock } from "../../whole/support/clients.ts";
import { farEnd } from "../../whole/support/far-end.ts";
import type { ChaosPlan } from "./chaos-plan.ts";
import { SteadySession } from "./steady-session.ts";

const BALANCED_NETWORK = "127.201.0.0/24";
/** Where users sit. */
const CONTROLLER_HOSTS = 60;
type Options = Partial<SimulatedClientOptions>;

/** A device, and the node it was made to register with; none behind balancers. */
export interface ChaosDevice {
  readonly client: SimulatedClient;
  readonly node: TestNode | undefined;
}

/** A cluster behind balancers that keep sources and go round dead nodes, devices on all of it, and sessions between them. */
export class ChaosScene implements AsyncDisposable {
  readonly cluster: TestCluster;
  readonly plan: ChaosPlan;
  readonly random: SeededRandom;
  /** Delays are measured by it. */
  readonly time = new RunningTime(clock);
  readonly devices: ChaosDevice[] = [];
  readonly udpBalancer: UdpBalancer | undefined;
  readonly #balancers: readonly TcpBalancer[];
  readonly #address: string;
  readonly #controllerHosts: readonly string[];

  private constructor(
    cluster: TestCluster,
    plan: ChaosPlan,
    random: SeededRandom,
    edge: {
      readonly address: string;
      readonly balancers: readonly TcpBalancer[];
      readonly udpBalancer: UdpBalancer | undefined;
    },
  ) {
    this.cluster = cluster;
    this.plan = plan;
    this.random = random;
    this.#address = edge.address;
    this.#balancers = edge.balancers;
    this.udpBalancer = edge.udpBalancer;
    this.#controllerHosts = Array.from({ length: CONTROLLER_HOSTS }, () => cluster.hosts.next());
  }

  /** With `pinned` there is no balancer: every client keeps to one node. */
  static async open(
    plan: ChaosPlan,
    random: SeededRandom,
    options: TestClusterOptions & { readonly pinned?: boolean } = {},
  ): Promise<ChaosScene> {
    const trusting = ["--trusted-proxies", BALANCED_NETWORK, ...(options.rendezvousWords ?? [])];
    await using opened = new AsyncDisposableStack();
    const cluster = opened.use(await TestCluster.start({ ...options, rendezvousWords: trusting }));
    const edge =
      options.pinned === true ? { address: "", balancers: [], udpBalancer: undefined } : await openEdge(cluster);
    const scene = opened.use(new ChaosScene(cluster, plan, random, edge));
    await scene.#openDevices();
    opened.move();
    return scene;
  }

  /** The devices that attempts are made to: those without a session, whose far ends nobody waits for. */
  get asked(): readonly ChaosDevice[] {
    return this.devices.slice(this.plan.sessions);
  }

  /** One of these. */
  pick<T>(items: readonly T[]): T {
    const item = items[this.random.below(items.length)];
    if (item === undefined) throw new RangeError("nothing to pick from");
    return item;
  }

  /** A controlling client, by any transport. `node`: all its connections go there. */
  controller(node?: TestNode): SimulatedClient {
    const how: Options = this.pick([{ mode: "tcp" }, { mode: "tcp", accessToken: "token-of-a-user" }, { mode: "ws" }]);
    const localAddress = this.pick(this.#controllerHosts);
    return this.cluster.client({ ...this.#placed(node), ...how, localAddress, timings: this.plan.timings });
  }

  /** A relayed session between a new client and a device, carrying numbers until it is ended. */
  async openSession(device: ChaosDevice): Promise<SteadySession> {
    const outcome = await this.#connect(device);
    return new SteadySession(clock, outcome.session, await farEnd(device.client, outcome.session.uuid, 10_000));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.time[Symbol.dispose]();
    for (const { client } of this.devices) await client[Symbol.asyncDispose]();
    for (const balancer of this.#balancers) await balancer[Symbol.asyncDispose]();
    await this.udpBalancer?.[Symbol.asyncDispose]();
    await this.cluster[Symbol.asyncDispose]();
  }

  /** A user who tries again, from the same place: at most three times. */
  async #connect({ client, node }: ChaosDevice): Promise<Extract<ConnectOutcome, { kind: "connected" }>> {
    const controller = this.controller(node);
    for (let tries = 1; ; tries += 1) {
      const outcome = await controller.connect(client.id, { forceRelay: true });
      if (outcome.kind === "connected") return outcome;
      if (tries === 3) throw new Error(`no session with ${client.id}: ${outcome.text}`);
    }
  }

  #placed(node: TestNode | undefined): Options {
    if (node !== undefined) return this.cluster.at(node);
    if (this.#address === "") return {};
    return { hosts: () => [this.#address] };
  }

  async #openDevices(): Promise<void> {
    const modes = ["udp", "udp", "tcp", "ws"] as const;
    for (let index = 0; index < this.plan.devices; index += 1) {
      const node = this.#address === "" ? this.cluster.rendezvous[index % this.cluster.rendezvous.length] : undefined;
      const mode = modes[index % modes.length] ?? "udp";
      const client = this.cluster.client({ ...this.#placed(node), mode, timings: this.plan.timings });
      this.devices.push({ client, node });
      await client.register(30_000);
    }
  }
}

async function openEdge(cluster: TestCluster) {
  const address = cluster.hosts.next();
  // Its own network, so that trusting it trusts no client.
  const balanced = address.replace(/^127\.\d+\.\d+/, "127.201.0");
  const balancers = await openBalancers(cluster, balanced);
  const main = cluster.rendezvous[0]?.ports.main ?? 0;
  const targets = cluster.rendezvous.map(({ ports }) => ({ host: ports.address, port: ports.main }));
  const udpBalancer = await UdpBalancer.open({ listenAddress: balanced, listenPort: main, targets });
  return { address: balanced, balancers, udpBalancer };
}
