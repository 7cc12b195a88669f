import { connect } from "node:net";
import { join } from "node:path";
import { isSystemError } from "@fairlead/base";
import { SettingsError } from "@fairlead/runtime";
import { REDIS_PORT } from "./local-places.ts";
import { LocalProcess } from "./local-process.ts";

/** A redis-server as the cluster needs one: it forgets nothing when it is full, and keeps what it has over a restart. */
export async function startRedis(address: string, folder: string): Promise<LocalProcess> {
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
  try {
    return await LocalProcess.start({
      name: "redis",
      program: "redis-server",
      words: ["-"],
      input: `${lines.join("\n")}\n`,
      logFile: join(folder, "log"),
      // A terminal's Ctrl-C must not end it before the nodes have left.
      options: { stdio: ["pipe", "pipe", "pipe"], detached: true },
    });
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
