import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sessionUuid, tenantId } from "@fairlead/base";
import { type RelayAdvert, unlimitedBudget } from "@fairlead/cluster";
import type { RelayShares } from "../../src/relay-load.ts";
import { type MemberUnderTest, RelaysUnderTest } from "../support/relays-under-test.ts";
import type { TcpClient } from "../support/tcp-client.ts";

const acme = tenantId("acme");

/** A session of a tenant, told by bus. */
async function open(
  all: RelaysUnderTest,
  index: number,
  uuid: string,
  tenantSessions = 0,
): Promise<[TcpClient, TcpClient]> {
  const member = memberAt(all, index);
  const budget = { ...unlimitedBudget, tenantSessions };
  await all.tell(index, { uuid: sessionUuid(uuid), tenant: acme, budget });
  const { relay } = member;
  const before = relay.relay.sessions().length + relay.lines.length;
  const legs: [TcpClient, TcpClient] = [await relay.tcpLeg({ uuid }), await relay.tcpLeg({ uuid, id: "123456789" })];
  await relay.until(() => relay.relay.sessions().length + relay.lines.length > before);
  return legs;
}

function memberAt(all: RelaysUnderTest, index: number): MemberUnderTest {
  const member = all.members[index];
  assert.ok(member !== undefined);
  return member;
}

async function carry([one, other]: readonly [TcpClient, TcpClient], byteCount: number): Promise<void> {
  await one.write(Buffer.alloc(byteCount));
  await other.read(byteCount);
}

const advertOf = (all: RelaysUnderTest): RelayAdvert | undefined => all.adverts.fresh()?.[0];

describe("what a relay says of itself", { timeout: 120_000 }, () => {
  it("[CL-31] is said at the start and every second, with the load of its sessions' meters", async () => {
    await using all = await RelaysUnderTest.start(1, {
      capacityBps: 1e9,
      maxSessions: 100,
      pools: ["gold"],
      latitude: 50,
    });
    await all.pass(100);
    const first = advertOf(all);
    assert.deepEqual([first?.node, first?.state, first?.sessions], [{ slot: 10, epoch: "relay 0" }, "serving", 0]);
    assert.deepEqual([first?.region, first?.pools, first?.latitude, first?.release], ["eu", ["gold"], 50, "1.2.3"]);
    assert.deepEqual([first?.capacityBps, first?.maxSessions, first?.mesh], [1e9, 100, false]);
    const legs = await open(all, 0, "one");
    await all.pass(900);
    await carry(legs, 125_000);
    await all.pass(2000);
    assert.deepEqual(
      [advertOf(all)?.sessions, advertOf(all)?.usedBps],
      [1, 0],
      "the second before the last had it all",
    );
    assert.ok((advertOf(all)?.meanSessionBps ?? 0) > 900_000);
    const text = await all.first.relay.metrics.scrape();
    assert.match(text, /fairlead_relay_bytes_total\{direction="from_controlled"\} 125000/);
  });

  it("[CL-31] goes on as soon as the store takes it again, and /readyz names the time between", async () => {
    await using all = await RelaysUnderTest.start(1);
    await all.pass(1000);
    assert.equal(all.first.member.complaint(), undefined);
    all.adverts.fail(true);
    await all.pass(4000);
    assert.match(all.first.member.complaint() ?? "", /adverts for 3 s/);
    all.adverts.fail(false);
    await all.pass(1000);
    assert.equal(all.first.member.complaint(), undefined);
    assert.equal(all.adverts.fresh()?.length, 1);
  });

  it("[CL-31] ends when the relay leaves", async () => {
    const all = await RelaysUnderTest.start(1);
    await all.pass(1000);
    await all[Symbol.asyncDispose]();
    assert.deepEqual(all.adverts.fresh(), []);
  });

  it("[CL-31] names the node's new life after its lease was lost", async () => {
    await using all = await RelaysUnderTest.start(1);
    all.first.nodes.reborn("second life");
    await all.pass(1000);
    assert.equal(advertOf(all)?.node?.epoch, "second life");
  });
});

