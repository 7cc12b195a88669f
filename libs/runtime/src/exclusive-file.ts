import { link, mkdtemp, open, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isSystemError } from "@fairlead/base";

/** File systems without hard links answer one of these. */
const NO_LINKS = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"];

/**
 * Makes a file that was not there, with all its text, on disk when this resolves. False when somebody else's was there first; nothing is ever overwritten, and
 * nobody sees half a file.
 */
export async function createExclusively(path: string, text: string, mode: number): Promise<boolean> {
  const hidden = await mkdtemp(join(dirname(path), ".new-"));
  try {
    const whole = join(hidden, "file");
    await writeNew(whole, text, mode);
    return await linkOrWrite(whole, path, text, mode);
  } finally {
    await rm(hidden, { recursive: true, force: true });
  }
}

async function linkOrWrite(whole: string, path: string, text: string, mode: number): Promise<boolean> {
  try {
    await link(whole, path);
  } catch (error) {
    if (isSystemError(error, "EEXIST")) return false;
    if (!isSystemError(error, ...NO_LINKS)) throw error;
    return writeInPlace(path, text, mode);
  }
  await syncFolder(dirname(path));
  return true;
}

/** Still exclusive; a reader may see it while it is short and has to look again. */
async function writeInPlace(path: string, text: string, mode: number): Promise<boolean> {
  try {
    await writeNew(path, text, mode);
    return true;
  } catch (error) {
    if (isSystemError(error, "EEXIST")) return false;
    throw error;
  }
}

async function writeNew(path: string, text: string, mode: number): Promise<void> {
  const file = await open(path, "wx", mode);
  try {
    await file.chmod(mode);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
