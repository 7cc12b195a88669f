import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import { crds } from "./crds.ts";

/** Writes the definitions into both charts; `--check` fails when what is there is something else. */
const root = join(dirname(fileURLToPath(import.meta.url)), "../../../..");
const folders = ["charts/fairlead/files/crds", "charts/fairlead-crds/files/crds"];
const header = "# Written by 'make crds' from services/controller/src/api; change it there.\n";

const texts = crds().map((crd) => {
  const file = `${crd.metadata.name.split(".")[0]}.yaml`;
  // 1.1, as Go reads YAML: there a plain `off` is no text.
  return [file, header + stringify(crd, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false })] as const;
});
const files = folders.flatMap((folder) => texts.map(([file, text]) => [`${folder}/${file}`, text] as const));

if (process.argv.includes("--check")) {
  const stale = files.filter(([path, text]) => readOrNothing(path) !== text).map(([path]) => path);
  for (const path of stale) console.error(`${path} is not what the types give: run 'make crds' and commit the result`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return undefined;
  }
}
