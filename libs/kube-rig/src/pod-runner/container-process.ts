import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { liveClock } from "@fairlead/testkit";
import { runProgram } from "../run-program.ts";
import { rootScript } from "./container-root.ts";
import { type Container, type Pod, podKey } from "./pod.ts";
import type { Bind } from "./pod-volumes.ts";
import type { RunnerSettings } from "./runner-settings.ts";

export interface ProcessPlan {
  readonly pod: Pod;
  readonly container: Container;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly binds: readonly Bind[];
  /** Words that lead into the pod's network. */
  readonly network: readonly string[];
  readonly ip: string;
}

const MESSAGE_BYTES = 4096;

/** Words that run a command within a container whose process has that pid. */
export const enterWords = (pid: number): readonly string[] => [
  ...["nsenter", "--target", String(pid), "--net", "--mount", "--uts", "--root", "--wd", "--"],
];

/** One run of a container: a process in namespaces of its own, with its output in a log file and its pid beside it. */
export class ContainerProcess {
  readonly #child: ChildProcess;
  readonly #messageFile: string;
  readonly #pidFile: string;
  readonly ended: Promise<number>;

  constructor(settings: RunnerSettings, plan: ProcessPlan) {
    const name = `${podKey(plan.pod)}_${plan.container.name}`;
    this.#messageFile = join(settings.folder, "messages", name);
    this.#pidFile = join(settings.folder, "pids", name);
    const logFile = join(settings.folder, "logs", `${name}.log`);
    for (const file of [this.#messageFile, this.#pidFile, logFile]) mkdirSync(dirname(file), { recursive: true });
    writeFileSync(this.#messageFile, "");
    const log = openSync(logFile, "a");
    const [program = "", ...args] = wordsOf(settings, plan, this.#messageFile);
    const env = { PATH: `${settings.path}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`, ...plan.env };
    this.#child = spawn(program, args, { env, stdio: ["ignore", log, log] });
    closeSync(log);
    if (this.#child.pid !== undefined) writeFileSync(this.#pidFile, String(this.#child.pid));
    this.ended = this.#watchEnd();
  }

  /** What it left in its termination log. */
  get message(): string {
    return readFileSync(this.#messageFile).subarray(0, MESSAGE_BYTES).toString("utf8");
  }

  async exec(command: readonly string[], timeoutMs: number): Promise<boolean> {
    if (this.#child.pid === undefined) return false;
    return (await runProgram([...enterWords(this.#child.pid), ...command], { timeoutMs })).code === 0;
  }

  /** SIGTERM, and SIGKILL when it has not ended by then. */
  async stop(graceMs: number): Promise<void> {
    this.#child.kill("SIGTERM");
    using _late = liveClock().after(graceMs, () => this.#child.kill("SIGKILL"));
    await this.ended;
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  async #watchEnd(): Promise<number> {
    try {
      const [code, signal] = (await once(this.#child, "exit")) as [number | null, NodeJS.Signals | null];
      return code ?? (signal === "SIGKILL" ? 137 : 143);
    } catch {
      return 127;
    } finally {
      rmSync(this.#pidFile, { force: true });
    }
  }
}

function wordsOf(settings: RunnerSettings, plan: ProcessPlan, messageFile: string): readonly string[] {
  const { pod, container, network, ip } = plan;
  const root = join(settings.folder, "roots", `${podKey(pod)}_${container.name}`);
  const message = {
    from: messageFile,
    to: container.terminationMessagePath ?? "/dev/termination-log",
    readOnly: false,
  };
  const binds = [...plan.binds, message];
  const text = rootScript({
    root,
    hostname: pod.metadata.name,
    namespace: pod.metadata.namespace,
    ip,
    binds,
    shown: settings.shown,
  });
  const map = process.getuid?.() === 0 ? [] : ["--map-root-user"];
  const start = ["env", "-C", container.workingDir ?? "/", ...plan.command];
  return [...network, "unshare", "--mount", "--uts", ...map, "sh", "-ec", text, "container", ...start];
}
