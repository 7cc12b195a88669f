#!/usr/bin/env node
// The only file that an older Node runs: plain JavaScript, Node 18 and up. Under Node 24 it is the command itself; under an older one it starts the
// same command with the Node that the lock file installs, and stands in for it: signals go through, the exit code comes back.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const NEEDED_MAJOR = 24;
const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "..", "..", "..", "node_modules");

if (Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR) {
  module.enableCompileCache(join(modules, ".cache", "fairlead"));
  await import("../src/main.ts");
} else {
  const node = join(modules, "node", "bin", "node");
  if (existsSync(node)) runWith(node);
  else refuse();
}

function refuse() {
  process.stderr.write(
    `fairlead: needs Node ${NEEDED_MAJOR}, this is ${process.versions.node} and the repository's own node is not at ${join(modules, "node")}; ` +
      `do: npm ci in ${join(modules, "..")}\n`,
  );
  process.exitCode = 1;
}

// A terminal's Ctrl-C reaches both processes, `kill PID` only this one. So signals are told by message and the command counts, per signal, the larger of
// what it was told and what it got itself: one key press stays one.
function runWith(node) {
  const child = spawn(node, [join(here, "fairlead.js"), ...process.argv.slice(2)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.on(signal, () => {
      if (child.connected) child.send({ signal });
      else child.kill(signal);
    });
  }
  child.on("error", (error) => {
    process.stderr.write(`fairlead: ${node} does not start: ${error.message}; do: npm ci in ${join(modules, "..")}\n`);
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}
