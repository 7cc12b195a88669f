import { isIP } from "node:net";
import { resolve } from "node:path";
import { errorMessage } from "@fairlead/base";
import { type LogLevel, parseLogLevel } from "@fairlead/runtime";
import type { AdminTcpPlan, OpsPortPlan, TlsFiles } from "@fairlead/server";
import { parseHostPort } from "./host-port.ts";
import type { Role } from "./role.ts";
import type { WordReader } from "./word-reader.ts";

const DEFAULT_OPS_PORT = 9090;
/** Alone nobody takes over, so that ending soon is best; in a cluster others do: a relay waits for its sessions, a rendezvous for its devices to move. */
const DEFAULT_DRAIN_SECONDS = { standalone: 5, rendezvous: 20, relay: 600 } as const;

export function planOpsPort(reader: WordReader): OpsPortPlan {
  const host = reader.filledText("ops-bind") ?? "127.0.0.1";
  if (isIP(host) === 0)
    reader.refuse("ops-bind", `${host} is not an address`, "give an IP address of this machine, or 0.0.0.0");
  const asked = reader.port("ops-port");
  return { host, port: asked ?? DEFAULT_OPS_PORT, asked: asked !== undefined };
}

/** `as`: the role in a cluster; `standalone` for any server by itself. */
export function planDrainMs(reader: WordReader, as: Role): number {
  return (reader.wholeNumber("drain-seconds") ?? DEFAULT_DRAIN_SECONDS[as]) * 1000;
}

/** Both or none; relative to the data dir. */
export function planTlsFiles(reader: WordReader, dataDir: string): TlsFiles | undefined {
  const cert = reader.filledText("tls-cert");
  const key = reader.filledText("tls-key");
  if (cert === undefined && key === undefined) return undefined;
  if (key === undefined) return reader.refuse("tls-cert", "a certificate needs its key", "give --tls-key FILE too");
  if (cert === undefined) return reader.refuse("tls-key", "a key needs its certificate", "give --tls-cert FILE too");
  return { certFile: resolve(dataDir, cert), keyFile: resolve(dataDir, key) };
}

/** ctl over TCP never comes without a token. `readFile` answers a file's text or throws. */
export function planAdminTcp(reader: WordReader, readFile: (path: string) => string): AdminTcpPlan | undefined {
  const address = reader.filledText("admin-tcp");
  if (address === undefined) return undefined;
  const token = reader.filledText("admin-token") ?? tokenFromFile(reader, readFile);
  const place = parseHostPort(address);
  return place === undefined
    ? reader.refuse("admin-tcp", `${address} has no port`, "write HOST:PORT")
    : { ...place, token };
}

function tokenFromFile(reader: WordReader, readFile: (path: string) => string): string {
  const path = reader.filledText("admin-token-file");
  if (path === undefined)
    return reader.refuse("admin-tcp", "ctl over TCP needs a token", "give --admin-token-file FILE");
  const token = readOrRefuse(reader, path, readFile).trim();
  return token === "" ? reader.refuse("admin-token-file", `${path} is empty`, "put a long random text into it") : token;
}

function readOrRefuse(reader: WordReader, path: string, readFile: (path: string) => string): string {
  try {
    return readFile(path);
  } catch (error) {
    const why = errorMessage(error);
    return reader.refuse("admin-token-file", `${path} cannot be read: ${why}`, "check the path and its permissions");
  }
}

/** RUST_LOG; what is no level is left out with a warning. */
export function planLogLevel(reader: WordReader): LogLevel {
  const text = reader.filledText("rust-log");
  if (text === undefined) return "info";
  const level = parseLogLevel(text);
  if (level !== undefined) return level;
  const setting = reader.setting("rust-log");
  reader.notices.warn({
    reason: `${text} is not a log level; info is used`,
    setting,
    do: "write debug, info, warn or error",
  });
  return "info";
}
