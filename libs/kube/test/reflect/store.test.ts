import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type ConfigMap, Store } from "../../src/index.ts";

const map = (name: string, version: string, labels: Readonly<Record<string, string>> = {}): ConfigMap => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { namespace: "a", name, uid: `uid-${name}`, resourceVersion: version, labels },
});
const byPool = { pool: ({ metadata }: ConfigMap) => (metadata.labels?.["pool"] ? [metadata.labels["pool"]] : []) };

describe("the store", () => {
  it("[KU-28] tells what a new list changed, and nothing of what stayed", () => {
    const store = new Store<ConfigMap>();
    store.replace([map("stays", "1"), map("changes", "1"), map("goes", "1")]);
    const changes = store.replace([map("stays", "1"), map("changes", "2"), map("comes", "3")]);
    assert.deepEqual(
      changes.map(({ kind, key }) => `${kind} ${key}`),
      ["deleted a/goes", "updated a/changes", "added a/comes"],
    );
    assert.equal(store.size, 3);
  });

  it("finds objects by what they are indexed by, also after they changed", () => {
    const store = new Store<ConfigMap>(byPool);
    const named = (pool: string): string[] => store.byIndex("pool", pool).map(({ metadata }) => metadata.name);
    store.replace([map("one", "1", { pool: "x" }), map("two", "1", { pool: "x" }), map("none", "1")]);
    assert.deepEqual(named("x").sort(), ["one", "two"]);
    store.set(map("one", "2", { pool: "y" }));
    store.delete("a/two");
    assert.deepEqual([named("x"), named("y")], [[], ["one"]]);
    assert.throws(() => store.byIndex("colour", "x"), RangeError);
  });

  it("gives snapshots that do not change when it does, and the same one until then", () => {
    const store = new Store<ConfigMap>();
    store.set(map("one", "1"));
    const before = store.snapshot();
    assert.equal(store.snapshot(), before);
    store.set(map("two", "1"));
    store.delete("a/one");
    store.set(map("two", "2"));
    assert.deepEqual([...before.keys()], ["a/one"]);
    assert.deepEqual([...store.snapshot().keys()], ["a/two"]);
    assert.notEqual(store.snapshot(), before);
  });

  it("takes an object of the same name and version but of another life for another", () => {
    const store = new Store<ConfigMap>();
    store.set(map("one", "1"));
    const reborn = { ...map("one", "1"), metadata: { ...map("one", "1").metadata, uid: "new" } };
    assert.equal(store.set(reborn)?.kind, "updated");
    assert.equal(store.set(reborn), undefined);
  });
});
