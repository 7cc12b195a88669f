import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { delay } from "@fairlead/base";
import { type Fault, liveClock, waitUntil } from "@fairlead/testkit";
import { KubeError } from "../../src/index.ts";
import { Reflected } from "./reflected.ts";

const short = { timeout: 120_000 };

describe("the reflector", () => {
  it("[KU-28] fills its store page by page, then follows the changes", short, async () => {
    await using it = await Reflected.start(["one", "two", "three"], { pageSize: 2 });
    assert.equal(await it.reflector.whenSynced(), true);
    assert.deepEqual(it.held, ["one=0", "three=0", "two=0"]);
    assert.equal(it.asked("list"), 2);
    await it.watching();
    it.put("one", "1");
    it.put("four", "1");
    it.remove("two");
    await it.holds("one=1", "three=0", "four=1");
    assert.deepEqual([it.asked("list"), it.asked("watch")], [2, 1]);
    const query = it.fake.seen.all.find(({ verb }) => verb === "watch")?.query;
    assert.equal(query?.get("allowWatchBookmarks"), "true");
    assert.ok(Number(query?.get("timeoutSeconds")) >= 300);
  });

  it("[KU-28] keeps no word of who wrote what, unless told to", short, async () => {
    await using it = await Reflected.start(["one"]);
    await it.reflector.whenSynced();
    assert.equal(it.reflector.store.get("default/one")?.metadata.managedFields, undefined);
    await using all = await Reflected.start(["one"], { keep: (object) => object });
    await all.reflector.whenSynced();
    assert.ok("managedFields" in (all.reflector.store.get("default/one")?.metadata ?? {}));
  });

  for (const [name, fault] of [
    ["429", { kind: "refuse", status: 429, retryAfterSeconds: 1 }],
    ["500", { kind: "refuse", status: 500 }],
    ["403", { kind: "refuse", status: 403 }],
    ["a reset", { kind: "reset" }],
  ] satisfies [string, Fault][])
    it(`[KU-28] outlives ${name}, at the list and at the watch`, short, async () => {
      const arm = (fake: Reflected["fake"]): void => {
        fake.faults.add({ fault, times: 2, on: ({ verb }) => verb === "list" });
        fake.faults.add({ fault, times: 2, on: ({ verb }) => verb === "watch" });
      };
      await using it = await Reflected.start(["one"], {}, { arm });
      await it.holds("one=0");
      it.put("one", "1");
      await it.holds("one=1");
      assert.equal(it.fake.faults.pending, 0);
    });

  it("[KU-28] goes on from where a cut stream was, without listing again", short, async () => {
    await using it = await Reflected.start(["one"]);
    await it.reflector.whenSynced();
    await it.watching();
    for (const round of ["1", "2", "3"]) {
      it.put("one", `${round}a`);
      await it.holds(`one=${round}a`);
      it.fake.cutWatches();
      it.put("one", `${round}b`);
      it.put("one", `${round}c`);
      await it.holds(`one=${round}c`);
    }
    assert.equal(it.asked("list"), 1);
    const values = it.told.map((change) => (change.kind === "deleted" ? "" : change.object.data?.["value"]));
    assert.deepEqual(values, ["0", "1a", "1b", "1c", "2a", "2b", "2c", "3a", "3b", "3c"], "each change once");
  });

  it("[KU-28] lists again when its version has gone, and tells the difference", short, async () => {
    await using it = await Reflected.start(["stays", "changes", "goes"]);
    await it.reflector.whenSynced();
    await it.watching();
    it.told.length = 0;
    it.fake.faults.add({ fault: { kind: "refuse", status: 503 }, times: 1, on: ({ verb }) => verb === "watch" });
    it.fake.cutWatches();
    it.put("changes", "1");
    it.put("comes", "1");
    it.remove("goes");
    it.fake.compact();
    await it.holds("stays=0", "changes=1", "comes=1");
    assert.equal(it.asked("list"), 2);
    assert.deepEqual(it.told.map(({ kind, key }) => `${kind} ${key}`).sort(), [
      "added default/comes",
      "deleted default/goes",
      "updated default/changes",
    ]);
  });

  it("[KU-28] begins a list anew when its version has gone between two pages", short, async () => {
    let pages = 0;
    const arm = (fake: Reflected["fake"]): void => {
      const on = ({ verb, query }: { readonly verb: string; readonly query: URLSearchParams }): boolean => {
        if (verb !== "list" || !query.has("continue")) return false;
        pages += 1;
        return pages === 1;
      };
      fake.faults.add({ fault: { kind: "refuse", status: 410, reason: "Expired" }, times: 1, on });
    };
    await using it = await Reflected.start(["one", "two", "three"], { pageSize: 2 }, { arm });
    await it.holds("one=0", "two=0", "three=0");
    assert.equal(it.asked("list"), 4);
  });

  it("[KU-28] goes on from a bookmark, so that a quiet kind is not listed again", short, async () => {
    await using it = await Reflected.start(["one"]);
    await it.reflector.whenSynced();
    await it.watching();
    for (let round = 0; round < 5; round += 1)
      it.fake.put({ apiVersion: "v1", kind: "Secret", metadata: { name: "other" }, data: { round: String(round) } });
    it.fake.sendBookmarks();
    const version = String(it.fake.version);
    await delay(liveClock(), 100);
    it.fake.compact();
    it.fake.cutWatches();
    await waitUntil(liveClock(), "it watches again", () => it.asked("watch") === 2, 10_000);
    assert.equal(it.fake.seen.all.findLast(({ verb }) => verb === "watch")?.query.get("resourceVersion"), version);
    it.put("one", "1");
    await it.holds("one=1");
    assert.equal(it.asked("list"), 1);
  });

  it("[KU-28] is back after the server was away", short, async () => {
    await using it = await Reflected.start(["one"]);
    await it.reflector.whenSynced();
    await it.fake.stop();
    it.put("one", "1");
    await delay(liveClock(), 300);
    await it.fake.startAgain();
    await it.holds("one=1");
    assert.equal(it.reflector.complaint, undefined);
  });

  it("[KU-28] is right in the end when a list came from a server that was behind", short, async () => {
    const arm = (fake: Reflected["fake"]): void => {
      fake.put({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "one" }, data: { value: "1" } });
      fake.faults.add({ fault: { kind: "stale", changes: 1 }, on: ({ verb }) => verb === "list" });
    };
    await using it = await Reflected.start(["one"], {}, { arm });
    await it.holds("one=1");
    assert.deepEqual(
      it.told.map((change) => (change.kind === "deleted" ? "" : change.object.data?.["value"])),
      ["0", "1"],
    );
  });

  it("[KU-28] lists again when its version is of the future: the server was set back", short, async () => {
    const details = {
      causes: [{ reason: "ResourceVersionTooLarge", message: "Too large resource version", field: "" }],
    };
    await using it = await Reflected.start(["one"]);
    await it.reflector.whenSynced();
    await it.watching();
    const tooLarge = new KubeError({ status: 504, reason: "Timeout", message: "Too large", causes: details.causes });
    it.refuseWatches(tooLarge, 1);
    it.fake.cutWatches();
    it.put("one", "1");
    await it.holds("one=1");
    assert.equal(it.asked("list"), 2);
  });

  it("tells all listeners, whatever one of them throws, and none after it is disposed", short, async () => {
    await using it = await Reflected.start(["one"]);
    const heard: string[] = [];
    await it.reflector.whenSynced();
    await it.watching();
    it.reflector.onChange(() => {
      throw new Error("broken listener");
    });
    const listener = it.reflector.onChange(({ key }) => heard.push(key));
    it.put("one", "1");
    await it.holds("one=1");
    assert.deepEqual(heard, ["default/one"]);
    listener[Symbol.dispose]();
    it.put("one", "2");
    await it.holds("one=2");
    assert.deepEqual(heard, ["default/one"]);
  });

  it("says how fresh it is, and how much it holds", short, async () => {
    await using it = await Reflected.start(["one", "two"]);
    await it.reflector.whenSynced();
    const read = it.metrics.read();
    assert.equal(read['fairlead_kube_objects{resource="configmaps"}'], 2);
    const age = read['fairlead_kube_watch_age_seconds{resource="configmaps"}'] ?? -1;
    assert.ok(age >= 0 && age < 30, `${age} s`);
  });
});
