import assert from "node:assert/strict";
import { describe } from "node:test";
import { sessionUuid } from "@fairlead/base";
import type { PairOwners } from "../src/index.ts";
import { scenesOf, type UnderTest } from "./contract-scenes.ts";

export interface PairOwnersUnderTest extends UnderTest {
  readonly owners: PairOwners;
}

const uuid = sessionUuid("11111111-2222-4333-8444-555555555555");
const relay = (slot: number): { slot: number; epoch: string } => ({ slot, epoch: `epoch-${slot}` });

/** What every store of pairs' owners promises [CL-38]. */
export function pairOwnersContract(
  name: string,
  create: () => PairOwnersUnderTest | Promise<PairOwnersUnderTest>,
): void {
  describe(`pair owners contract: ${name}`, () => {
    const scene = scenesOf(create);

    scene("[CL-38] gives a pair to the first, and tells everybody who that is", async ({ owners }) => {
      const answers = await Promise.all([1, 2, 3].map((slot) => owners.claim(uuid, relay(slot))));
      const [owner] = answers;
      assert.ok(
        owner !== undefined && answers.every(({ slot, epoch }) => slot === owner.slot && epoch === owner.epoch),
      );
      assert.deepEqual(await owners.claim(sessionUuid("another"), relay(9)), relay(9));
    });

    scene("[CL-38] for 30 s, whoever asks meanwhile", async ({ owners, pass }) => {
      await owners.claim(uuid, relay(1));
      await pass(20_000);
      assert.deepEqual(await owners.claim(uuid, relay(2)), relay(1));
      await pass(10_500);
      assert.deepEqual(await owners.claim(uuid, relay(2)), relay(2));
    });
  });
}
