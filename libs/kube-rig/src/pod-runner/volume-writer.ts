import { mkdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { VolumeFile } from "./volume-content.ts";

/** Puts the files into the folder as a kubelet does: a reader sees the old ones or the new ones, never some of each. */
export async function writeVolume(folder: string, files: readonly VolumeFile[], turn: number): Promise<void> {
  const fresh = `..turn-${turn}`;
  await mkdir(join(folder, fresh), { recursive: true });
  for (const { path, bytes, mode } of files) {
    const file = join(folder, fresh, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes, { mode });
  }
  await rm(join(folder, "..data_tmp"), { force: true });
  await symlink(fresh, join(folder, "..data_tmp"));
  await rename(join(folder, "..data_tmp"), join(folder, "..data"));
  const names = new Set(files.map(({ path }) => path.split("/")[0] ?? ""));
  for (const name of names) {
    await symlink(join("..data", name), join(folder, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
  if (turn > 0) await rm(join(folder, `..turn-${turn - 1}`), { recursive: true, force: true });
}
