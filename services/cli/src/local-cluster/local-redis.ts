import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { isSystemError } from "@fairlead/base";
import { SettingsError } from "@fairlead/runtime";
import { REDIS_PORT } from "./local-places.ts";
import { LocalProcess } from "./local-process.ts";

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
