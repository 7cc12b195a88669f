import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { access, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "@fairlead/base";
import { findPort, TempFolder, waitUntil } from "@fairlead/testkit";
import { cpuSecondsOf } from "../process-usage.ts";
import { canConnect } from "./can-connect.ts";

/** `ours`: the relay's engine. `pipe`: `a.pipe(b)` in Node. `haproxy`: Debian's, tcp mode, one thread. */
export type ForwarderKind = "ours" | "pipe" | "haproxy";

const NODE_FORWARDER = join(import.meta.dirname, "relay-forwarder", "main.ts");
const HAPROXY = "/usr/sbin/haproxy";

/** A forwarder in a process of its own, from its port to the target's. */
export class Forwarder implements AsyncDisposable {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #folder: TempFolder | undefined;

  private constructor(port: number, child: ChildProcess, folder?: TempFolder) {
    this.port = port;
    this.#child = child;
    this.#folder = folder;
  }

  static start(kind: ForwarderKind, targetPort: number, clock: Clock, nodePath: string): Promise<Forwarder> {
    return kind === "haproxy" ? Forwarder.#haproxy(targetPort, clock) : Forwarder.#node(kind, targetPort, nodePath);
  }

  /** Processor seconds since its start, all threads, user and system. */
  cpuSeconds(): Promise<number> {
    return cpuSecondsOf(this.#child.pid);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    if (this.#child.exitCode === null) await once(this.#child, "close");
    await this.#folder?.[Symbol.asyncDispose]();
  }

  static async #node(kind: ForwarderKind, targetPort: number, nodePath: string): Promise<Forwarder> {
    const child = spawn(nodePath, [NODE_FORWARDER, kind, String(targetPort)], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    return new Forwarder(Number(line.toString()), child);
  }

  static async #haproxy(targetPort: number, clock: Clock): Promise<Forwarder> {
    const folder = await TempFolder.create("haproxy");
    const port = await findPort("127.0.0.1");
    const config = join(folder.path, "haproxy.cfg");
    await writeFile(config, haproxyConfig(port, targetPort));
    const child = spawn(HAPROXY, ["-db", "-q", "-f", config], { stdio: ["ignore", "ignore", "inherit"] });
    await waitUntil(clock, "a serving haproxy", () => canConnect(port), 10_000);
    return new Forwarder(port, child, folder);
  }
}

export async function hasHaproxy(): Promise<boolean> {
  return access(HAPROXY).then(
    () => true,
    () => false,
  );
}

function haproxyConfig(port: number, targetPort: number): string {
  return [
    "global",
    "  nbthread 1",
    "defaults",
    "  mode tcp",
    "  timeout connect 5s",
    "  timeout client 30s",
    "  timeout server 30s",
    "listen relay",
    `  bind 127.0.0.1:${port}`,
    `  server target 127.0.0.1:${targetPort}`,
    "",
  ].join("\n");
}
