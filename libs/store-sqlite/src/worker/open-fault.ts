import { errorMessage } from "@fairlead/base";
/** Why a database cannot be used, and the one step that helps. Stays inside the worker; the main thread makes a StoreOpenError of it. */
export interface OpenFault {
  readonly reason: string;
  readonly do: string;
}

const RESTORE = "restore it from a backup, or move it away to start with no devices";

export const openFaults = {
  folder: { reason: "it is a folder", do: "name a file in DB_URL" },
  notDatabase: { reason: "it is not a SQLite database", do: RESTORE },
  foreign: {
    reason: "it is a SQLite database without hbbs's table peer",
    do: "name another file in DB_URL; this one was left as it is",
  },
  damaged: { reason: "it is damaged", do: RESTORE },
  absent: { reason: "the file is gone", do: "put it back" },
} as const satisfies Record<string, OpenFault>;

/** The result codes of SQLite that an operator can do something about (https://www.sqlite.org/rescode.html). */
const CODES: Readonly<Record<number, OpenFault>> = {
  5: { reason: "another process holds a lock on it", do: "stop that process (is hbbs still running?)" },
  6: { reason: "another process holds a lock on it", do: "stop that process (is hbbs still running?)" },
  8: { reason: "it cannot be written", do: "give this user the right to write it and its folder" },
  11: openFaults.damaged,
  13: { reason: "the disk is full", do: "make room on the disk" },
  14: { reason: "it cannot be opened", do: "give this user the right to read and write it and its folder" },
  26: openFaults.notDatabase,
};

/** What an exception of `node:sqlite` means. */
export function faultOf(error: unknown): OpenFault {
  const message = errorMessage(error);
  const known = CODES[primaryCode(error)];
  return known ?? { reason: message, do: "check the disk and the rights on the file" };
}

/** Another process was in the way; the same call may work in a moment. */
export function isBusy(error: unknown): boolean {
  const code = primaryCode(error);
  return code === 5 || code === 6;
}

/** A process died in a transaction of a rollback journal: only a connection that may write can undo it (SQLITE_READONLY_ROLLBACK). */
export function needsRollback(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === 776;
}

/** SQLite's result code without its extension. */
function primaryCode(error: unknown): number {
  const isCoded = error instanceof Error && "errcode" in error && typeof error.errcode === "number";
  return isCoded ? Number(error.errcode) & 0xff : 0;
}
