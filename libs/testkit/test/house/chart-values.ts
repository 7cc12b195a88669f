import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./source-tree.ts";

/** Every value of the chart, as `service.preset`, groups too; read by the indentation of its file. */
export function chartValues(): ReadonlySet<string> {
  const found = new Set<string>();
  const open: { readonly indent: number; readonly key: string }[] = [];
  for (const line of readFileSync(join(root, "charts/fairlead/values.yaml"), "utf8").split("\n")) {
    const [, blanks = "", key = ""] = /^( *)([A-Za-z][A-Za-z0-9]*):/.exec(line) ?? [];
    if (key === "") continue;
    while ((open.at(-1)?.indent ?? -1) >= blanks.length) open.pop();
    open.push({ indent: blanks.length, key });
    found.add(open.map((one) => one.key).join("."));
  }
  return found;
}
