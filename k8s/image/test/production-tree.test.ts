import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { keepsOurs, keepsTheirs } from "../stage/kept-files.ts";
import { productionTree } from "../stage/production-tree.ts";

const lock = {
  packages: {
    "": {},
    "services/cli": { dependencies: { "@x/wire": "*", ws: "8" }, devDependencies: { "@x/testkit": "*" } },
    "libs/wire": { dependencies: { protobufjs: "8" }, optionalDependencies: { absent: "1" } },
    "libs/testkit": { dependencies: { tweetnacl: "1" } },
    "node_modules/@x/wire": { resolved: "libs/wire", link: true },
    "node_modules/@x/testkit": { resolved: "libs/testkit", link: true },
    "node_modules/ws": { dependencies: { long: "4", "@types/ws": "8" } },
    "node_modules/ws/node_modules/long": { dependencies: { ws: "8" } },
    "node_modules/long": {},
    "node_modules/protobufjs": { peerDependencies: { long: "5" } },
    "node_modules/@types/ws": {},
    "node_modules/tweetnacl": {},
  },
};

describe("what goes into the image", () => {
  it("is what runs needs, each package from where Node would take it, and nothing of tests or types", () => {
    const { ours, links, others } = productionTree(lock, "services/cli");
    assert.deepEqual(ours, ["libs/wire", "services/cli"]);
    assert.deepEqual([...links], [["node_modules/@x/wire", "libs/wire"]]);
    assert.deepEqual(others, [
      "node_modules/long",
      "node_modules/protobufjs",
      "node_modules/ws",
      "node_modules/ws/node_modules/long",
    ]);
  });

  it("leaves out tests of ours, and of others what Node does not load, but for licences", () => {
    for (const path of ["src/index.ts", "bin/fairlead.js", "package.json", "src/testament.ts"])
      assert.ok(keepsOurs(path), path);
    for (const path of ["test/a.test.ts", "testing/index.ts", "README.md", "node_modules/a/index.js"])
      assert.ok(!keepsOurs(path), path);
    for (const path of ["index.js", "dist/doc/directives.js", "LICENSE.md", "package.json", "proto/a.proto"])
      assert.ok(keepsTheirs(path), path);
    for (const path of [
      "index.d.ts",
      "src/a.ts",
      "dist/a.js.map",
      "README.md",
      "docs/a.js",
      "test/a.js",
      "node_modules/b/index.js",
    ])
      assert.ok(!keepsTheirs(path), path);
  });
});
