import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { TempFolder } from "@fairlead/testkit";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "../../../../..");
/** What stands in `node_modules` beside packages, and our own packages, which are the old ones. */
const NOT_LINKED = new Set([".bin", ".cache", ".package-lock.json", "@fairlead", "fairlead"]);

/** The program as it was at an earlier commit, in a folder of its own. What it takes from others is today's: the packages that are installed. */
export class OldRelease implements AsyncDisposable {
  readonly #folder: TempFolder;

  private constructor(folder: TempFolder) {
    this.#folder = folder;
  }

  /** Why this checkout cannot give that commit; `undefined` when it can. */
  static async missing(commit: string): Promise<string | undefined> {
    try {
      await run("git", ["-C", ROOT, "cat-file", "-e", `${commit}^{commit}`]);
      return undefined;
    } catch {
      return `git does not give commit ${commit} here: no git, no repository, or a shallow clone (git fetch --unshallow)`;
    }
  }

  static async unpack(commit: string): Promise<OldRelease> {
    const release = new OldRelease(await TempFolder.create("old-release"));
    try {
      await release.#unpack(commit);
      await release.#linkPackages();
      return release;
    } catch (error) {
      await release[Symbol.asyncDispose]();
      throw error;
    }
  }

  get bin(): string {
    return join(this.#folder.path, "services/cli/bin/fairlead.js");
  }

  /** The schema that it writes [CL-16]. */
  async schema(): Promise<number> {
    const index = join(this.#folder.path, "libs/cluster-redis/src/index.ts");
    return ((await import(index)) as { readonly SCHEMA: number }).SCHEMA;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#folder[Symbol.asyncDispose]();
  }

  /** By an archive, not a worktree: a test that is killed leaves nothing behind in the repository. */
  async #unpack(commit: string): Promise<void> {
    const archive = join(this.#folder.path, "old.tar");
    await run("git", ["-C", ROOT, "archive", "--output", archive, commit, "package.json", "libs", "services"]);
    await run("tar", ["-xf", archive, "-C", this.#folder.path]);
  }

  /** Links to its own packages lead out of `node_modules` again: only there Node runs TypeScript. */
  async #linkPackages(): Promise<void> {
    const modules = join(this.#folder.path, "node_modules");
    await mkdir(join(modules, "@fairlead"), { recursive: true });
    for (const name of await readdir(join(ROOT, "node_modules")))
      if (!NOT_LINKED.has(name)) await symlink(join(ROOT, "node_modules", name), join(modules, name));
    for (const parent of ["libs", "services"]) {
      for (const folder of await readdir(join(this.#folder.path, parent))) {
        const own = join(this.#folder.path, parent, folder);
        const { name } = JSON.parse(await readFile(join(own, "package.json"), "utf8")) as { readonly name: string };
        await symlink(own, join(modules, name));
      }
    }
  }
}
