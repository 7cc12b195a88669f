/**
 * In the image, while it is built: runs each role until its code is loaded, so that Node leaves what it compiled in the cache folder; then nobody may write
 * there any more. As the user of the image, because the folder's name has the user in it. A role that does not stop by itself gets a signal.
 */
import { spawn } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

const USER = 65532;
const STOP_AFTER_MS = 15_000;
const KILL_AFTER_MS = 30_000;
/** What a node says when all of it is loaded; a server by itself shows what it serves. */
const WAITING = '"event":"cluster.waiting"';
const cache = process.env["NODE_COMPILE_CACHE"] ?? "";
const home = mkdtempSync("/tmp/warm-");

/** Nothing answers at these places: a node waits for its Redis, with all of its code loaded. */
const NODE = [
  "--redis",
  "redis://127.0.0.1:9",
  "--bus",
  "127.0.0.1:19092",
  "--node",
  "warm",
  "--ops-port",
  "19090",
  "-b",
  "127.0.0.1",
];
const COMMANDS: readonly (readonly string[])[] = [
  ["standalone", "--data-dir", join(home, "one"), "-b", "127.0.0.1"],
  ["rendezvous", "--data-dir", join(home, "two"), ...NODE],
  ["relay", "--data-dir", join(home, "three"), ...NODE, "--advertise", "127.0.0.1"],
  ["controller", "--name", "warm", "--namespace", "warm", "--redis", "redis://127.0.0.1:9"],
  ["kube-init", "--name", "warm", "--namespace", "warm"],
  ["kube-test"],
  ["ctl", "--data-dir", join(home, "one"), "nodes"],
  ["doctor", "127.0.0.1:9"],
];

async function run(words: readonly string[]): Promise<void> {
  const api = { KUBERNETES_SERVICE_HOST: "127.0.0.1", KUBERNETES_SERVICE_PORT: "9" };
  const environment = { ...process.env, ...api, BUS_SECRET: "a secret that nobody else has: 0123456789", HOME: home };
  const child = spawn("/usr/local/bin/fairlead", words, {
    uid: USER,
    gid: USER,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    cwd: home,
  });
  const said: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.push(text);
    if (text.includes(WAITING)) child.kill("SIGTERM");
  });
  child.stdout.once("data", () => child.kill("SIGTERM")).resume();
  const stop = setTimeout(() => child.kill("SIGTERM"), STOP_AFTER_MS);
  const kill = setTimeout(() => child.kill("SIGKILL"), KILL_AFTER_MS);
  const code = await new Promise<number | string | null>((resolve, reject) => {
    child.on("error", reject).on("exit", (status, signal) => resolve(status ?? signal));
  });
  clearTimeout(stop);
  clearTimeout(kill);
  if (said.join("").includes("Cannot find")) throw new Error(`${words[0]}: ${said.join("")}`);
  process.stdout.write(`warm: ${words[0]} ended with ${code}; ${said.join("").trim().split("\n").at(-1) ?? ""}\n`);
}

/** Files and folders belong to root and are read by all. */
function close(folder: string): number {
  let bytes = 0;
  for (const name of [".", ...readdirSync(folder, { recursive: true, encoding: "utf8" })]) {
    const path = join(folder, name);
    const entry = statSync(path);
    chownSync(path, 0, 0);
    chmodSync(path, entry.isDirectory() ? 0o755 : 0o644);
    if (entry.isFile()) bytes += entry.size;
  }
  return bytes;
}

mkdirSync(cache, { recursive: true });
for (const folder of [cache, home]) chownSync(folder, USER, USER);
for (const words of COMMANDS) await run(words);
rmSync(home, { recursive: true });
process.stdout.write(`warm: ${Math.round(close(cache) / 1024)} KiB of compiled code in ${cache}\n`);
