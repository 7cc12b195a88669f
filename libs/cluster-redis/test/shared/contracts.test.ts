import { after, before, describe } from "node:test";
import {
  admissionStoreContract,
  budgetsContract,
  nodeLeaseContract,
  pairOwnersContract,
  relayAdvertsContract,
  relayDirectoryContract,
  relayOrdersContract,
  sharedCountersContract,
  sharedSettingsContract,
  sourceReportsContract,
  waitIndexContract,
} from "@fairlead/cluster/testing";
import { ManualClock, RedisCluster, RedisServer } from "@fairlead/testkit";
import {
  RedisAdmissionStore,
  RedisBudgets,
  RedisNodeLease,
  RedisPairOwners,
  RedisRelayAdverts,
  RedisRelayDirectory,
  RedisRelayOrders,
  RedisSharedCounters,
  RedisSharedSettings,
  RedisSourceReports,
  type RedisStore,
  RedisWaitIndex,
} from "../../src/index.ts";
import { ageStore } from "../age-store.ts";
import { livePorts, openStore } from "../open-store.ts";

interface Place extends AsyncDisposable {
  readonly url: string;
}

function contracts(name: string, start: () => Promise<Place>): void {
  describe(`what nodes share in ${name}`, () => {
    let place: Place;
    let store: RedisStore;
    before(async () => {
      place = await start();
      store = await openStore(place.url);
    });
    after(async () => {
      await store[Symbol.asyncDispose]();
      await place[Symbol.asyncDispose]();
    });
    const empty =
      <T>(make: (store: RedisStore) => T): (() => Promise<T & { pass(ms: number): Promise<void> }>) =>
      async () => {
        await Promise.all(store.masters().map((master) => master.flushall()));
        return { ...make(store), pass: (ms: number) => ageStore(store, ms) };
      };

    nodeLeaseContract(
      name,
      empty((redis) => ({ lease: new RedisNodeLease(redis), settings: new RedisSharedSettings(redis) })),
    );
    sharedSettingsContract(
      name,
      empty((redis) => ({ settings: new RedisSharedSettings(redis) })),
    );
    admissionStoreContract(
      name,
      empty((redis) => ({ store: new RedisAdmissionStore(redis) })),
    );
    sharedCountersContract(
      name,
      empty((redis) => ({ counters: new RedisSharedCounters(redis) })),
    );
    waitIndexContract(
      name,
      empty((redis) => ({ index: new RedisWaitIndex(redis) })),
    );
    pairOwnersContract(
      name,
      empty((redis) => ({ owners: new RedisPairOwners(redis) })),
    );
    budgetsContract(
      name,
      empty((redis) => ({ budgets: new RedisBudgets(redis) })),
    );
    relayOrdersContract(
      name,
      empty((redis) => ({ orders: new RedisRelayOrders(redis) })),
    );
    sourceReportsContract(
      name,
      empty((redis) => ({ reports: new RedisSourceReports(redis) })),
    );
    relayDirectoryContract(name, () => new RedisRelayDirectory(store, { ...livePorts(), clock: new ManualClock() }));
    relayAdvertsContract(name, async () => {
      await Promise.all(store.masters().map((master) => master.flushall()));
      const clock = new ManualClock();
      const directory = new RedisRelayDirectory(store, { ...livePorts(), clock });
      return {
        directory,
        adverts: new RedisRelayAdverts(store),
        read: () => directory.look(),
        pass: async (ms) => {
          clock.advance(ms);
          await directory.look();
        },
        close: async () => directory[Symbol.dispose](),
      };
    });
  });
}

contracts("Redis", () => RedisServer.start());
contracts("a Redis Cluster", () => RedisCluster.start());
