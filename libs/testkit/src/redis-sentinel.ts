import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { liveClock } from "./live-ports.ts";
import { findPort } from "./port-block.ts";
import { redisCli } from "./redis-cli.ts";
import { RedisServer } from "./redis-server.ts";
import { TempFolder } from "./temp-folder.ts";
import { waitUntil } from "./wait-until.ts";

const NAME = "main";

/** A real master with one replica and one Sentinel that may promote it, on loopback. */
export class RedisSentinel implements AsyncDisposable {
  readonly master: RedisServer;
  readonly replica: RedisServer;
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #folder: TempFolder;

  private constructor(
    master: RedisServer,
    replica: RedisServer,
    port: number,
    child: ChildProcess,
    folder: TempFolder,
  ) {
    this.master = master;
    this.replica = replica;
    this.port = port;
    this.#child = child;
    this.#folder = folder;
  }

  /** Resolves when the Sentinel knows the replica, and the replica has what the master has. */
  static async start(): Promise<RedisSentinel> {
    const master = await RedisServer.start();
    const replica = await RedisServer.start({
      config: [`replicaof 127.0.0.1 ${master.port}`, "repl-diskless-sync-delay 0"],
    });
    const port = await findPort("127.0.0.1");
    const folder = await TempFolder.create("sentinel");
    const file = join(folder.path, "sentinel.conf");
    await writeFile(file, configOf(port, master.port, folder.path));
    const child = spawn("redis-server", [file, "--sentinel"], { stdio: ["ignore", "ignore", "inherit"] });
    const started = new RedisSentinel(master, replica, port, child, folder);
    await waitUntil(liveClock(), "the Sentinel knows the replica", () => started.#isComplete(), 60_000);
    return started;
  }

  get url(): string {
    return `redis+sentinel://127.0.0.1:${this.port}/${NAME}`;
  }

  /**
   * Resolves when the replica is the master. A Sentinel whose own timers were late waits 30 s before it does anything, and when it promotes, it cuts the replica's clients off:
   * a question that is cut is asked again.
   */
  async promoted(): Promise<void> {
    const role = (): Promise<string> => redisCli(this.replica.port, "role").catch(() => "");
    const isMaster = async (): Promise<boolean> => (await role()).startsWith("master");
    await waitUntil(liveClock(), "the replica is promoted", isMaster, 120_000);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const closed = once(this.#child, "close");
      this.#child.kill("SIGKILL");
      await closed;
    }
    await Promise.all([this.master, this.replica, this.#folder].map((part) => part[Symbol.asyncDispose]()));
  }

  async #isComplete(): Promise<boolean> {
    const info = await redisCli(this.port, "info", "sentinel").catch(() => "");
    const link = await redisCli(this.replica.port, "info", "replication").catch(() => "");
    return info.includes("slaves=1") && link.includes("master_link_status:up");
  }
}

const configOf = (port: number, masterPort: number, folder: string): string =>
  [
    "bind 127.0.0.1",
    `port ${port}`,
    `dir ${folder}`,
    `sentinel monitor ${NAME} 127.0.0.1 ${masterPort} 1`,
    `sentinel down-after-milliseconds ${NAME} 2000`,
    `sentinel failover-timeout ${NAME} 5000`,
    "",
  ].join("\n");
