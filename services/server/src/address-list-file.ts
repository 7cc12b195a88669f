import { readFileSync } from "node:fs";
import { join } from "node:path";
import { errorMessage, isSystemError } from "@fairlead/base";
import { DataDirError } from "./errors.ts";

/** The addresses of `blacklist.txt` or `blocklist.txt`: the first word of each line; blank lines and `#` comments are none. Absent file, empty list. */
export function readAddressList(dataDir: string, name: string): readonly string[] {
  return readIfThere(join(dataDir, name))
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\s+/)[0] ?? "")
    .filter((word) => word !== "" && !word.startsWith("#"));
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    if (isSystemError(cause, "ENOENT")) return "";
    const why = errorMessage(cause);
    throw new DataDirError(`cannot read ${path}: ${why}; do: make it readable, or remove it`, { cause });
  }
}
