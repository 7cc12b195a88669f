import { parseArgs } from "node:util";
import { ROWS } from "./rows/index.ts";
import { LONG, SHORT } from "./support/chaos-plan.ts";
import { reportLine } from "./support/chaos-report.ts";
import { playRow } from "./support/play-row.ts";

// The long form of the chaos rows: node services/cli/test/chaos/main.ts [--seed N] [--row TEXT] [--short]
const { values } = parseArgs({
  options: { seed: { type: "string" }, row: { type: "string" }, short: { type: "boolean", default: false } },
});
const seed = values.seed === undefined || values.seed === "" ? LONG.seed : Number(values.seed);
const plan = { ...(values.short ? SHORT : LONG), seed };
const rows = ROWS.filter(({ name }) => values.row === undefined || values.row === "" || name.includes(values.row));
console.log(`chaos, seed ${seed}, ${rows.length} rows`);
for (const row of rows) {
  try {
    console.log(reportLine(await playRow(row, plan)));
  } catch (error) {
    process.exitCode = 1;
    console.log(`${row.name.padEnd(34)} BROKEN: ${error instanceof Error ? error.message : String(error)}`);
  }
}
