import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
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
  readonly #child: ChildProcess;
  readonly #ownFolder: TempFolder | undefined;
  #ended = false;

  private constructor(
    place: { readonly address: string; readonly port: number; readonly folder: string },
    child: ChildProcess,
    ownFolder: TempFolder | undefined,
  ) {
    this.address = place.address;
    this.port = place.port;
    this.folder = place.folder;
    this.#child = child;
    this.#ownFolder = ownFolder;
    void once(child, "close").then(() => {
      this.#ended = true;
    });
  }

  /** Resolves when it answers. */
  static async start(options: RedisServerOptions = {}): Promise<RedisServer> {
    const address = options.address ?? "127.0.0.1";
    const port = options.port ?? (await findPort(address));
    const ownFolder = options.folder === undefined ? await TempFolder.create("redis") : undefined;
    const folder = options.folder ?? ownFolder?.path ?? "";
    const lines = [
      `bind ${address}`,
      `port ${port}`,
      `dir ${folder}`,
      'save ""',
      "appendonly no",
      ...(options.config ?? []),
    ];
    const child = spawn("redis-server", ["-"], { stdio: ["pipe", "ignore", "inherit"] });
    child.stdin?.end(`${lines.join("\n")}\n`);
    const server = new RedisServer({ address, port, folder }, child, ownFolder);
    await waitUntil(liveClock(), "redis-server answers", () => server.#answers(), 10_000);
    return server;
  }

  get url(): string {
    return `redis://${this.address}:${this.port}`;
  }
  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /** `SIGSTOP` pauses it, `SIGCONT` lets it go on. */
  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Resolves when the process is gone; its folder stays until disposal. */
  async kill(name: NodeJS.Signals = "SIGKILL"): Promise<void> {
    if (this.#ended) return;
    const closed = once(this.#child, "close");
    this.#child.kill("SIGCONT");
    this.#child.kill(name);
    await closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await this.#ownFolder?.[Symbol.asyncDispose]();
  }

  async #answers(): Promise<boolean> {
    if (this.#ended) throw new Error(`redis-server on port ${this.port} has ended`);
    const socket = connect(this.port, this.address);
    try {
      await once(socket, "connect");
      return true;
    } catch {
      return false;
    } finally {
      socket.destroy();
    }
  }
}
