import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { schemaFileOf } from "./schema-file.ts";

// Writes libs/kube-rig/schemas/kubernetes.json: node libs/kube-rig/src/manifests/main.ts OPENAPI_DIR, where scripts/build-control-plane.sh leaves DIR/openapi.
const folder = join(process.argv[2] ?? "", "v3");
const files = readdirSync(folder)
  .filter((name) => name.endsWith("_openapi.json"))
  .sort();
const documents = files.map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as unknown);
const made = schemaFileOf(documents);
writeFileSync(resolve(import.meta.dirname, "../../schemas/kubernetes.json"), `${JSON.stringify(made)}\n`);
console.log(`${Object.keys(made.roots).length} kinds, ${Object.keys(made.$defs).length} definitions`);
