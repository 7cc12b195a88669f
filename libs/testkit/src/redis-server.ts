import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { liveClock } from "./live-ports.ts";
import { findPort } from "./port-block.ts";
import { TempFolder } from "./temp-folder.ts";
import { waitUntil } from "./wait-until.ts";

export interface RedisServerOptions {
  readonly address?: string;
  /** To come back at the same place after a stop. */
  readonly port?: number;
  /** Further lines of redis.conf, such as `requirepass secret`. */
  readonly config?: readonly string[];
  /** To keep data over a stop; otherwise a folder that goes with the server. */
  readonly folder?: string;
}

/** A real redis-server of its own, on loopback, without persistence unless `config` asks for it. */
export class RedisServer implements AsyncDisposable {
  readonly address: string;
  readonly port: number;
  readonly folder: string;
  readonly #config: readonly string[];
  readonly #ownFolder: TempFolder | undefined;
  #child: ChildProcess | undefined;

  private constructor(
    place: { readonly address: string; readonly port: number; readonly folder: string },
    config: readonly string[],
    ownFolder: TempFolder | undefined,
  ) {
    this.address = place.address;
    this.port = place.port;
    this.folder = place.folder;
    this.#config = config;
    this.#ownFolder = ownFolder;
  }

  /** Resolves when it answers. */
  static async start(options: RedisServerOptions = {}): Promise<RedisServer> {
    const address = options.address ?? "127.0.0.1";
    const port = options.port ?? (await findPort(address));
    const ownFolder = options.folder === undefined ? await TempFolder.create("redis") : undefined;
    const folder = options.folder ?? ownFolder?.path ?? "";
    const server = new RedisServer({ address, port, folder }, options.config ?? [], ownFolder);
    await server.startAgain();
    return server;
  }

  /** At the same place after `kill`: with nothing in memory, and what its folder holds. */
  async startAgain(): Promise<void> {
    const { address, port, folder } = this;
    const lines = [`bind ${address}`, `port ${port}`, `dir ${folder}`, 'save ""', "appendonly no", ...this.#config];
    const child = spawn("redis-server", ["-"], { stdio: ["pipe", "ignore", "inherit"] });
    child.stdin?.end(`${lines.join("\n")}\n`);
    child.once("close", () => {
      if (this.#child === child) this.#child = undefined;
    });
    this.#child = child;
    await waitUntil(liveClock(), "redis-server answers", () => this.#answers(), 30_000);
  }

  get url(): string {
    return `redis://${this.address}:${this.port}`;
  }
  get pid(): number {
    return this.#child?.pid ?? -1;
  }

  /** `SIGSTOP` pauses it, `SIGCONT` lets it go on. */
  signal(name: NodeJS.Signals): void {
    this.#child?.kill(name);
  }

  /** One inline command such as `FLUSHALL`; answers the first line of the reply. */
  async command(line: string): Promise<string> {
    const socket = connect(this.port, this.address);
    try {
      socket.write(`${line}\r\n`);
      const [reply] = (await once(socket, "data")) as [Buffer];
      return reply.toString("utf8").split("\r\n")[0] ?? "";
    } finally {
      socket.destroy();
    }
  }

  /** Resolves when the process is gone; its folder stays until disposal. */
  async kill(name: NodeJS.Signals = "SIGKILL"): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    const closed = once(child, "close");
    child.kill("SIGCONT");
    child.kill(name);
    await closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await this.#ownFolder?.[Symbol.asyncDispose]();
  }

  /** It, and not another test's that was faster to take the port. One that wants TLS or a password does not say. */
  async #answers(): Promise<boolean> {
    if (this.#child === undefined) throw new Error(`redis-server on port ${this.port} has ended`);
    const socket = connect(this.port, this.address);
    try {
      await once(socket, "connect");
      const pid = await saidPid(socket);
      return pid === undefined || pid === this.pid;
    } catch {
      return false;
    } finally {
      socket.destroy();
    }
  }
}

function saidPid(socket: Socket): Promise<number | undefined> {
  socket.write("INFO server\r\n");
  return new Promise((resolve) => {
    const unheard = liveClock().after(2000, () => resolve(undefined));
    socket.once("error", () => resolve(undefined));
    socket.once("close", () => resolve(undefined));
    socket.once("data", (reply) => {
      unheard[Symbol.dispose]();
      const pid = /process_id:(\d+)/.exec(reply.toString("utf8"))?.[1];
      resolve(pid === undefined ? undefined : Number(pid));
    });
  });
}
