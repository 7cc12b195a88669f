import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sessionUuid, uncountedDrops } from "@fairlead/base";
import { MemoryAdmissionStore } from "@fairlead/cluster";
import { MetricsRegistry } from "@fairlead/runtime";
import { ManualClock } from "@fairlead/testkit";
import { AdmissionLookups } from "../../src/member/admission-lookups.ts";
import { UUID } from "../support/relay-under-test.ts";
import { admissionOf, type MemberUnderTest, RelaysUnderTest } from "../support/relays-under-test.ts";

/** Both legs of a session, and a byte through it. */
async function connect({ relay }: MemberUnderTest, uuid = UUID): Promise<void> {
  const [one, other] = [await relay.tcpLeg({ uuid }), await relay.tcpLeg({ uuid })];
  await one.write(Buffer.from("x"));
  assert.equal((await other.read(1)).toString(), "x");
}

const sessionsOf = ({ relay }: MemberUnderTest): number => relay.relay.sessions().length;

describe("admissions of a relay among several", { timeout: 120_000 }, () => {
  it("[CL-29] carries what the bus told it of, while the store is away", async () => {
    await using all = await RelaysUnderTest.start(1);
    all.store.fail(true);
    await all.tell(0);
    await connect(all.first);
  });

  for (const [keptMs, foundMs] of [
    [0, 0],
    [300, 500],
    [1200, 2000],
  ] as const) {
    it(`[CL-30] finds at ${foundMs} ms what is in the store after ${keptMs} ms, when the bus said nothing`, async () => {
      await using all = await RelaysUnderTest.start(1);
      if (keptMs === 0) await all.keep();
      const { relay } = all.first;
      const legs = [await relay.tcpLeg(), await relay.tcpLeg()];
      if (keptMs > 0) {
        await relay.until(() => relay.relay.waitingLegs === 2);
        await all.pass(keptMs);
        await all.keep();
        await all.pass(foundMs - keptMs - 50);
        assert.equal(sessionsOf(all.first), 0, "not read yet");
        await all.pass(50);
      }
      await relay.until(() => sessionsOf(all.first) === 1);
      for (const leg of legs) leg.close();
    });
  }

  it("[CL-30] refuses a leg that nobody brokered after its 5 s, and has read three times", async () => {
    await using all = await RelaysUnderTest.start(1);
    let reads = 0;
    const read = all.store.read.bind(all.store);
    all.store.read = (uuid) => {
      reads += 1;
      return read(uuid);
    };
    const { relay } = all.first;
    const leg = await relay.tcpLeg();
    await relay.until(() => relay.relay.waitingLegs === 1);
    await all.pass(5100);
    assert.equal((await leg.readToEnd()).length, 0);
    assert.equal(reads, 3);
    assert.equal(relay.drops.get("not_brokered"), 1);
    assert.match(await all.first.metrics.scrape(), /fairlead_relay_admission_lookups_total\{result="missing"\} 1/);
  });

  it("[CL-30] refuses a third leg, on the relay of the session and on another", async () => {
    await using all = await RelaysUnderTest.start(2);
    await all.keep();
    await all.tell(0);
    await connect(all.first);
    await all.pass(10);
    for (const one of all.members) {
      const third = await one.relay.tcpLeg();
      await one.relay.until(() => one.relay.relay.waitingLegs === 1);
      await all.pass(5100);
      assert.equal((await third.readToEnd()).length, 0);
      assert.equal(one.relay.drops.get("not_brokered"), 1);
    }
  });

  it("[CL-30] what the bus says of a session after it was found in the store and used admits nothing again", async () => {
    await using all = await RelaysUnderTest.start(1);
    await all.keep();
    await connect(all.first);
    await all.pass(10);
    await all.tell(0);
    const { relay } = all.first;
    const third = await relay.tcpLeg();
    await relay.until(() => relay.relay.waitingLegs === 1);
    await all.pass(5100);
    assert.equal((await third.readToEnd()).length, 0);
    assert.equal(relay.drops.get("not_brokered"), 1);
    await all.keep();
    await all.tell(0);
    await connect(all.first);
  });

  it("[CL-30] ends a pair whose admission another relay had used when both had read it", async () => {
    await using all = await RelaysUnderTest.start(2);
    const [one, other] = all.members as [MemberUnderTest, MemberUnderTest];
    await all.keep();
    const waiting = [await one.relay.tcpLeg(), await other.relay.tcpLeg()];
    for (const { relay } of all.members)
      await relay.until(() => relay.admissions?.find(sessionUuid(UUID)) !== undefined);
    await one.relay.tcpLeg();
    await one.relay.until(() => sessionsOf(one) === 1);
    await all.pass(10);
    await other.relay.tcpLeg();
    await waiting[1]?.readToEnd();
    await other.relay.until(() => other.relay.events("relay.session.closed").length === 1);
    assert.equal(other.relay.events("relay.session.closed")[0]?.["end"], "admissionUsed");
    assert.equal(other.drops.get("admission_used"), 1);
    assert.equal(sessionsOf(one), 1);
  });

  it("[CL-30] takes a used admission out of the store when that is back", async () => {
    await using all = await RelaysUnderTest.start(1);
    await all.keep();
    await all.tell(0);
    all.store.fail(true);
    await connect(all.first);
    await all.pass(3000);
    all.store.fail(false);
    await all.pass(1100);
    assert.equal(await all.store.read(sessionUuid(UUID)), undefined);
    assert.equal(sessionsOf(all.first), 1);
  });

  it("[CL-30] looks for so many at one time, in all and for one address, and counts the others", async () => {
    const clock = new ManualClock();
    const store = new MemoryAdmissionStore(clock);
    const metrics = new MetricsRegistry(clock);
    const found: string[] = [];
    const ports = { clock, metrics, drops: uncountedDrops, admissionStore: store };
    const settings = { atMs: [0, 500, 2000], maxLookups: 5, maxPerAddress: 3 };
    using lookups = new AdmissionLookups(ports, ({ uuid }) => found.push(uuid), settings);
    for (let n = 0; n < 4; n += 1) lookups.lookFor(sessionUuid(`a${n}`), "192.0.2.1");
    for (let n = 0; n < 4; n += 1) lookups.lookFor(sessionUuid(`b${n}`), "192.0.2.2");
    assert.equal(lookups.running, 5);
    await store.put(admissionOf({ uuid: sessionUuid("b0") }));
    await clock.advanceSlowly(2100, 50);
    assert.deepEqual(found, ["b0"]);
    assert.equal(lookups.running, 0);
    assert.match(await metrics.scrape(), /result="refused"\} 3/);
    assert.equal(clock.pending, 0);
  });

  for (const paired of [false, true]) {
    const moment = paired ? "after its legs have paired" : "before its legs have paired";
    it(`[CL-30] a read that comes back when the bus has spoken admits nothing a second time: ${moment}`, async () => {
      await using all = await RelaysUnderTest.start(1);
      const held = Promise.withResolvers<void>();
      const read = all.store.read.bind(all.store);
      all.store.read = async (uuid) => {
        const answer = await read(uuid);
        await held.promise;
        return answer;
      };
      await all.keep();
      const { relay } = all.first;
      await relay.tcpLeg();
      await relay.until(() => relay.relay.waitingLegs === 1);
      await all.tell(0);
      if (!paired) held.resolve();
      await all.pass(100);
      await relay.tcpLeg();
      await relay.until(() => sessionsOf(all.first) === 1);
      held.resolve();
      await all.pass(100);
      assert.equal(relay.admissions?.find(sessionUuid(UUID)), undefined);
      assert.match(await all.first.metrics.scrape(), /fairlead_relay_admissions_total\{by="store"\} 0/);
    });
  }
});
