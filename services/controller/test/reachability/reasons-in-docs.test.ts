import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { PROOF_CONDITION_REASONS } from "../../src/reachability/proof.ts";

const page = readFileSync(join(import.meta.dirname, "../../../../docs/kubernetes.md"), "utf8");

describe("the page on Reachable=False [KU-9]", () => {
  const [, table = ""] = /^## My relay says Reachable=False\n([\s\S]*?)^## /m.exec(page) ?? [];

  for (const reason of [...Object.values(PROOF_CONDITION_REASONS), "NotProven", "NoClientArrived"])
    it(`says what ${reason} means, and where to look`, () => {
      assert.match(table, new RegExp(`^\\|[^|]*\`${reason}\`[^|]*\\|[^|]+\\|[^|]+\\|$`, "m"));
    });
});
