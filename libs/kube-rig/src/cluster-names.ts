import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { liveClock, waitUntil } from "@fairlead/testkit";
import type { ControlPlane } from "./control-plane.ts";
import { insideWords, NETWORK } from "./private-network.ts";

/** Names within the private network: Services', and those a test gives. */
export class ClusterNames implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #file: string;
  readonly #given = new Map<string, string>();

  private constructor(child: ChildProcess, file: string) {
    this.#child = child;
    this.#file = file;
  }

  static async start({ kubeconfig, folder }: ControlPlane): Promise<ClusterNames> {
    const file = join(folder, "names.json");
    writeFileSync(file, "{}");
    const logFile = join(folder, "log", "cluster-dns.log");
    const log = openSync(logFile, "a");
    const main = join(import.meta.dirname, "cluster-dns/main.ts");
    const [program = "", ...args] = [...insideWords(), process.execPath, main, kubeconfig, NETWORK.clusterSide, file];
    const names = new ClusterNames(spawn(program, args, { stdio: ["ignore", log, log] }), file);
    await waitUntil(
      liveClock(),
      "the cluster's names are served",
      () => /^ready$/m.test(readFileSync(logFile, "utf8")),
      60_000,
    );
    return names;
  }

  /** Holds within a second. */
  give(name: string, ip: string): void {
    this.#given.set(name.toLowerCase(), ip);
    // Whole or not at all, for whoever reads it now.
    writeFileSync(`${this.#file}.new`, JSON.stringify(Object.fromEntries(this.#given)));
    renameSync(`${this.#file}.new`, this.#file);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    await ended;
  }
}
