import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { script } from "./scripts.ts";

/** Addresses of the private network, as scripts/private-network.sh has them. */
export const NETWORK = {
  /** The first node, and where the API server and the names are. */
  clusterSide: "192.0.2.1",
  /** Clients may bind 203.0.113.1 to .254. */
  outside: (host: number): string => `203.0.113.${host}`,
  loadBalancer: (host: number): string => `198.51.100.${host}`,
} as const;

const MARK = "FAIRLEAD_PRIVATE_NETWORK";

/** Words to put before a command that is to run on the cluster side; none outside a private network. */
export function insideWords(): readonly string[] {
  return (process.env["INSIDE"] ?? "").split(" ").filter((word) => word !== "");
}

/** Why no private network can be had here. */
export function privateNetworkRefusal(): string | undefined {
  const programs = [
    "/usr/sbin/ip:/sbin/ip:/usr/bin/ip",
    "/usr/sbin/nft:/sbin/nft:/usr/bin/nft",
    "/usr/bin/unshare",
    "/usr/bin/setpriv",
  ];
  const missing = programs.filter((places) => !places.split(":").some((place) => existsSync(place)));
  if (missing.length > 0)
    return `no ${missing.map((places) => places.split("/").at(-1)).join(", ")}; do: apt-get install iproute2 nftables util-linux`;
  const map = process.getuid?.() === 0 ? [] : ["--map-root-user"];
  const tried = spawnSync("unshare", ["--net", "--mount", ...map, "true"], { encoding: "utf8" });
  return tried.status === 0
    ? undefined
    : `no network namespaces here (${tried.stderr.trim()}); do: run as root, or allow user namespaces`;
}

/**
 * The first line of a scenario's file. Runs the file again within a private network, where the test's own process is outside and a client of the cluster, and goes
 * on only there; what the inner run reports is this run's report.
 */
export async function enterPrivateNetwork(): Promise<void> {
  if (process.env[MARK] !== undefined || privateNetworkRefusal() !== undefined) return;
  const words = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const env = { ...process.env, [MARK]: "1" };
  const child = spawn(script("private-network.sh"), words, { stdio: "inherit", env });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, "exit")) as [number | null];
  process.exit(code ?? 1);
}
