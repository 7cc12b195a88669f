import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** One command at a Redis on loopback; what `redis-cli` prints. */
export async function redisCli(port: number, ...words: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("redis-cli", ["-p", String(port), ...words], { timeout: 10_000 });
  return stdout.trim();
}
