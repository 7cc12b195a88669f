import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { liveClock, waitUntil } from "@fairlead/testkit";
import type { ControlPlane } from "./control-plane.ts";
import { enterWords } from "./pod-runner/container-process.ts";
import type { RunnerSettings } from "./pod-runner/runner-settings.ts";
import { insideWords } from "./private-network.ts";
import { type Ran, type RunOptions, runProgram } from "./run-program.ts";
import { inRepository, repository } from "./scripts.ts";

export interface PodRunnerOptions {
  /** Commands that stand for images; what is not named is faked. */
  readonly images?: Readonly<Record<string, readonly string[]>>;
  readonly nodes?: number;
  /** Plays the cloud's load balancers; true unless told. */
  readonly loadBalancers?: boolean;
  /** Offers the default StorageClass `rig`; true unless told. */
  readonly claims?: boolean;
}

export interface ContainerPlace {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** Nodes whose pods are processes of this machine; within the private network each pod has its own address. */
export class PodRunner implements AsyncDisposable {
  readonly folder: string;
  readonly #child: ChildProcess;

  private constructor(folder: string, child: ChildProcess) {
    this.folder = folder;
    this.#child = child;
  }

  /** Resolves when the nodes are there. */
  static async start({ kubeconfig, folder: state }: ControlPlane, options: PodRunnerOptions = {}): Promise<PodRunner> {
    const folder = join(state, "pods");
    mkdirSync(folder, { recursive: true });
    const inside = insideWords();
    const bin = inRepository("node_modules/.bin");
    const settings: RunnerSettings = {
      ...{ kubeconfig, folder, images: options.images ?? {}, nodes: options.nodes ?? 1, isolated: inside.length > 0 },
      ...{ loadBalancers: options.loadBalancers ?? true, claims: options.claims ?? true },
      ...{ shown: [repository, dirname(process.execPath)], path: `${bin}:${dirname(process.execPath)}` },
    };
    const file = join(folder, "settings.json");
    writeFileSync(file, JSON.stringify(settings));
    const log = openSync(join(state, "log", "pod-runner.log"), "a");
    const [program = "", ...args] = [
      ...inside,
      process.execPath,
      join(import.meta.dirname, "pod-runner/main.ts"),
      file,
    ];
    const child = spawn(program, args, { stdio: ["ignore", log, log] });
    const runner = new PodRunner(folder, child);
    const said = (): string => readFileSync(join(state, "log", "pod-runner.log"), "utf8");
    await waitUntil(liveClock(), "the pod runner is ready", () => runner.#isReady(said), 60_000);
    return runner;
  }

  /** What its container has said, over all its runs. */
  logs(namespace: string, pod: string, container: string): string {
    const file = join(this.folder, "logs", `${namespace}_${pod}_${container}.log`);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  }

  /** Stands for `kubectl exec`: runs it in the container's namespaces with its environment. Rejects when the container does not run. */
  async exec(place: ContainerPlace, command: readonly string[], options: RunOptions = {}): Promise<Ran> {
    const pid = this.pid(place);
    const environment = readFileSync(`/proc/${pid}/environ`, "utf8")
      .split("\0")
      .filter((line) => line !== "");
    const env = ["env", "-i", ...environment];
    return runProgram([...enterWords(pid), ...env, ...command], options);
  }

  /** Its process is signalled; the rules of its pod say what becomes of it. */
  signal(place: ContainerPlace, name: NodeJS.Signals): void {
    process.kill(this.pid(place), name);
  }

  /** Of a running container's process. */
  pid({ namespace, pod, container }: ContainerPlace): number {
    const file = join(this.folder, "pids", `${namespace}_${pod}_${container}`);
    const pid = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
    // While it is being written it is empty, and 0 would be everybody.
    if (pid === 0) throw new Error(`container ${container} of ${namespace}/${pod} does not run`);
    return pid;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    await ended;
  }

  #isReady(said: () => string): boolean {
    if (this.#child.exitCode !== null) throw new Error(`the pod runner has ended: ${said()}`);
    return /^ready$/m.test(said());
  }
}