describe("what a relay refuses although it was chosen", { timeout: 120_000 }, () => {
  it("[CL-33] sessions above 1.2 times its maximum, not those up to it", async () => {
    await using all = await RelaysUnderTest.start(1, { maxSessions: 5 });
    for (let n = 0; n < 6; n += 1) await open(all, 0, `session ${n}`);
    assert.equal(all.first.relay.relay.sessions().length, 6);
    const [late] = await open(all, 0, "late");
    assert.equal((await late.readToEnd()).length, 0);
    assert.equal(all.first.relay.drops.get("over_capacity"), 2);
    const [told] = all.first.relay.events("relay.leg.refused");
    assert.equal(told?.["setting"], "MAX_SESSIONS=5");
  });

  it("[CL-33] sessions while it carries more than 1.2 times its capacity", async () => {
    await using all = await RelaysUnderTest.start(1, { capacityBps: 8e6 });
    const legs = await open(all, 0, "busy");
    await all.pass(1000);
    await all.first.relay.flowing(carry(legs, 1_150_000), 5);
    await all.pass(1000 - (all.clock.now() % 1000));
    await open(all, 0, "still taken");
    assert.equal(all.first.relay.relay.sessions().length, 2);
    await all.first.relay.flowing(carry(legs, 1_300_000), 5);
    await all.pass(1000 - (all.clock.now() % 1000));
    await open(all, 0, "refused");
    assert.equal(all.first.relay.drops.get("over_capacity"), 2);
    await all.pass(2000);
    await open(all, 0, "taken again");
    assert.equal(all.first.relay.relay.sessions().length, 3);
  });

  it("[CL-35] a tenant's session above its number, which counts over all relays", async () => {
    await using all = await RelaysUnderTest.start(2);
    await open(all, 0, "first", 3);
    const second = await open(all, 1, "second", 3);
    await open(all, 1, "third", 3);
    await all.pass(2000);
    const [late] = await open(all, 0, "late", 3);
    assert.equal((await late.readToEnd()).length, 0);
    const { relay } = all.first;
    assert.equal(relay.drops.get("session_limit"), 2);
    assert.match(String(relay.events("relay.leg.refused")[0]?.["setting"]), /acme.*sessions=3/);
    for (const leg of second) leg.close();
    await memberAt(all, 1).relay.until(() => memberAt(all, 1).relay.relay.sessions().length === 1);
    await all.pass(3000);
    await open(all, 0, "now", 3);
    assert.equal(relay.relay.sessions().length, 2);
  });
});

describe("shared budgets", { timeout: 120_000 }, () => {
  it("[CL-36] the thread has an equal part before the first answer, and its share from then on", async () => {
    await using all = await RelaysUnderTest.start(2, { clusterBps: 100e6 });
    all.budgets.fail(true);
    await all.pass(2000);
    const rateOf = async (): Promise<number> => all.first.relay.relay.load().cluster.limitBps;
    assert.equal(await rateOf(), 100e6);
    assert.match(all.first.member.complaint() ?? "", /shared budgets have not been exchanged/);
    all.budgets.fail(false);
    await all.pass(2000);
    assert.match(await all.first.metrics.scrape(), /fairlead_relay_cluster_share_bits_per_second 50000000/);
  });

  it("[CL-36] while the store is away the thread is told of no other share: it keeps its last", async () => {
    await using all = await RelaysUnderTest.start(2, { clusterBps: 100e6 });
    await all.pass(2000);
    const { relay } = all.first.relay;
    const [said, share] = [[] as RelayShares[], relay.share.bind(relay)];
    relay.share = (shares) => {
      said.push(shares);
      share(shares);
    };
    all.budgets.fail(true);
    await all.pass(3000);
    assert.ok(said.length > 0);
    for (const { relays, shares } of said) assert.deepEqual([relays, shares], [2, []]);
  });

  it("[CL-37] totals are absolute per life: what is repeated, and a new life, count nothing twice", async () => {
    await using all = await RelaysUnderTest.start(2);
    const legs = await open(all, 0, "one");
    const others = await open(all, 1, "two");
    await carry(legs, 100_000);
    await carry(others, 10_000);
    await all.pass(3000);
    assert.equal(await all.budgets.total("tenant:acme"), 110_000);
    await carry(legs, 1_000);
    all.budgets.fail(true);
    await all.pass(2000);
    all.first.nodes.reborn("second life");
    await carry(legs, 100);
    await all.pass(2000);
    all.budgets.fail(false);
    await all.pass(3000);
    assert.equal(await all.budgets.total("tenant:acme"), 111_100);
    assert.equal(await all.budgets.total("cluster"), 111_100);
    legs[0].close();
    await all.pass(3000);
    assert.equal(await all.budgets.total("tenant:acme"), 111_100);
  });
});
