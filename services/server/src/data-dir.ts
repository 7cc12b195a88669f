import { accessSync, constants, mkdirSync } from "node:fs";
import { errorMessage } from "@fairlead/base";
import { DataDirError } from "./errors.ts";

/** Makes the folder when it is not there, for its owner alone, and sees that it can be written. */
export function openDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const why = errorMessage(cause);
    throw new DataDirError(
      `cannot use the data dir ${dataDir}: ${why}; do: give --data-dir a folder that this user may write`,
      { cause },
    );
  }
}
