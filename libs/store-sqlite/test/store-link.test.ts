import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { silentLogger } from "@fairlead/base";
import { ManualClock } from "@fairlead/testkit";
import { StoreLink } from "../src/store-link.ts";
import { DEFAULT_STORE_SETTINGS } from "../src/store-settings.ts";
import { StoreThread } from "../src/store-thread.ts";
import { dataFolder } from "./data-folder.ts";
import { realClock } from "./registry.ts";

describe("the link to the database's thread", () => {
  it("replaces a thread that has ended", async () => {
    using folder = dataFolder("clean");
    const workerSettings = { file: folder.file, mayCreate: true, openTimeoutMs: 1000 };
    const { thread } = await StoreThread.start(workerSettings);
    const events: string[] = [];
    const logger = { ...silentLogger, warn: (event: string) => void events.push(event) };
    await using link = new StoreLink({ clock: realClock, logger }, DEFAULT_STORE_SETTINGS, workerSettings, thread);
    assert.deepEqual(await link.ask({ kind: "count" }), { kind: "counted", count: 5 });
    await thread[Symbol.asyncDispose]();
    assert.equal(thread.hasEnded, true);
    assert.deepEqual(await link.ask({ kind: "count" }), { kind: "counted", count: 5 });
    assert.deepEqual(events, ["store.thread.replaced"]);
  });

  it("answers those who wait when the thread ends under them", async () => {
    using folder = dataFolder("clean");
    const { thread } = await StoreThread.start({ file: folder.file, mayCreate: false, openTimeoutMs: 1000 });
    const ended = thread[Symbol.asyncDispose]();
    const answer = await thread.ask({ kind: "count" });
    assert.equal(answer.kind, "failed");
    await ended;
  });

  it("gives up on a thread that does not answer", async () => {
    using folder = dataFolder("clean");
    const workerSettings = { file: folder.file, mayCreate: true, openTimeoutMs: 1000 };
    const { thread } = await StoreThread.start(workerSettings);
    const clock = new ManualClock();
    const ports = { clock, logger: silentLogger };
    await using link = new StoreLink(ports, DEFAULT_STORE_SETTINGS, workerSettings, thread);
    const asking = link.ask({ kind: "count" });
    clock.advance(5000);
    await assert.rejects(asking, { code: "STORE_UNAVAILABLE", message: /no answer within 5 s/ });
  });
});
