import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** `ours`: a whole rendezvous with memory adapters. `echo`: a dgram socket that sends back what comes. */
export type ResponderKind = "ours" | "echo";

const RESPONDER = join(import.meta.dirname, "heartbeat-responder", "main.ts");
/** USER_HZ of Linux: what /proc counts processor time in. */
const TICKS_PER_SECOND = 100;

/** Something that answers datagrams, in a process of its own. */
export class Responder implements AsyncDisposable {
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(port: number, child: ChildProcess) {
    this.port = port;
    this.#child = child;
  }

  static async start(kind: ResponderKind, nodePath: string): Promise<Responder> {
    const child = spawn(nodePath, [RESPONDER, kind], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    return new Responder(Number(line.toString()), child);
  }

  /** Processor seconds since its start, user and system. */
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
    this.#child.kill("SIGKILL");
    if (this.#child.exitCode === null) await once(this.#child, "close");
  }
}
