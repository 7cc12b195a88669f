import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { documentedValues } from "./values-comments.ts";
import { valuesTable, withValuesTable } from "./values-table.ts";

/** Writes the table of values into the chart's README; with --check fails when it is not what values.yaml gives. */
const chart = resolve(import.meta.dirname, "../../../../charts/fairlead");
const path = join(chart, "README.md");
const page = readFileSync(path, "utf8");
const table = valuesTable(documentedValues(readFileSync(join(chart, "values.yaml"), "utf8")));
const fresh = withValuesTable(page, table);
if (process.argv.includes("--check")) {
  if (fresh !== page) {
    process.stderr.write(
      "charts/fairlead/README.md is not what values.yaml gives: run 'make charts' and commit the result\n",
    );
    process.exitCode = 1;
  }
} else writeFileSync(path, fresh);
