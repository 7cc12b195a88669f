import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findPort, liveClock, waitUntil } from "@fairlead/testkit";
import type { KubeTools } from "./kube-tools.ts";
import { neededTools } from "./kube-tools.ts";
import { insideWords, NETWORK } from "./private-network.ts";
import { RigApi } from "./rig-api.ts";
import { outputOf, type Ran, type RunOptions, runProgram } from "./run-program.ts";
import { script } from "./scripts.ts";

export interface ControlPlaneOptions {
  readonly tools?: KubeTools;
  /** False leaves it out, for tests without pods. */
  readonly scheduler?: boolean;
  /** Further flags of kube-apiserver, such as `--audit-policy-file=…`. */
  readonly apiServerFlags?: string;
}

type Component = "etcd" | "kube-apiserver" | "kube-controller-manager" | "kube-scheduler" | "kube-proxy";

/** A real control plane: on free loopback ports, or on the cluster side of the private network. */
export class ControlPlane implements AsyncDisposable {
  readonly tools: KubeTools;
  /** Keys, data, logs and pids; gone when it is disposed. */
  readonly folder: string;
  /** Of the administrator; JSON. */
  readonly kubeconfig: string;
  readonly api: RigApi;
  #calls = 0;

  private constructor(tools: KubeTools, folder: string) {
    this.tools = tools;
    this.folder = folder;
    this.kubeconfig = join(folder, "admin.kubeconfig");
    this.api = new RigApi(this.kubeconfig);
  }

  /** Resolves when objects can be made; 5-9 s on a quiet machine. */
  static async start(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
    const { tools = neededTools(), scheduler = true, apiServerFlags = "" } = options;
    const inside = insideWords();
    const bind = inside.length === 0 ? "127.0.0.1" : NETWORK.clusterSide;
    // On the machine's own loopback others look for ports at the same time; a network of its own has no others.
    const ports = inside.length > 0 ? [] : await Promise.all([0, 1, 2].map(() => findPort(bind)));
    const env = {
      BIND: bind,
      SCHEDULER: scheduler ? "1" : "0",
      APISERVER_FLAGS: apiServerFlags,
      PORTS: ports.join(" "),
    };
    const words = [...inside, script("start-control-plane.sh"), tools.folder];
    const said = await outputOf(words, { env, timeoutMs: 180_000 });
    const folder = /^export KUBE_STATE=(.*)$/m.exec(said)?.[1];
    if (folder === undefined) throw new Error(`start-control-plane.sh said ${said}`);
    return new ControlPlane(tools, folder);
  }

