import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { neededTools } from "../kube-tools.ts";
import { outputOf } from "../run-program.ts";
import { inRepository } from "../scripts.ts";

/** Writes k8s/base/fairlead.yaml out of the chart and k8s/base/values.yaml; with --check fails when what is there is something else. Needs Helm 4. */
const base = inRepository("k8s/base");
const header = "# Written by 'make charts' from charts/fairlead and values.yaml beside this; change it there.\n";
const words = [
  "template",
  "fairlead",
  inRepository("charts/fairlead"),
  "--namespace",
  "fairlead",
  "--kube-version",
  "1.35.0",
];
const rendered = await outputOf([neededTools().bin("helm"), ...words, "--values", join(base, "values.yaml")]);
const fresh = header + rendered;
const path = join(base, "fairlead.yaml");
if (process.argv.includes("--check")) {
  if (readFileSync(path, "utf8") !== fresh) {
    process.stderr.write(
      "k8s/base/fairlead.yaml is not what the chart gives: run 'make charts' and commit the result\n",
    );
    process.exitCode = 1;
  }
} else writeFileSync(path, fresh);
