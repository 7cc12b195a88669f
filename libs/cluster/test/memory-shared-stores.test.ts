import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { relayName } from "@fairlead/base";
import { ManualClock } from "@fairlead/testkit";
import {
  bareRelay,
  MemoryAdmissionStore,
  MemoryBudgets,
  MemoryNodeLease,
  MemoryPairOwners,
  MemoryRelayAdverts,
  MemoryRelayDirectory,
  MemoryRelayOrders,
  MemorySharedCounters,
  MemorySharedSettings,
  MemorySourceReports,
  MemoryWaitIndex,
  StoreUnavailableError,
} from "../src/index.ts";
import {
  admissionStoreContract,
  budgetsContract,
  nodeLeaseContract,
  pairOwnersContract,
  relayAdvertsContract,
  relayOrdersContract,
  sharedCountersContract,
  sharedSettingsContract,
  sourceReportsContract,
  waitIndexContract,
} from "../testing/index.ts";

function withClock<T>(make: (clock: ManualClock) => T): () => T & { pass(ms: number): Promise<void> } {
  return () => {
    const clock = new ManualClock();
    return { ...make(clock), pass: async (ms: number) => clock.advance(ms) };
  };
}

nodeLeaseContract(
  "memory",
  withClock((clock) => {
    const settings = new MemorySharedSettings();
    return { settings, lease: new MemoryNodeLease(clock, settings) };
  }),
);
sharedSettingsContract(
  "memory",
  withClock(() => ({ settings: new MemorySharedSettings() })),
);
admissionStoreContract(
  "memory",
  withClock((clock) => ({ store: new MemoryAdmissionStore(clock) })),
);
sharedCountersContract(
  "memory",
  withClock((clock) => ({ counters: new MemorySharedCounters(clock) })),
);
waitIndexContract(
  "memory",
  withClock((clock) => ({ index: new MemoryWaitIndex(clock) })),
);
pairOwnersContract(
  "memory",
  withClock((clock) => ({ owners: new MemoryPairOwners(clock) })),
);
budgetsContract(
  "memory",
  withClock((clock) => ({ budgets: new MemoryBudgets(clock) })),
);
relayOrdersContract(
  "memory",
  withClock((clock) => ({ orders: new MemoryRelayOrders(clock) })),
);
sourceReportsContract(
  "memory",
  withClock((clock) => ({ reports: new MemorySourceReports(clock) })),
);
relayAdvertsContract(
  "memory",
  withClock((clock) => {
    const adverts = new MemoryRelayAdverts(clock);
    return { adverts, directory: new MemoryRelayDirectory([], adverts) };
  }),
);

describe("shared stores in memory", () => {
  it("play a store that is away, until told otherwise", async () => {
    const settings = new MemorySharedSettings();
    settings.fail(true);
    await assert.rejects(settings.read(), StoreUnavailableError);
    settings.fail(false);
    assert.equal((await settings.read()).version, 0);
  });

  it("[CL-31] keep the last known relays while adverts cannot be read", async () => {
    const clock = new ManualClock();
    const adverts = new MemoryRelayAdverts(clock);
    const directory = new MemoryRelayDirectory([], adverts);
    await adverts.advertise(bareRelay(relayName("relay-1")));
    const before = directory.snapshot();
    assert.equal(before.length, 1);
    adverts.fail(true);
    clock.advance(60_000);
    assert.equal(directory.snapshot(), before);
  });
});
