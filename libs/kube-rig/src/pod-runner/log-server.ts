import { once } from "node:events";
import { createReadStream, existsSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { join } from "node:path";
import { nodeIp, type RunnerSettings } from "./runner-settings.ts";

const KUBELET_PORT = 10_250;

/** The one thing of a kubelet's own API that the runner plays: `kubectl logs` and `helm test --logs` ask the node through the API server. */
export async function serveLogs({ folder, nodes, isolated }: RunnerSettings): Promise<void> {
  const keys = join(folder, "../pki");
  if (!isolated || !existsSync(join(keys, "apiserver.key"))) return;
  const own = { key: readFileSync(join(keys, "apiserver.key")), cert: readFileSync(join(keys, "apiserver.crt")) };
  for (let index = 0; index < nodes; index += 1) {
    const server = createServer(own, (asked, answer) => showLog(folder, asked, answer));
    server.listen(KUBELET_PORT, nodeIp(index));
    await once(server, "listening");
  }
}

function showLog(folder: string, { url = "/" }: IncomingMessage, answer: ServerResponse): void {
  const { pathname, searchParams } = new URL(url, "https://node");
  const [what, namespace, pod, container] = pathname.split("/").slice(1);
  const file = join(folder, "logs", `${namespace}_${pod}_${container}.log`);
  if (what !== "containerLogs" || !existsSync(file)) {
    answer.writeHead(404).end(`the rig plays no ${pathname}: only logs of containers that have started\n`);
    return;
  }
  answer.writeHead(200, { "content-type": "text/plain" });
  const last = Number(searchParams.get("tailLines") ?? "-1");
  if (last < 0) createReadStream(file).pipe(answer);
  else answer.end(tail(readFileSync(file, "utf8"), last));
}

function tail(text: string, lines: number): string {
  const all = text.split("\n");
  return all.slice(Math.max(0, all.length - 1 - lines)).join("\n");
}
