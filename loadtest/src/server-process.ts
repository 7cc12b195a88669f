import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "@fairlead/base";
import { findPort, findPortBlock, type PortBlock, TempFolder, waitUntil } from "@fairlead/testkit";

const BIN = join(import.meta.dirname, "..", "..", "services", "cli", "bin", "fairlead.js");
/** USER_HZ of Linux: what /proc counts processor time in. */
const TICKS_PER_SECOND = 100;

/** The server under load: the command as people run it, in a process of its own, on loopback. */
export class ServerProcess implements AsyncDisposable {
  readonly ports: PortBlock;
  readonly publicKey: string;
  readonly #child: ChildProcess;
  readonly #folder: TempFolder;

  private constructor(parts: {
    readonly ports: PortBlock;
    readonly publicKey: string;
    readonly child: ChildProcess;
    readonly folder: TempFolder;
  }) {
    this.ports = parts.ports;
    this.publicKey = parts.publicKey;
    this.#child = parts.child;
    this.#folder = parts.folder;
  }

  /** Resolves when it serves; `nodePath` runs it, what it says goes to `logFile`. */
  static async start(
    clock: Clock,
    {
      nodePath,
      logFile,
      words = [],
    }: { readonly nodePath: string; readonly logFile: string; readonly words?: readonly string[] },
  ): Promise<ServerProcess> {
    const folder = await TempFolder.create("load");
    const ports = await findPortBlock("127.0.0.1");
    const opsPort = String(await findPort("127.0.0.1"));
    const own = ["--data-dir", folder.path, "-b", ports.address, "-p", String(ports.main), "--ops-port", opsPort];
    const log = openSync(logFile, "w");
    const child = spawn(nodePath, [BIN, "standalone", ...own, ...words], { stdio: ["ignore", log, log] });
    closeSync(log);
    const isReady = async (): Promise<boolean> => /is ready/.test(await readFile(logFile, "utf8"));
    await waitUntil(clock, `fairlead is ready; see ${logFile}`, isReady, 30_000);
    const publicKey = (await readFile(join(folder.path, "id_ed25519.pub"), "utf8")).trim();
    return new ServerProcess({ ports, publicKey, child, folder });
  }

  get rendezvous(): string {
    return `${this.ports.address}:${this.ports.main}`;
  }

  /** Processor seconds since its start, all threads, user and system. */
  async cpuSeconds(): Promise<number> {
    const stat = await readFile(`/proc/${this.#child.pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  }

  async residentBytes(): Promise<number> {
    const status = await readFile(`/proc/${this.#child.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null) {
      this.#child.kill("SIGKILL");
      await once(this.#child, "close");
    }
    await this.#folder[Symbol.asyncDispose]();
  }
}
