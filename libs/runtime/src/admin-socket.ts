import { createHash } from "node:crypto";
import { chmod, link, lstat, mkdir, mkdtemp, rm, unlink } from "node:fs/promises";
import { connect, type Server } from "node:net";
import { userInfo } from "node:os";
import { join, resolve } from "node:path";
import { errorMessage, isSystemError } from "@fairlead/base";
import { AdminSocketError } from "./errors.ts";
import { listening } from "./http-listening.ts";

/** What the admin files of a folder are called when nobody says otherwise: `admin.sock`, `admin.json`. */
export const ADMIN_NAME = "admin";

/** The kernel takes 107 bytes for a Unix socket's path; the socket is made in a folder of a few letters beside its place. */
const MAX_PATH_BYTES = 95;

export interface AdminSocketPlace {
  readonly path: string;
  /** Set when the socket is not in the data folder. */
  readonly note?: string;
}

/** In the data folder; in a folder of our own under `temporaryDir` when that path is too long for a socket. */
export function adminSocketPlace(dataDir: string, temporaryDir: string, adminName = ADMIN_NAME): AdminSocketPlace {
  const file = `${adminName}.sock`;
  const path = join(resolve(dataDir), file);
  if (Buffer.byteLength(path) <= MAX_PATH_BYTES) return { path };
  const name = createHash("sha256").update(resolve(dataDir)).digest("hex").slice(0, 16);
  return {
    path: join(temporaryDir, `fairlead-${name}`, file),
    note: `the path of ${file} in the data folder is longer than a socket's path may be`,
  };
}

/**
 * Listens on a socket at `path` that nobody but its owner could ever open: it is made in a private folder and appears at its path with mode 0600. The socket of
 * a dead process is replaced; a live one's is an AdminSocketError.
 */
export async function listenPrivately(server: Server, place: AdminSocketPlace): Promise<AsyncDisposable> {
  const { path } = place;
  const folder = join(path, "..");
  if (place.note !== undefined) await makePrivateFolder(folder);
  const hidden = await mkdtemp(join(folder, ".a"));
  try {
    const born = join(hidden, "s");
    await listening(server, { path: born });
    await chmod(born, 0o600);
    await claimPath(born, path);
    await unlink(born);
  } catch (cause) {
    server.close();
    throw asSocketError(path, cause);
  } finally {
    await rm(hidden, { recursive: true, force: true });
  }
  const inode = (await lstat(path)).ino;
  return { [Symbol.asyncDispose]: () => removeOwn(path, inode) };
}

async function claimPath(born: string, path: string): Promise<void> {
  try {
    await link(born, path);
  } catch (error) {
    if (!isSystemError(error, "EEXIST")) throw error;
    if (!(await isStale(path))) throw inUse(path);
    await rm(path, { force: true });
    await link(born, path);
  }
}

/** A socket that refuses is of a process that has ended. What is no socket is somebody's file and stays. */
async function isStale(path: string): Promise<boolean> {
  if (!(await lstat(path)).isSocket()) return false;
  return new Promise((resolveStale) => {
    const probe = connect({ path });
    const settle = (stale: boolean): void => {
      probe.destroy();
      resolveStale(stale);
    };
    probe.once("connect", () => settle(false));
    probe.once("error", (error) => settle(isSystemError(error, "ECONNREFUSED", "ENOENT")));
  });
}

/** A folder under a place that others may write to: a stranger's would hold a stranger's socket. */
async function makePrivateFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (!isSystemError(error, "EEXIST")) throw asSocketError(folder, error);
    const { uid, mode } = await lstat(folder);
    if (uid === userInfo().uid && (mode & 0o077) === 0) return;
    throw new AdminSocketError(
      `${folder} is not private to this user; do: remove it, or use a data folder with a shorter path`,
    );
  }
}

async function removeOwn(path: string, inode: number): Promise<void> {
  try {
    if ((await lstat(path)).ino === inode) await unlink(path);
  } catch (error) {
    if (!isSystemError(error, "ENOENT")) throw error;
  }
}

function inUse(path: string): AdminSocketError {
  return new AdminSocketError(
    `another server answers on ${path}; do: stop it (its pid is in admin.json), or give this one another data folder`,
  );
}

function asSocketError(path: string, cause: unknown): AdminSocketError {
  if (cause instanceof AdminSocketError) return cause;
  const reason = errorMessage(cause);
  return new AdminSocketError(`cannot make ${path}: ${reason}; do: make the data folder writable for this user`, {
    cause,
  });
}
