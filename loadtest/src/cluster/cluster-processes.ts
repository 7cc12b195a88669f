import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "@fairlead/base";
import { findPort, findPortBlock, type PortBlock, RedisServer, TempFolder } from "@fairlead/testkit";
import { Ed25519KeyPair, publicKeyText } from "@fairlead/wire";
import { ServerProcess } from "../server-process.ts";

export interface ClusterSize {
  readonly rendezvous: number;
  readonly relays: number;
}
export interface ClusterMaker {
  readonly clock: Clock;
  readonly nodePath: string;
  /** For the nodes' logs. */
  readonly folder: string;
}

/** A Redis and nodes around it, each a process of its own on a loopback address of its own. */
export class ClusterProcesses implements AsyncDisposable {
  readonly redis: RedisServer;
  readonly publicKey: string;
  readonly rendezvous: ServerProcess[] = [];
  readonly relays: ServerProcess[] = [];
  readonly #maker: ClusterMaker;
  readonly #folder: TempFolder;
  readonly #keyPair: Ed25519KeyPair;
  /** The same on every node, as where a name stands for all. */
  readonly #ports: PortBlock;

  private constructor(maker: ClusterMaker, redis: RedisServer, folder: TempFolder, ports: PortBlock) {
    this.#maker = maker;
    this.redis = redis;
    this.#folder = folder;
    this.#keyPair = Ed25519KeyPair.generate();
    this.#ports = ports;
    this.publicKey = publicKeyText(this.#keyPair.publicKey);
  }

  /** Resolves when all serve. */
  static async start(maker: ClusterMaker, size: ClusterSize): Promise<ClusterProcesses> {
    const folder = await TempFolder.create("load-cluster");
    await writeFile(join(folder.path, "bus-secret"), randomBytes(32).toString("base64"), { mode: 0o600 });
    const cluster = new ClusterProcesses(maker, await RedisServer.start(), folder, await findPortBlock("127.40.1.1"));
    try {
      for (let n = 1; n <= size.rendezvous; n += 1) cluster.rendezvous.push(await cluster.#start("rendezvous", n));
      for (let n = 1; n <= size.relays; n += 1) cluster.relays.push(await cluster.#start("relay", n));
      return cluster;
    } catch (error) {
      await cluster[Symbol.asyncDispose]();
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.rendezvous, ...this.relays].map((node) => node[Symbol.asyncDispose]()));
    await this.redis[Symbol.asyncDispose]();
    await this.#folder[Symbol.asyncDispose]();
  }

  async #start(role: "rendezvous" | "relay", n: number): Promise<ServerProcess> {
    const { clock, nodePath, folder } = this.#maker;
    const name = `${role}-${n}`;
    const address = `127.40.${role === "relay" ? 2 : 1}.${n}`;
    const bus = `${address}:${await findPort(address)}`;
    const secret = join(this.#folder.path, "bus-secret");
    const common = ["--redis", this.redis.url, "--node", name, "--bus", bus, "--bus-secret-file", secret];
    return ServerProcess.start(clock, {
      nodePath,
      logFile: join(folder, `${name}.log`),
      role,
      ports: { ...this.#ports, address },
      words: ({ relay }) =>
        role === "relay"
          ? [...common, "-k", this.publicKey, "--advertise", `${address}:${relay}`]
          : [...common, "-k", this.#keyPair.secret.toString("base64"), "--register-allow", "127.64.0.0/10"],
    });
  }
}
