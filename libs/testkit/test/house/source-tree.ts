import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../../../..");

export interface SourceFile {
  /** Path from the repository root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Every file below the given folders that ends in one of the suffixes; generated code and installed packages left out. */
export function filesBelow(folders: readonly string[], suffixes: readonly string[]): SourceFile[] {
  const found: SourceFile[] = [];
  const visit = (folder: string): void => {
    for (const name of readdirSync(folder).sort()) {
      if (name === "node_modules" || name === "gen" || name === "testdata") continue;
      const path = join(folder, name);
      if (statSync(path).isDirectory()) visit(path);
      else if (suffixes.some((suffix) => name.endsWith(suffix))) {
        found.push({ path: relative(root, path), text: readFileSync(path, "utf8") });
      }
    }
  };
  for (const folder of folders) visit(join(root, folder));
  return found;
}

export const isTest = (path: string): boolean =>
  /(^|\/)(test|testing)\//.test(path) || /^(libs\/testkit|libs\/kube-rig|loadtest)\//.test(path);

/** The text without comments, so that a word in a sentence is not taken for code. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:"'`])\/\/.*$/gm, "$1");
}
