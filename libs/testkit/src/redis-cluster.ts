import { liveClock } from "./live-ports.ts";
import { findPort } from "./port-block.ts";
import { redisCli } from "./redis-cli.ts";
import { RedisServer } from "./redis-server.ts";
import { waitUntil } from "./wait-until.ts";

const MASTERS = 3;
const SLOTS = 16_384;
const MEET_AGAIN_MS = 5000;

/** A real Redis Cluster of three masters without replicas, on loopback. The others serve on when one is lost. */
export class RedisCluster implements AsyncDisposable {
  readonly servers: readonly RedisServer[];

  private constructor(servers: readonly RedisServer[]) {
    this.servers = servers;
  }

  /** Resolves when every master knows where each slot is. */
  static async start(config: readonly string[] = []): Promise<RedisCluster> {
    const servers = await Promise.all(Array.from({ length: MASTERS }, () => startMaster(config)));
    const cluster = new RedisCluster(servers);
    await Promise.all(servers.map((server, at) => redisCli(server.port, "cluster", "addslotsrange", ...rangeOf(at))));
    for (const [at, server] of servers.entries()) {
      await redisCli(server.port, "cluster", "set-config-epoch", String(at + 1));
    }
    await cluster.#form();
    return cluster;
  }

  get url(): string {
    return `redis+cluster://${this.servers.map((server) => `${server.address}:${server.port}`).join(",")}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.servers.map((server) => server[Symbol.asyncDispose]()));
  }

  /** A handshake that is not over within the node timeout is forgotten: they are introduced again. */
  async #form(): Promise<void> {
    const clock = liveClock();
    let metAtMs = Number.NEGATIVE_INFINITY;
    const serves = async (): Promise<boolean> => {
      if (clock.now() - metAtMs > MEET_AGAIN_MS) {
        await this.#meet();
        metAtMs = clock.now();
      }
      return await this.#serves();
    };
    await waitUntil(clock, "the Redis Cluster serves", serves, 60_000);
  }

  async #meet(): Promise<void> {
    const [first, ...others] = this.servers;
    for (const server of others) {
      const busPort = await redisCli(server.port, "config", "get", "cluster-port");
      const place = [server.address, String(server.port), busPort.split("\n").at(-1) ?? ""];
      await redisCli(first?.port ?? 0, "cluster", "meet", ...place);
    }
  }

  async #serves(): Promise<boolean> {
    const infos = await Promise.all(this.servers.map((server) => redisCli(server.port, "cluster", "info")));
    return infos.every((info) => info.includes("cluster_state:ok") && info.includes(`cluster_slots_assigned:${SLOTS}`));
  }
}

async function startMaster(config: readonly string[]): Promise<RedisServer> {
  const busPort = await findPort("127.0.0.1");
  const lines = ["cluster-enabled yes", `cluster-port ${busPort}`, "cluster-node-timeout 2000"];
  return RedisServer.start({ config: [...lines, "cluster-require-full-coverage no", ...config] });
}

function rangeOf(at: number): [string, string] {
  const start = (n: number): number => Math.floor((n * SLOTS) / MASTERS);
  return [String(start(at)), String(start(at + 1) - 1)];
}
