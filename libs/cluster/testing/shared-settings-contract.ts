import assert from "node:assert/strict";
import { describe } from "node:test";
import type { SharedSettings } from "../src/index.ts";
import { scenesOf, type UnderTest } from "./contract-scenes.ts";

export interface SharedSettingsUnderTest extends UnderTest {
  readonly settings: SharedSettings;
}

/** What every store of shared settings promises [CL-34]. `create` makes an empty one. */
export function sharedSettingsContract(
  name: string,
  create: () => SharedSettingsUnderTest | Promise<SharedSettingsUnderTest>,
): void {
  describe(`shared settings contract: ${name}`, () => {
    const scene = scenesOf(create);

    scene("[CL-34] is version 0 and empty at first", async ({ settings }) => {
      assert.deepEqual(await settings.read(), { version: 0, values: new Map() });
    });

    scene("[CL-34] sets and takes away, and answers the new version", async ({ settings }) => {
      const first = await settings.change(
        new Map([
          ["relay-list", `["r1","ü"]`],
          ["always-use-relay", "true"],
        ]),
      );
      const second = await settings.change(
        new Map([
          ["always-use-relay", undefined],
          ["limits", "{}"],
        ]),
      );
      assert.ok(second > first && first > 0);
      const values = new Map([
        ["relay-list", `["r1","ü"]`],
        ["limits", "{}"],
      ]);
      assert.deepEqual(await settings.read(), { version: second, values });
    });

    scene("[CL-34] loses none of many changes at one time", async ({ settings }) => {
      const names = Array.from({ length: 20 }, (_, index) => `name-${index}`);
      const versions = await Promise.all(names.map((name) => settings.change(new Map([[name, "1"]]))));
      assert.equal(new Set(versions).size, 20);
      const { version, values } = await settings.read();
      assert.equal(values.size, 20);
      assert.equal(version, Math.max(...versions));
    });

    scene("[CL-18] settles a value once: everybody is answered the first", async ({ settings }) => {
      const answers = await Promise.all(["a", "b", "c"].map((value) => settings.settle("key", value)));
      assert.equal(new Set(answers).size, 1);
      assert.equal(await settings.settle("key", "d"), answers[0]);
      assert.equal((await settings.read()).values.get("key"), answers[0]);
    });
  });
}