  /** What it printed; rejects when it fails. */
  async kubectl(args: readonly string[], options: RunOptions = {}): Promise<string> {
    return outputOf([this.tools.bin("kubectl"), ...args], this.#with(options));
  }

  async tryKubectl(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
    return runProgram([this.tools.bin("kubectl"), ...args], this.#with(options));
  }

  /** `program` is `helm` (4) or `helm3`. */
  async helm(
    args: readonly string[],
    options: RunOptions & { readonly program?: "helm" | "helm3" } = {},
  ): Promise<string> {
    return outputOf(
      [this.tools.bin(options.program ?? "helm"), ...args],
      this.#with({ timeoutMs: 180_000, ...options }),
    );
  }

  async tryHelm(
    args: readonly string[],
    options: RunOptions & { readonly program?: "helm" | "helm3" } = {},
  ): Promise<Ran> {
    return runProgram(
      [this.tools.bin(options.program ?? "helm"), ...args],
      this.#with({ timeoutMs: 180_000, ...options }),
    );
  }

  /** Objects as YAML or JSON text. */
  async apply(manifests: string): Promise<void> {
    await this.kubectl(["apply", "--server-side", "--force-conflicts", "-f", "-"], { stdin: manifests });
  }

  /** Applies the definitions and waits until they are served. */
  async define(manifests: string): Promise<void> {
    await this.apply(manifests);
    await this.kubectl(["wait", "--for=condition=Established", "crd", "--all", "--timeout=60s"], { timeoutMs: 90_000 });
  }

  log(component: Component): string {
    const file = join(this.folder, "log", `${component}.log`);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  }

  /** Its process is killed; nobody starts it again but `startAgain`. */
  async kill(component: Component, signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    const pid = this.#pid(component);
    process.kill(pid, signal);
    await waitUntil(liveClock(), `${component} has ended`, () => !isAlive(pid), 30_000);
  }

  /** With the command it had. An API server that gives up while it starts is started once more, as a kubelet would. */
  async startAgain(component: Component): Promise<void> {
    await outputOf([...insideWords(), "sh", this.#run(`${component}.sh`)]);
    if (component !== "kube-apiserver") return;
    let startsLeft = 3;
    const isBack = async (): Promise<boolean> => {
      if (!isAlive(this.#pid(component)) && startsLeft > 0) {
        startsLeft -= 1;
        await outputOf([...insideWords(), "sh", this.#run(`${component}.sh`)]);
      }
      return this.isReady();
    };
    try {
      await waitUntil(liveClock(), "the API server is ready", isBack, 90_000);
    } catch (error) {
      const last = this.log(component).split("\n").slice(-6).join("\n");
      throw new Error(`the API server did not come back; the end of its log:\n${last}`, { cause: error });
    }
  }

  /** Every connection to the API server breaks, and the next ones are taken: all watches are cut. Only within the private network. */
  async cutConnections(): Promise<void> {
    const { port } = this.api.server;
    await outputOf([...insideWords(), "ss", "--kill", "--no-header", "state", "established", "sport", "=", `:${port}`]);
  }

  /** Pods and the API server hear nothing of each other until it is disposed: neither an end nor an answer. */
  async partition(): Promise<AsyncDisposable> {
    const { port } = this.api.server;
    const drop = `ip saddr 10.244.0.0/16 tcp dport ${port} drop`;
    const table = `table ip rig-partition { chain in { type filter hook input priority 0; ${drop}; }; chain out { type filter hook output priority 0; ip daddr 10.244.0.0/16 tcp sport ${port} drop; }; }`;
    await this.#nft(table);
    return { [Symbol.asyncDispose]: () => this.#nft("delete table ip rig-partition") };
  }

  async #nft(text: string): Promise<void> {
    await outputOf([...insideWords(), "/usr/sbin/nft", "-f", "-"], { stdin: `${text}\n` });
  }

  async isReady(): Promise<boolean> {
    try {
      return (await this.api.get<unknown>("/readyz")) === "ok";
    } catch {
      return false;
    }
  }

  /** A real kube-proxy on the cluster side: Services have their addresses from now on. */
  async startProxy(node = "node-1"): Promise<void> {
    const words = [...insideWords(), script("start-kube-proxy.sh"), this.tools.folder, this.folder, node];
    await outputOf(words, { timeoutMs: 120_000 });
  }

  /** Whether kube-proxy leads anybody to this pod's address now. */
  async proxyLeadsTo(podIp: string): Promise<boolean> {
    const rules = await outputOf([...insideWords(), "/usr/sbin/nft", "list", "table", "ip", "kube-proxy"]);
    return new RegExp(`dnat to ${podIp.replaceAll(".", "\\.")}:`).test(rules);
  }

  /** A line of the test in the log of the API server, to find one's place in it. */
  note(text: string): void {
    appendFileSync(join(this.folder, "log", "kube-apiserver.log"), `--- ${text}\n`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.api[Symbol.dispose]();
    await runProgram([script("stop-control-plane.sh"), this.folder], { timeoutMs: 180_000 });
  }

  #pid(component: Component): number {
    return Number(readFileSync(this.#run(`${component}.pid`), "utf8"));
  }

  #run(name: string): string {
    return join(this.folder, "run", name);
  }

  #with(options: RunOptions): RunOptions {
    this.#calls += 1;
    // What the programs keep in a user's folders is no part of a test; a list of kinds that was kept would not hold the kinds that came since.
    const own = join(this.folder, "programs");
    const helm = { HELM_CACHE_HOME: own, HELM_CONFIG_HOME: own, HELM_DATA_HOME: own };
    const kubectl = { KUBECONFIG: this.kubeconfig, KUBECACHEDIR: join(own, `kinds-${this.#calls}`) };
    return { ...options, env: { ...helm, ...kubectl, ...options.env } };
  }
}

/** One that has ended and was not yet waited for is not. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
