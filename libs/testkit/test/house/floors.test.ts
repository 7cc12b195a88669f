import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { filesBelow, root } from "./source-tree.ts";

/** The table of docs/architecture.md: a package imports only from lower floors. testkit and loadtest stand beside the house. */
const floors: Readonly<Record<string, number>> = {
  "libs/base": 0,
  "libs/wire": 1,
  "libs/protocol": 2,
  "libs/cluster": 3,
  "libs/net": 4,
  "libs/runtime": 4,
  "libs/store-sqlite": 4,
  "libs/client": 4,
  "libs/cluster-redis": 4,
  "libs/bus-grpc": 4,
  "libs/geo-maxmind": 4,
  "libs/tenants-file": 4,
  "libs/telemetry": 4,
  "libs/kube": 4,
  "services/rendezvous": 5,
  "services/relay": 5,
  "services/controller": 5,
  "services/server": 6,
  "services/cli": 7,
};
const beside: Readonly<Record<string, readonly string[]>> = {
  "libs/testkit": ["libs/", "services/rendezvous", "services/relay"],
  "libs/kube-rig": ["libs/", "services/"],
  loadtest: ["libs/", "services/"],
};

const packageOf = (path: string): string =>
  path.startsWith("loadtest/") ? "loadtest" : path.split("/").slice(0, 2).join("/");
const folderOfName = new Map(
  [...Object.keys(floors), ...Object.keys(beside)].map((folder) => {
    const { name } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as { name: string };
    return [name, folder] as const;
  }),
);

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
}
function importedPackage(specifier: string): string | undefined {
  const name = specifier.startsWith("@") ? specifier.split("/").slice(0, 2).join("/") : specifier.split("/")[0];
  return folderOfName.get(name ?? "");
}

const sources = filesBelow(["libs", "services", "loadtest"], [".ts", ".js"]);
const everywhere = filesBelow(["libs", "services", "loadtest"], [".ts", ".js"]);

describe("floors", () => {
  it("knows every package", () => {
    const unknown = new Set(
      sources.map((file) => packageOf(file.path)).filter((name) => !(name in floors) && !(name in beside)),
    );
    assert.deepEqual([...unknown], []);
  });

  it("lets imports go down only, and none into testkit from what is shipped", () => {
    const wrong: string[] = [];
    for (const file of sources) {
      const from = packageOf(file.path);
      const inTest = /\/(test|testing|src\/bench)\//.test(file.path);
      for (const specifier of importsOf(file.text)) {
        const to = importedPackage(specifier);
        if (to === undefined || to === from) continue;
        if (beside[from]?.some((prefix) => to.startsWith(prefix))) continue;
        if ((to === "libs/testkit" || to === "libs/kube-rig") && inTest) continue;
        if ((floors[to] ?? 99) < (floors[from] ?? -1)) continue;
        wrong.push(`${file.path} imports ${specifier}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it("enters other packages by their doors: the index or ./testing", () => {
    const wrong = everywhere.flatMap((file) =>
      importsOf(file.text)
        .filter(
          (specifier) =>
            importedPackage(specifier) !== undefined && !/^@fairlead\/[a-z-]+(\/testing)?$/.test(specifier),
        )
        .map((specifier) => `${file.path} imports ${specifier}`),
    );
    assert.deepEqual(wrong, []);
  });

  it("keeps relative imports inside their package", () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file.text)
        .filter((specifier) => specifier.startsWith("."))
        .filter((specifier) => packageOf(join(file.path, "..", specifier)) !== packageOf(file.path))
        .map((specifier) => `${file.path} imports ${specifier}`),
    );
    assert.deepEqual(wrong, []);
  });
});
