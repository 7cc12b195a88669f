import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { relayName } from "@fairlead/base";
import { bareRelay, type RelayAdvert } from "@fairlead/cluster";
import { liveClock, ManualClock, RedisServer, waitUntil } from "@fairlead/testkit";
import { RedisRelayAdverts, RedisRelayDirectory, type RedisStore } from "../../src/index.ts";
import { ageStore } from "../age-store.ts";
import { livePorts, openStore } from "../open-store.ts";

const advert = (name: string): RelayAdvert => ({ ...bareRelay(relayName(name)), region: "eu" });

describe("the relay directory in Redis", () => {
  let server: RedisServer;
  let store: RedisStore;
  before(async () => {
    server = await RedisServer.start();
    store = await openStore(server.url, { commandTimeoutMs: 1000 });
  });
  after(async () => {
    await store[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  it("[CL-31] keeps its list while Redis is silent, and gives every relay 5 s to speak when it answers again", async () => {
    const clock = new ManualClock();
    using directory = new RedisRelayDirectory(store, { ...livePorts(), clock });
    await new RedisRelayAdverts(store).advertise(advert("relay-1"));
    await directory.look();
    const before = directory.snapshot();
    assert.equal(before.length, 1);
    server.signal("SIGSTOP");
    clock.advance(60_000);
    await directory.look();
    assert.equal(directory.snapshot(), before);
    server.signal("SIGCONT");
    const answers = (): Promise<boolean> =>
      store.command("get", store.key("x")).then(
        () => true,
        () => false,
      );
    await waitUntil(liveClock(), "Redis answers again", answers, 20_000);
    await ageStore(store, 60_000);
    await directory.look();
    clock.advance(4500);
    await directory.look();
    assert.equal(directory.snapshot(), before);
    clock.advance(1000);
    await directory.look();
    assert.deepEqual(directory.snapshot(), []);
  });

  it("[CL-31] shows nothing of a relay that was silent before it looked for the first time", async () => {
    await new RedisRelayAdverts(store).advertise(advert("relay-2"));
    await ageStore(store, 5500);
    using directory = new RedisRelayDirectory(store, { ...livePorts(), clock: new ManualClock() });
    await directory.look();
    assert.deepEqual(directory.snapshot(), []);
    await ageStore(store, 56_000);
    await directory.look();
    const [master] = store.masters();
    assert.equal(await master?.exists(store.key("relay:{r}")), 0);
  });

  it("[CL-31] reads once a second by itself, also right after it was made", async () => {
    await new RedisRelayAdverts(store).advertise(advert("relay-3"));
    const clock = new ManualClock();
    using directory = new RedisRelayDirectory(store, { ...livePorts(), clock }, [relayName("relay-0")]);
    await directory.look();
    assert.deepEqual(
      directory.snapshot().map(({ name, region }) => [name, region]),
      [
        ["relay-0", ""],
        ["relay-3", "eu"],
      ],
    );
    assert.equal(clock.pending, 1);
    directory[Symbol.dispose]();
    assert.equal(clock.pending, 0);
  });
});
