import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, realpath, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { type Clock, isSystemError } from "@fairlead/base";
import { SettingsError } from "@fairlead/runtime";
import { REDIS_PORT } from "./local-places.ts";
import { LocalProcess } from "./local-process.ts";

const ANSWER_MS = 2_000;

/** Says redis-server's id, and ends it when told to, or when whoever holds our standard input is gone, however that went. */
const GUARD = `redis-server "$1" & child=$!; echo "pid $child"; trap 'kill $child' TERM; read -r _; kill $child 2>/dev/null; wait $child`;

/** A redis-server as the cluster needs one: it forgets nothing when it is full, and keeps what it has over a restart. */
export async function startRedis(address: string, folder: string): Promise<LocalProcess> {
  await refuseWithoutRedis();
  const lines = [
    `bind ${address}`,
    `port ${REDIS_PORT}`,
    `dir ${JSON.stringify(folder)}`,
    "maxmemory-policy noeviction",
    "appendonly yes",
    'save ""',
    // Only this machine's loopback reaches it.
    "protected-mode no",
  ];
  const file = join(folder, "redis.conf");
  await writeFile(file, `${lines.join("\n")}\n`, { mode: 0o600 });
  return await LocalProcess.start({
    name: "redis",
    program: "sh",
    words: ["-c", GUARD, "redis", file],
    logFile: join(folder, "log"),
    // A terminal's Ctrl-C must not end it before the nodes have left.
    options: { stdio: ["pipe", "pipe", "pipe"], detached: true },
  });
}

/** Of redis-server itself. */
export function redisPid({ said }: LocalProcess): number {
  return Number(/^pid (\d+)$/m.exec(said)?.[1] ?? 0);
}

/** Two of them on one folder would each spoil what the other keeps. */
export async function refuseRunningRedis(clock: Clock, folder: string): Promise<void> {
  const conf = await readFile(join(folder, "redis.conf"), "utf8").catch(() => "");
  const address = /^bind (\S+)$/m.exec(conf)?.[1];
  if (address === undefined || !(await keepsItsDataIn(clock, address, folder))) return;
  throw new SettingsError(
    `a cluster runs in ${dirname(folder)} already, its Redis answers at ${address}:${REDIS_PORT}; do: end that one first, or give another folder`,
  );
}

/** One that does not say counts as yes. */
async function keepsItsDataIn(clock: Clock, address: string, folder: string): Promise<boolean> {
  const socket = connect(REDIS_PORT, address);
  try {
    socket.write("CONFIG GET dir\r\n");
    const [reply] = (await once(socket, "data", { signal: clock.deadline(ANSWER_MS) })) as [Buffer];
    return reply.toString("utf8").includes(await realpath(folder));
  } catch (error) {
    return !isSystemError(error, "ECONNREFUSED");
  } finally {
    socket.destroy();
  }
}

async function refuseWithoutRedis(): Promise<void> {
  try {
    await once(spawn("redis-server", ["--version"], { stdio: "ignore" }), "spawn");
  } catch (cause) {
    if (!isSystemError(cause, "ENOENT")) throw cause;
    throw new SettingsError("there is no redis-server on this machine; do: apt-get install redis-server", { cause });
  }
}

/** Whether it takes connections. */
export function redisAnswers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(REDIS_PORT, address);
    const settle = (answers: boolean): void => {
      socket.destroy();
      resolve(answers);
    };
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  });
}
