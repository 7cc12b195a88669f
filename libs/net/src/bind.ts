import { rm } from "node:fs/promises";
import { connect, type Server } from "node:net";
import { errorCode } from "@fairlead/base";
import { formatSocketAddress } from "@fairlead/wire";
import { ListenError } from "./errors.ts";
import type { ListenAddress } from "./listen-settings.ts";

/** Connections the kernel may complete before we accept them. */
const BACKLOG = 1024;

/** Without an address: IPv6 for both families, and where that cannot be, IPv4 alone [TR-1]. */
export function bindCandidates(bind: string | undefined): readonly string[] {
  return bind === undefined || bind === "" ? ["::", "0.0.0.0"] : [bind];
}

/** Worth trying the next candidate: this machine has no IPv6. */
export function isFamilyMissing(error: unknown): boolean {
  const code = errorCode(error);
  return code === "EAFNOSUPPORT" || code === "EADDRNOTAVAIL" || code === "EINVAL";
}

/** Resolves when the server listens; rejects with `ListenError`. */
export async function bindServer(server: Server, at: ListenAddress): Promise<void> {
  if ("path" in at) return bindPath(server, at.path);
  const candidates = bindCandidates(at.bind);
  for (const [index, host] of candidates.entries()) {
    try {
      return await attempt(server, { host, port: at.port });
    } catch (error) {
      if (isFamilyMissing(error) && index + 1 < candidates.length) continue;
      throwListenError("tcp", formatSocketAddress({ ip: host, port: at.port }), error);
    }
  }
}

/** A file that a killed process left behind is taken away; one that somebody answers on is in use. */
async function bindPath(server: Server, path: string): Promise<void> {
  if (await isAbandoned(path)) await rm(path, { force: true });
  return attempt(server, { path }).catch((error) => throwListenError("unix", path, error));
}

function isAbandoned(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect({ path });
    probe.once("error", (error) => resolve(errorCode(error) === "ECONNREFUSED"));
    probe.once("connect", () => {
      probe.destroy();
      resolve(false);
    });
  });
}

/** Throws the listen error for whatever the kernel said. */
export function throwListenError(protocol: string, endpoint: string, cause: unknown): never {
  const code = errorCode(cause);
  if (code === "EADDRINUSE") {
    throw new ListenError("NET_PORT_IN_USE", `${protocol} ${endpoint} is in use by another process`, { cause });
  }
  const why = code === "EACCES" ? "not permitted for this user" : (code ?? String(cause));
  throw new ListenError("NET_LISTEN_FAILED", `cannot listen on ${protocol} ${endpoint}: ${why}`, { cause });
}

function attempt(server: Server, where: { path: string } | { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ ...where, backlog: BACKLOG }, () => {
      server.removeListener("error", reject);
      resolve();
    });
  });
}
