import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { cpuSecondsOf, residentBytesOf } from "../process-usage.ts";

/** `ours`: a whole rendezvous with memory adapters. `echo`: a dgram socket that sends back what comes. */
export type ResponderKind = "ours" | "echo";

const RESPONDER = join(import.meta.dirname, "heartbeat-responder", "main.ts");

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

  /** Processor seconds since its start, all threads, user and system. */
  cpuSeconds(): Promise<number> {
    return cpuSecondsOf(this.#child.pid);
  }

  residentBytes(): Promise<number> {
    return residentBytesOf(this.#child.pid);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    if (this.#child.exitCode === null) await once(this.#child, "close");
  }
}
