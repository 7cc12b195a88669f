import { basename } from "node:path";

const OF_TESTS = new Set(["test", "testing"]);
const FOR_READERS = new Set([
  "test",
  "tests",
  "__tests__",
  "docs",
  "doc",
  "example",
  "examples",
  "benchmark",
  "coverage",
]);
const NOT_LOADED = /\.(map|md|markdown|ts|mts|cts|flow|tsbuildinfo|html|css|png|svg)$/;
/** Licences stay with what they allow. */
const LICENCE = /^(licen[cs]e|notice|copying|authors|patents)/i;

/** Of our packages: sources and what they read beside them. `path` is relative to the package. */
export function keepsOurs(path: string): boolean {
  const parts = path.split("/");
  return !parts.some((part) => OF_TESTS.has(part) || part === "node_modules") && parts.at(-1) !== "README.md";
}

/** Of others' packages: what Node can load, and the licence. */
export function keepsTheirs(path: string): boolean {
  const parts = path.split("/");
  // What lies in node_modules below them is listed, and copied, by itself.
  if (parts.includes("node_modules")) return false;
  // At the top alone: further down a package may well keep code in a folder `doc`.
  if (FOR_READERS.has(parts[0] ?? "")) return false;
  return LICENCE.test(basename(path)) || !NOT_LOADED.test(path);
}
