import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BUS_PORT, OPS_PORT, REDIS_PORT } from "./local-places.ts";
import { LocalProcess } from "./local-process.ts";

const PROGRAM = fileURLToPath(new URL("../../bin/fairlead.js", import.meta.url));

export interface LocalNodeStart {
  readonly name: string;
  readonly role: "rendezvous" | "relay";
  readonly address: string;
  readonly port: number;
  readonly redisAddress: string;
  /** Of the whole cluster. */
  readonly folder: string;
  readonly publicKey: string;
  /** The secret key's file as it is; a relay gets none. */
  readonly keyText: string;
  readonly path: string | undefined;
}

export interface LocalNode {
  readonly name: string;
  readonly dataDir: string;
  readonly process: LocalProcess;
}

/** One node, with the flags that one would write for it on a machine of its own. */
export async function startNode(start: LocalNodeStart): Promise<LocalNode> {
  const dataDir = join(start.folder, start.name);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  if (start.role === "rendezvous") await writeFile(join(dataDir, "id_ed25519"), start.keyText, { mode: 0o600 });
  const process_ = await LocalProcess.start({
    name: start.name,
    program: process.execPath,
    words: [PROGRAM, start.role, ...words(start, dataDir)],
    logFile: join(dataDir, "log"),
    options: { stdio: ["ignore", "pipe", "pipe", "ipc"], cwd: dataDir, env: { PATH: start.path } },
  });
  return { name: start.name, dataDir, process: process_ };
}

function words(start: LocalNodeStart, dataDir: string): readonly string[] {
  const { address, port, name, role, folder, redisAddress, publicKey } = start;
  const common = [
    ...["--data-dir", dataDir, "-b", address, "-p", String(port), "--node", name],
    ...["--redis", `redis://${redisAddress}:${REDIS_PORT}`],
    ...["--bus", `${address}:${BUS_PORT}`, "--bus-secret-file", join(folder, "bus-secret")],
    ...["--ops-bind", address, "--ops-port", String(OPS_PORT), "--drain-seconds", "2"],
  ];
  return role === "relay" ? [...common, "-k", publicKey, "--advertise", `${address}:${port}`] : common;
}
