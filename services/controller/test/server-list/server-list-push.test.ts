import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MemorySharedSettings } from "@fairlead/cluster";
import { ManualClock } from "@fairlead/testkit";
import { ServerListPush } from "../../src/server-list/server-list-push.ts";

class Scene {
  readonly clock = new ManualClock();
  readonly settings = new MemorySharedSettings();
  readonly push = new ServerListPush(this);

  async list(): Promise<unknown> {
    const text = (await this.settings.read()).values.get("server-list");
    return text === undefined ? undefined : JSON.parse(text);
  }
  /** As `ctl servers` shares it. */
  async ctl(serial: number, ...servers: readonly string[]): Promise<void> {
    await this.settings.change(new Map([["server-list", JSON.stringify({ serial, servers })]]));
  }
}

describe("the server list of a RendezvousCluster", () => {
  it("[KU-27] is pushed with a serial that reaches every client, and rises with each change", async () => {
    const { push, clock, ...scene } = new Scene();
    const list = (): Promise<unknown> => Scene.prototype.list.call(scene);
    await push.push(["a", "b"]);
    assert.deepEqual(await list(), { serial: 4, servers: ["a", "b"] });
    clock.advance(60_000);
    await push.push(["b", "a"]);
    assert.deepEqual(await list(), { serial: 5, servers: ["b", "a"] });
  });

  it("[KU-27] rises above what ctl said before, also for a controller that has just come", async () => {
    const scene = new Scene();
    await scene.ctl(41, "old");
    await scene.push.push(["a"]);
    assert.deepEqual(await scene.list(), { serial: 42, servers: ["a"] });
    await new ServerListPush(scene).push(["b"]);
    assert.deepEqual(await scene.list(), { serial: 43, servers: ["b"] });
  });

  it("[KU-27] that did not change raises nothing, whoever leads", async () => {
    const scene = new Scene();
    await scene.push.push(["a"]);
    for (let n = 0; n < 10; n += 1) {
      scene.clock.advance(61_000);
      await scene.push.push(["a"]);
      await new ServerListPush(scene).push(["a"]);
    }
    assert.deepEqual(await scene.list(), { serial: 4, servers: ["a"] });
  });

  it("[KU-27] changes at most once a minute, and then to the newest", async () => {
    const scene = new Scene();
    await scene.push.push(["0"]);
    for (let n = 1; n < 60; n += 1) {
      scene.clock.advance(1_000);
      assert.equal((await scene.push.push([String(n)])).kind, "waits");
    }
    scene.clock.advance(1_000);
    assert.equal((await scene.push.push(["60"])).kind, "changed");
    assert.deepEqual(await scene.list(), { serial: 5, servers: ["60"] });
  });

  it("[KU-27] overrules ctl; an empty one leaves to ctl what ctl said", async () => {
    const scene = new Scene();
    await scene.push.push(["a"]);
    await scene.ctl(9, "by-hand");
    scene.clock.advance(60_000);
    await scene.push.push(["a"]);
    assert.deepEqual(await scene.list(), { serial: 10, servers: ["a"] });
    await scene.ctl(11, "by-hand");
    scene.clock.advance(60_000);
    assert.equal((await scene.push.push([])).kind, "kept");
    assert.deepEqual(await scene.list(), { serial: 11, servers: ["by-hand"] });
  });

  it("takes the place of a value that is none", async () => {
    const scene = new Scene();
    await scene.settings.change(new Map([["server-list", "{"]]));
    await scene.push.push(["a"]);
    assert.deepEqual(await scene.list(), { serial: 4, servers: ["a"] });
  });
});
