import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "@fairlead/base";
import { findPort, findPortBlock, type PortBlock, TempFolder, waitUntil } from "@fairlead/testkit";
import { cpuSecondsOf, residentBytesOf } from "./process-usage.ts";

const BIN = join(import.meta.dirname, "..", "..", "services", "cli", "bin", "fairlead.js");

export interface ServerProcessOptions {
  /** Runs it. */
  readonly nodePath: string;
  /** Where what it says goes. */
  readonly logFile: string;
  readonly words?: (ports: PortBlock) => readonly string[];
  readonly role?: "standalone" | "rendezvous" | "relay";
  /** Free ones of 127.0.0.1 when absent. */
  readonly ports?: PortBlock;
}

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

  /** Resolves when it serves. */
  static async start(
    clock: Clock,
    { nodePath, logFile, words = () => [], role = "standalone", ports: given }: ServerProcessOptions,
  ): Promise<ServerProcess> {
    const folder = await TempFolder.create("load");
    const ports = given ?? (await findPortBlock("127.0.0.1"));
    const opsPort = String(await findPort("127.0.0.1"));
    const port = String(role === "relay" ? ports.relay : ports.main);
    const own = ["--data-dir", folder.path, "-b", ports.address, "-p", port, "--ops-port", opsPort];
    const log = openSync(logFile, "w");
    const child = spawn(nodePath, [BIN, role, ...own, ...words(ports)], { stdio: ["ignore", log, log] });
    closeSync(log);
    const isReady = async (): Promise<boolean> => /is ready/.test(await readFile(logFile, "utf8"));
    try {
      await waitUntil(clock, `fairlead is ready; see ${logFile}`, isReady, 30_000);
    } catch (error) {
      child.kill("SIGKILL");
      throw error;
    }
    const publicKey = await readFile(join(folder.path, "id_ed25519.pub"), "utf8").catch(() => "");
    return new ServerProcess({ ports, publicKey: publicKey.trim(), child, folder });
  }

  get rendezvous(): string {
    return `${this.ports.address}:${this.ports.main}`;
  }

  /** Processor seconds since its start, all threads, user and system. */
  cpuSeconds(): Promise<number> {
    return cpuSecondsOf(this.#child.pid);
  }

  residentBytes(): Promise<number> {
    return residentBytesOf(this.#child.pid);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null) {
      this.#child.kill("SIGKILL");
      await once(this.#child, "close");
    }
    await this.#folder[Symbol.asyncDispose]();
  }
}
