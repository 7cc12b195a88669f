import assert from "node:assert/strict";
import { describe } from "node:test";
import type { WaitIndex } from "../src/index.ts";
import { scenesOf, type UnderTest } from "./contract-scenes.ts";

export interface WaitIndexUnderTest extends UnderTest {
  readonly index: WaitIndex;
}

const controlling = { ip: "2001:db8::7", port: 54_321 };
const place = (entry: number): { slot: number; epoch: string; entry: number } => ({ slot: 3, epoch: "e", entry });

/** What every index of waiting requests promises [CL-24]. */
export function waitIndexContract(name: string, create: () => WaitIndexUnderTest | Promise<WaitIndexUnderTest>): void {
  describe(`wait index contract: ${name}`, () => {
    const scene = scenesOf(create);

    scene("[CL-24] finds a request by A's address and the device", async ({ index }) => {
      await index.put(controlling, "123456789", place(1));
      assert.deepEqual(await index.find(controlling, "123456789"), place(1));
      assert.equal(await index.find(controlling, "987654321"), undefined);
      assert.equal(await index.find({ ...controlling, port: 54_322 }, "123456789"), undefined);
      assert.equal(await index.find({ ...controlling, ip: "203.0.113.7" }, ""), undefined);
    });

    scene("[CL-24] finds the newest of this A where no device is named", async ({ index }) => {
      await index.put(controlling, "123456789", place(1));
      await index.put(controlling, "987654321", place(2));
      assert.deepEqual(await index.find(controlling, ""), place(2));
      assert.deepEqual(await index.find(controlling, "123456789"), place(1));
      await index.put(controlling, "123456789", place(3));
      assert.deepEqual(await index.find(controlling, "123456789"), place(3));
    });

    scene("[CL-24] keeps each for 40 s", async ({ index, pass }) => {
      await index.put(controlling, "123456789", place(1));
      await pass(30_000);
      await index.put(controlling, "987654321", place(2));
      await pass(9000);
      assert.deepEqual(await index.find(controlling, "123456789"), place(1));
      await pass(1500);
      assert.equal(await index.find(controlling, "123456789"), undefined);
      assert.deepEqual(await index.find(controlling, "987654321"), place(2));
      await pass(30_000);
      assert.equal(await index.find(controlling, ""), undefined);
    });

    scene("bounds what one address may keep, and always has the newest", async ({ index }) => {
      for (let entry = 0; entry < 300; entry += 1) await index.put(controlling, `device-${entry}`, place(entry));
      assert.deepEqual(await index.find(controlling, "device-299"), place(299));
      assert.deepEqual(await index.find(controlling, ""), place(299));
    });
  });
}
