import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type KubeObject, Store } from "@fairlead/kube";
import { RecentWrites } from "../../src/watch/recent-writes.ts";

const KIND = "RelayInstance";
const relay = (name: string, resourceVersion: string): KubeObject => ({
  apiVersion: "fairlead.io/v1alpha1",
  kind: KIND,
  metadata: { namespace: "n", name, resourceVersion },
});

describe("our own writes", () => {
  it("count until the watch tells of them, though it was silent and then had to wait: nothing is made twice [KU-2] [KU-28]", () => {
    const [store, recent] = [new Store<KubeObject>(), new RecentWrites()];
    recent.wrote(relay("a", "1"), undefined, store, 0);
    const namesAt = (nowMs: number) => recent.over(store, { kind: KIND }, nowMs).map(({ metadata }) => metadata.name);
    // A watch that hangs is cut after 30 s, and the next one may have to wait as long.
    assert.deepEqual(namesAt(61_000), ["a"]);
    store.set(relay("a", "2"));
    assert.deepEqual(
      recent.over(store, { kind: KIND }, 61_000).map(({ metadata }) => metadata.resourceVersion),
      ["2"],
    );
  });

  it("are forgotten in the end: what was deleted before a watch told of it is nowhere", () => {
    const [store, recent] = [new Store<KubeObject>(), new RecentWrites()];
    recent.wrote(relay("a", "1"), undefined, store, 0);
    assert.deepEqual(recent.over(store, { kind: KIND }, 91_000), []);
  });
});
