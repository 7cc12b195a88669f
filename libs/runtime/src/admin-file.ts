import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ADMIN_NAME } from "./admin-socket.ts";
import { writePrivateFile } from "./private-file.ts";

/** What `admin.json` in the data folder tells `ctl` and people about the server that runs there. */
export interface AdminFile {
  readonly pid: number;
  /** The Unix socket's path. */
  readonly socket: string;
  /** Where health and metrics are, when they are. */
  readonly ops?: { readonly host: string; readonly port: number };
  /** Why something is not where one would look for it. */
  readonly note?: string;
}

export const adminFilePath = (dataDir: string, adminName = ADMIN_NAME): string => join(dataDir, `${adminName}.json`);

/** Replaces the file in one step; only its owner may read it. */
export async function writeAdminFile(dataDir: string, content: AdminFile, adminName?: string): Promise<void> {
  await writePrivateFile(adminFilePath(dataDir, adminName), `${JSON.stringify(content)}\n`);
}

/** `undefined` when there is none, or it is not ours. */
export function readAdminFile(dataDir: string, adminName?: string): AdminFile | undefined {
  try {
    return asAdminFile(JSON.parse(readFileSync(adminFilePath(dataDir, adminName), "utf8")));
  } catch {
    return undefined;
  }
}

function asAdminFile(value: unknown): AdminFile | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!("pid" in value && "socket" in value)) return undefined;
  const { pid, socket } = value;
  if (typeof pid !== "number" || typeof socket !== "string") return undefined;
  const ops = "ops" in value ? asPlace(value.ops) : undefined;
  return { pid, socket, ...(ops && { ops }) };
}

function asPlace(value: unknown): AdminFile["ops"] {
  if (typeof value !== "object" || value === null || !("host" in value && "port" in value)) return undefined;
  return typeof value.host === "string" && typeof value.port === "number"
    ? { host: value.host, port: value.port }
    : undefined;
}
