import { describe, it } from "node:test";
import { ROWS } from "./rows/index.ts";
import { SHORT } from "./support/chaos-plan.ts";
import { reportLine } from "./support/chaos-report.ts";
import { playRow } from "./support/play-row.ts";

describe(`chaos, the short form (seed ${SHORT.seed})`, () => {
  for (const row of ROWS)
    it(`${row.name} ${row.tags}`, async (context) => context.diagnostic(reportLine(await playRow(row, SHORT))));
});
