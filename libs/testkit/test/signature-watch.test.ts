import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SignatureWatch } from "@fairlead/base";
import { ManualClock } from "@fairlead/testkit";

describe("a watched signature", () => {
  it("tells of a change once, after it has settled, within 1.5 s", async () => {
    const clock = new ManualClock();
    let version = "a";
    let told = 0;
    const changed = async (): Promise<void> => {
      told += 1;
    };
    using _watch = new SignatureWatch({ clock, read: async () => version, changed }, "a");
    await clock.advanceSlowly(3000, 100);
    assert.equal(told, 0);
    version = "b";
    await clock.advanceSlowly(1500, 100);
    assert.equal(told, 1);
    await clock.advanceSlowly(3000, 100);
    assert.equal(told, 1);
  });

  it("waits while it goes on changing, and takes what cannot be read for a version", async () => {
    const clock = new ManualClock();
    let version = 0;
    let told = 0;
    const changed = async (): Promise<void> => {
      told += 1;
    };
    const read = async (): Promise<string> => (version < 0 ? Promise.reject(new Error("gone")) : String(version));
    using _watch = new SignatureWatch({ clock, read, changed }, "0");
    for (let i = 0; i < 10; i += 1) {
      version += 1;
      await clock.advanceSlowly(500, 100);
    }
    assert.equal(told, 0, "never the same twice");
    version = -1;
    await clock.advanceSlowly(1500, 100);
    assert.equal(told, 1);
  });

  it("looks no more when disposed", () => {
    const clock = new ManualClock();
    new SignatureWatch({ clock, read: async () => "", changed: async () => undefined }, "")[Symbol.dispose]();
    assert.equal(clock.pending, 0);
  });
});
