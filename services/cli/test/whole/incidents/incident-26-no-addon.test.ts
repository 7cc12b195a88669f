import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";

interface LockedPackage {
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
}

describe("incident 26: an addon crashed on old processors", () => {
  it("nothing that runs in production is compiled, or chosen by processor or system", async () => {
    const root = join(import.meta.dirname, "../../../../..");
    const lock = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8"));
    const { allowScripts } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    // A script that is forbidden compiles nothing: protobufjs' own, which only warns.
    const runs = (path: string): boolean => allowScripts[path.split("node_modules/").at(-1) ?? ""] !== false;
    const packages = Object.entries(lock.packages as Readonly<Record<string, LockedPackage>>);
    const native = packages.filter(([path, { dev, hasInstallScript, os, cpu }]) => {
      return dev !== true && ((hasInstallScript === true && runs(path)) || os !== undefined || cpu !== undefined);
    });
    assert.deepEqual(
      native.map(([name]) => name),
      [],
    );
  });
});
