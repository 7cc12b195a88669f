import { type ChildProcess, spawn } from "node:child_process";
import { readlinkSync } from "node:fs";
import { liveClock, waitUntil } from "@fairlead/testkit";
import { outputOf } from "../run-program.ts";
import { nodeIp, POD_NETWORK, type RunnerSettings } from "./runner-settings.ts";

/** Pod addresses of each node, 10.244.<node>.2 to .254; the one that was given back last comes last. */
export class PodAddresses {
  readonly #used = new Set<string>();
  readonly #next = new Map<number, number>();

  take(node: number): string {
    for (let tries = 0; tries < 253; tries += 1) {
      const host = this.#next.get(node) ?? 2;
      this.#next.set(node, host >= 254 ? 2 : host + 1);
      const ip = `${POD_NETWORK}${node + 1}.${host}`;
      if (this.#used.has(ip)) continue;
      this.#used.add(ip);
      return ip;
    }
    throw new Error("no pod address left");
  }

  giveBack(ip: string): void {
    this.#used.delete(ip);
  }
}

/** A pod's sandbox: a network namespace held open by a sleeping process, with a cable to the node, whose address is the gateway. */
export class PodNetwork implements Disposable {
  readonly ip: string;
  readonly #holder: ChildProcess | undefined;

  private constructor(ip: string, holder: ChildProcess | undefined) {
    this.ip = ip;
    this.#holder = holder;
  }

  static async open(ip: string, isOnHost: boolean, { isolated }: RunnerSettings): Promise<PodNetwork> {
    if (!isolated || isOnHost) return new PodNetwork(ip, undefined);
    const holder = spawn("unshare", ["--net", "sleep", "86400"], { stdio: "ignore" });
    const own = readlinkSync("/proc/self/ns/net");
    await waitUntil(liveClock(), `the namespace of ${ip}`, () => namespaceOf(holder.pid ?? 0) !== own, 20_000);
    const [, , third, fourth] = ip.split(".");
    const cable = `pod${third}x${fourth}`;
    const inside = `ip link set lo up; ip addr add ${ip}/32 dev eth0; ip link set eth0 up; ip route add default via ${nodeIp(0)} dev eth0 onlink`;
    const script = `PATH=$PATH:/usr/sbin:/sbin
      ip link del ${cable} 2>/dev/null || :
      ip link add ${cable} type veth peer name eth0 netns ${holder.pid}
      ip addr add ${nodeIp(0)}/32 dev ${cable}; ip link set ${cable} up; ip route replace ${ip}/32 dev ${cable}
      nsenter --target ${holder.pid} --net sh -ec "${inside}"`;
    await outputOf(["sh", "-ec", script]);
    return new PodNetwork(ip, holder);
  }

  /** Words to put before a command that is to run in the pod's network. */
  get words(): readonly string[] {
    return this.#holder === undefined ? [] : ["nsenter", "--target", String(this.#holder.pid), "--net", "--"];
  }

  [Symbol.dispose](): void {
    this.#holder?.kill("SIGKILL");
  }
}

function namespaceOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return readlinkSync("/proc/self/ns/net");
  }
}
