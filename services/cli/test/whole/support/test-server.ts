import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  findPort,
  findPortBlock,
  LoopbackHosts,
  liveClock,
  type PortBlock,
  TempFolder,
  waitUntil,
} from "@fairlead/testkit";
import { BIN } from "../../fairlead-process.ts";

const clock = liveClock();

export interface TestServerOptions {
  /** Further flags. */
  readonly words?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A folder with a key and a store; otherwise an empty one that goes with the server. */
  readonly dataDir?: string;
  /** `standalone` unless told. */
  readonly role?: string;
  readonly hosts?: LoopbackHosts;
  /** To come back at the same place after a stop. */
  readonly ports?: PortBlock;
  /** Another release's command; ours unless told. */
  readonly bin?: string | undefined;
}

/** A whole Fairlead as people run it: the command, in a process of its own, on a loopback address and free ports of its own. */
export class TestServer implements AsyncDisposable {
  readonly hosts: LoopbackHosts;
  readonly ports: PortBlock;
  readonly opsPort: number;
  readonly dataDir: string;
  readonly #child: ChildProcess;
  readonly #folder: TempFolder | undefined;
  #log = "";
  #ended = false;
  /** The exit code, or the signal's name. */
  readonly ended: Promise<string>;

  private constructor(
    place: {
      readonly hosts: LoopbackHosts;
      readonly ports: PortBlock;
      readonly opsPort: number;
      readonly dataDir: string;
    },
    child: ChildProcess,
    folder: TempFolder | undefined,
  ) {
    this.hosts = place.hosts;
    this.ports = place.ports;
    this.opsPort = place.opsPort;
    this.dataDir = place.dataDir;
    this.#child = child;
    this.#folder = folder;
    child.stdout?.setEncoding("utf8").on("data", (text: string) => this.#remember(text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => this.#remember(text));
    this.ended = once(child, "close").then(([code, signal]) => {
      this.#ended = true;
      return String(code ?? signal);
    });
  }

  /** Resolves when it serves. */
  static async start(options: TestServerOptions = {}): Promise<TestServer> {
    const hosts = options.hosts ?? new LoopbackHosts(process.pid);
    const folder = options.dataDir === undefined ? await TempFolder.create("server") : undefined;
    const dataDir = options.dataDir ?? folder?.path ?? "";
    const ports = options.ports ?? (await findPortBlock(hosts.next()));
    const place = { hosts, ports, opsPort: await findPort("127.0.0.1"), dataDir };
    const server = new TestServer(place, spawnFairlead(options, place), folder);
    try {
      await server.#whenServing();
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** As clients are configured with it. */
  get rendezvous(): string {
    return `${this.ports.address}:${this.ports.main}`;
  }
  get relay(): string {
    return `${this.ports.address}:${this.ports.relay}`;
  }
  get pid(): number {
    return this.#child.pid ?? -1;
  }
  get hasEnded(): boolean {
    return this.#ended;
  }
  /** Everything it said so far. */
  get log(): string {
    return this.#log;
  }

  /** The public key, as clients are given it. */
  async publicKey(): Promise<string> {
    return (await readFile(join(this.dataDir, "id_ed25519.pub"), "utf8")).trim();
  }

  async metrics(): Promise<string> {
    const response = await fetch(`http://127.0.0.1:${this.opsPort}/metrics`);
    return response.text();
  }

  /** The sum of a metric's series whose labels contain this text. */
  async metric(name: string, labels = ""): Promise<number> {
    const lines = (await this.metrics()).split("\n");
    const series = lines.filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
    return series
      .filter((line) => line.includes(labels))
      .reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
  }

  /** Losses of one kind since the start. */
  drops(reason: string): Promise<number> {
    return this.metric("fairlead_drops_total", `reason="${reason}"`);
  }

  /** Resident memory in bytes. */
  async residentBytes(): Promise<number> {
    const status = await readFile(`/proc/${this.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** As a service manager stops it. */
  async stop(): Promise<string> {
    if (!this.#ended) this.#child.kill("SIGTERM");
    return this.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#ended) {
      this.#child.kill("SIGCONT");
      this.#child.kill("SIGKILL");
    }
    await this.ended;
    await this.#folder?.[Symbol.asyncDispose]();
  }

  #remember(text: string): void {
    this.#log = (this.#log + text).slice(-200_000);
  }

  /** It says so when every port is open. */
  async #whenServing(): Promise<void> {
    await waitUntil(
      clock,
      "fairlead is ready",
      () => {
        if (this.#ended) throw new Error(`fairlead ended at its start:\n${this.#log}`);
        return /is ready/.test(this.#log);
      },
      90_000,
    );
  }
}

function spawnFairlead(
  options: TestServerOptions,
  place: { readonly ports: PortBlock; readonly opsPort: number; readonly dataDir: string },
): ChildProcess {
  const { ports, opsPort, dataDir } = place;
  const role = options.role ?? "standalone";
  const port = role === "hbbr" || role === "relay" ? ports.relay : ports.main;
  const words = ["--data-dir", dataDir, "-b", ports.address, "-p", String(port), "--ops-port", String(opsPort)];
  return spawn(process.execPath, [options.bin ?? BIN, role, ...words, ...(options.words ?? [])], {
    stdio: ["ignore", "pipe", "pipe"],
    cwd: dataDir,
    env: { PATH: process.env["PATH"] ?? "", ...options.env },
  });
}
