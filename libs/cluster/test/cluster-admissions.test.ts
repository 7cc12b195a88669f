import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type DropReason, noMetrics, relayName, sessionUuid, silentLogger, tenantId } from "@fairlead/base";
import { ManualClock } from "@fairlead/testkit";
import type { BusMessage } from "@fairlead/wire";
import {
  type Admission,
  admissionOf,
  admitMessage,
  bareRelay,
  ClusterAdmissions,
  MemoryAdmissionStore,
  MemoryBusHub,
  MemoryRelayAdverts,
  MemoryRelayDirectory,
  type RelayDirectory,
  type RelayView,
  unlimitedBudget,
} from "../src/index.ts";
import { admissionsContract } from "../testing/index.ts";

const NAME = relayName("relay.example:21117");
const RELAY = { slot: 2, epoch: "r" };
const uuid = sessionUuid("11111111-2222-4333-8444-555555555555");
const admission: Admission = { uuid, peerId: "123456789", fromIp: "203.0.113.7", purpose: "session", relay: NAME };

const listOf = (...relays: readonly RelayView[]): RelayDirectory => {
  return { snapshot: () => relays, judge: () => undefined, replace: () => undefined };
};

/** A rendezvous, and a relay that writes down what it hears. */
function cluster(relays: RelayDirectory = listOf({ ...bareRelay(NAME), node: RELAY })) {
  const clock = new ManualClock();
  const [hub, store] = [new MemoryBusHub(), new MemoryAdmissionStore(clock)];
  const heard: BusMessage[] = [];
  hub.bus(RELAY, "relay").receive((_from, message) => heard.push(message));
  const dropped: DropReason[] = [];
  const drops = { drop: (reason: DropReason) => void dropped.push(reason) };
  const ports = { clock, logger: silentLogger, metrics: noMetrics, drops };
  const admissions = new ClusterAdmissions(store, hub.bus({ slot: 1, epoch: "a" }), relays, ports);
  return { clock, hub, store, heard, dropped, admissions };
}

admissionsContract("of a rendezvous among several", () => {
  const { admissions, clock } = cluster();
  return { admissions, pass: async (ms) => clock.advance(ms) };
});

describe("[CL-29] an admission among several nodes", () => {
  it("is in the store and on its way to the chosen relay when it resolves", async () => {
    const { admissions, store, heard } = cluster();
    await admissions.admit(admission);
    assert.deepEqual(await store.read(uuid), admission);
    assert.deepEqual(heard, [admitMessage(admission)]);
  });

  it("does not wait for the store before it tells the relay", async () => {
    const { admissions, store, heard } = cluster();
    const held = Promise.withResolvers<void>();
    store.put = () => held.promise;
    let resolved = false;
    const admitting = admissions.admit(admission).then(() => {
      resolved = true;
    });
    await new Promise(setImmediate);
    assert.deepEqual([heard.length, resolved], [1, false]);
    held.resolve();
    await admitting;
  });

  it("without the store resolves when the bus took it", async () => {
    const { admissions, store, heard } = cluster();
    store.fail(true);
    await admissions.admit(admission);
    assert.equal(heard.length, 1);
    assert.deepEqual(admissions.find(uuid), admission);
  });

  it("without the store and without a way to the relay rejects, and is not known afterwards", async () => {
    const cut = cluster();
    cut.hub.cut(1, 2);
    for (const { admissions, store } of [cut, cluster(listOf(bareRelay(NAME)))]) {
      store.fail(true);
      await assert.rejects(admissions.admit(admission), { code: "STORE_UNAVAILABLE" });
      assert.equal(admissions.find(uuid), undefined);
    }
  });

  it("with the store but no way to the relay resolves: the relay reads it; the lost message is counted", async () => {
    const { admissions, hub, store, dropped } = cluster();
    hub.cut(1, 2);
    await admissions.admit(admission);
    assert.deepEqual(await store.read(uuid), admission);
    assert.deepEqual(dropped, ["bus_down"]);
  });

  it("tells one of the relays that share the chosen address, and no other [CL-30]", async () => {
    const clock = new ManualClock();
    const [hub, heard, adverts] = [new MemoryBusHub(), [] as number[], new MemoryRelayAdverts(clock)];
    for (const slot of [2, 3, 4]) {
      const node = { slot, epoch: "r" };
      hub.bus(node, "relay").receive(() => heard.push(slot));
      const name = slot === 4 ? relayName("elsewhere") : NAME;
      await adverts.advertise({ ...bareRelay(name), node, mesh: true });
    }
    const ports = { clock, logger: silentLogger, metrics: noMetrics, drops: { drop: () => undefined } };
    const bus = hub.bus({ slot: 1, epoch: "a" });
    const relays = new MemoryRelayDirectory([], adverts);
    const admissions = new ClusterAdmissions(new MemoryAdmissionStore(clock), bus, relays, ports);
    await admissions.admit(admission);
    assert.deepEqual(heard, [2]);
  });

  it("says the same on the bus and in the store, but for the relay that it is told to", () => {
    const budget = { ...unlimitedBudget, tenantBps: 5e6, tenantSessions: 3 };
    const full: Admission = { ...admission, tenant: tenantId("acme"), budget, trace: "a-b" };
    const { relay: _chosen, ...told } = full;
    assert.deepEqual(admissionOf(admitMessage(full)), told);
    assert.deepEqual(admissionOf(admitMessage({ ...admission, budget: unlimitedBudget }))?.budget, undefined);
  });

  it("is not taken with a uuid that no leg can bring, or for a purpose of a later release [CL-45]", () => {
    const message = admitMessage(admission);
    assert.equal(admissionOf({ ...message, uuid: "" }), undefined);
    assert.equal(admissionOf({ ...message, purpose: "lunch" }), undefined);
  });
});
