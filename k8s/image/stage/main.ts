/**
 * `node k8s/image/stage/main.ts OUT`: writes into OUT what the image runs from: our sources without tests, the packages they need, nothing else. What is not
 * loaded by the one client library that is mostly models is left out, too.
 */
import { cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { keepsOurs, keepsTheirs } from "./kept-files.ts";
import { loadedFiles } from "./loaded-files.ts";
import { type LockFile, type ProductionTree, productionTree } from "./production-tree.ts";

const START = "services/cli";
/** Hundreds of files of which a part is loaded: what is not, is not shipped. */
const PRUNED = "@kubernetes/client-node";
/** Has no index; warming runs it. */
const RUN_AS_COMMAND = new Set(["node_modules/fairlead"]);
const SCRIPT = /\.(c|m)?js$/;
const root = resolve(import.meta.dirname, "../../..");

function copy(from: string, to: string, keeps: (path: string) => boolean): void {
  const filter = (path: string): boolean => path === from || keeps(relative(from, path).replaceAll("\\", "/"));
  cpSync(from, to, { recursive: true, filter, verbatimSymlinks: true });
}

function copyAll(tree: ProductionTree, out: string): void {
  for (const folder of tree.ours) copy(join(root, folder), join(out, folder), keepsOurs);
  for (const folder of tree.others) copy(join(root, folder), join(out, folder), keepsTheirs);
  for (const [place, target] of tree.links) {
    mkdirSync(dirname(join(out, place)), { recursive: true });
    symlinkSync(relative(dirname(place), target), join(out, place));
  }
  for (const file of ["package.json", "LICENSE"]) cpSync(join(root, file), join(out, file));
}

function pruneUnloaded(out: string): void {
  const folder = join(out, "node_modules", PRUNED);
  const loaded = loadedFiles(out, PRUNED);
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const path = join(folder, name);
    if (SCRIPT.test(name) && !loaded.has(path)) rmSync(path);
  }
}

/** Folders that the filters left with nothing in them. */
function removeEmpty(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (lstatSync(path).isDirectory()) removeEmpty(path);
  }
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}

const out = resolve(process.argv[2] ?? "build/image/app");
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as LockFile;
const tree = productionTree(lock, START);
copyAll(tree, out);
pruneUnloaded(out);
removeEmpty(out);
// Throws where something is missing that one of ours loads.
for (const place of tree.links.keys())
  if (!RUN_AS_COMMAND.has(place)) loadedFiles(out, place.slice("node_modules/".length));
process.stdout.write(`${tree.ours.length} packages of ours, ${tree.others.length} of others\n`);
