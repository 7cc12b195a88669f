import { execFileSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Prints every file that importing the package loads, its own and its dependencies'. */
const TRACE = `
import { registerHooks } from "node:module";
const seen = new Set();
registerHooks({ load(url, context, next) { if (url.startsWith("file:")) seen.add(url); return next(url, context); } });
await import(process.argv[1]);
process.stdout.write([...seen].join("\\n"), () => process.exit());
`;

/** Which files are loaded when a package is imported from `folder`: real paths. Throws when it cannot be imported. */
export function loadedFiles(folder: string, packageName: string): ReadonlySet<string> {
  const words = ["--no-warnings", "--input-type=module", "--eval", TRACE, packageName];
  const text = execFileSync(process.execPath, words, { cwd: folder, encoding: "utf8", maxBuffer: 64 << 20 });
  return new Set(text.split("\n").map((url) => realpathSync(fileURLToPath(url))));
}
