import assert from "node:assert/strict";
import { it } from "node:test";

/** Steps of one scene: each goes on from where the one before left off, so none is tried after one that failed. `holds` is asserted after each. */
export function stepsInOrder(holds: () => void = () => undefined): (name: string, run: () => Promise<void>) => void {
  let failed = "";
  return (name, run) => {
    it(name, async () => {
      assert.equal(failed, "", `not tried, because this failed: ${failed}`);
      failed = name;
      await run();
      holds();
      failed = "";
    });
  };
}
