import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { silentLogger } from "@fairlead/base";
import { ManualClock, SeededRandom } from "@fairlead/testkit";
import { LeaseElection } from "../../src/index.ts";
import { CountedMetrics } from "../connection/counted-metrics.ts";
import { LeaseServer, type LeaseWay } from "./lease-server.ts";

interface Candidate {
  readonly election: LeaseElection;
  readonly way: LeaseWay;
  readonly clock: SleepyClock;
  readonly metrics: CountedMetrics;
  readonly changes: boolean[];
}

/** Its process may have slept: then time has passed and no timer has run. */
class SleepyClock extends ManualClock {
  sleptMs = 0;
  override now(): number {
    return super.now() + this.sleptMs;
  }
}

/** Processes with clocks of their own, in front of one lease. */
class Race {
  readonly serverClock = new ManualClock();
  readonly server = new LeaseServer(this.serverClock);
  readonly candidates: Candidate[] = [];
  /** The most that led at one moment. */
  most = 0;

  add(identity: string, wallOffMs = 0): Candidate {
    const clock = new SleepyClock(Date.UTC(2026, 0, 1) + wallOffMs);
    const way = this.server.way();
    const metrics = new CountedMetrics();
    const random = new SeededRandom(this.candidates.length + 1);
    const ports = { api: way, clock, random, logger: silentLogger, metrics };
    const election = new LeaseElection(ports, { namespace: "a", name: "controller", identity });
    const changes: boolean[] = [];
    election.onChange((leading) => changes.push(leading));
    election.start();
    const candidate = { election, way, clock, metrics, changes };
    this.candidates.push(candidate);
    return candidate;
  }

  /** `still`: processes for which no time passes. */
  async pass(ms: number, still: readonly Candidate[] = []): Promise<void> {
    for (let passed = 0; passed < ms; passed += 50) {
      this.serverClock.advance(50);
      for (const candidate of this.candidates) if (!still.includes(candidate)) candidate.clock.advance(50);
      await new Promise((resolve) => setImmediate(resolve));
      const moving = this.candidates.filter((candidate) => !still.includes(candidate));
      this.most = Math.max(this.most, moving.filter(({ election }) => election.leading).length);
    }
  }

  leaders(): Candidate[] {
    return this.candidates.filter(({ election }) => election.leading);
  }

  /** How long until another than this one leads. */
  async untilAnother(than: Candidate, longestMs = 30_000): Promise<number> {
    const startedAtMs = this.serverClock.now();
    const others = this.candidates.filter((candidate) => candidate !== than);
    while (!others.some(({ election }) => election.leading) && this.serverClock.now() - startedAtMs < longestMs)
      await this.pass(50);
    return this.serverClock.now() - startedAtMs;
  }

  async end(): Promise<void> {
    for (const { election, way } of this.candidates) {
      way.state = "cut";
      await election[Symbol.asyncDispose]();
    }
    for (const { clock } of this.candidates) assert.equal(clock.pending, 0, "no timer is left");
  }
}

async function raceOf(...identities: readonly string[]): Promise<{ race: Race; leader: Candidate; other: Candidate }> {
  const race = new Race();
  for (const identity of identities) race.add(identity);
  await race.pass(3000);
  const [leader] = race.leaders();
  const other = race.candidates.find((candidate) => candidate !== leader);
  assert.ok(leader && other);
  return { race, leader, other };
}

describe("leader election", () => {
  it("[KU-3] lets one lead, and it goes on leading", async () => {
    const { race, leader, other } = await raceOf("a", "b", "c");
    await race.pass(60_000);
    assert.deepEqual(race.leaders(), [leader]);
    assert.equal(race.most, 1);
    assert.equal(other.election.holder, race.server.lease?.spec?.holderIdentity);
    assert.equal(race.server.lease?.spec?.leaseTransitions, 0);
    assert.equal(leader.metrics.read()['leader_election_master_status{name="controller"}'], 1);
    assert.equal(other.metrics.read()['leader_election_master_status{name="controller"}'], 0);
    await race.end();
  });

  it("[KU-3] renews every 2 s, with a time that is new in every write, be the wall as it may", async () => {
    const { race, leader } = await raceOf("a", "b");
    const times = new Set<string | undefined>();
    const before = race.server.writes.length;
    for (let turn = 0; turn < 10; turn += 1) {
      leader.clock.jumpWall(-2000);
      await race.pass(2000);
      times.add(race.server.lease?.spec?.renewTime);
    }
    const writes = race.server.writes.length - before;
    assert.ok(writes >= 9 && writes <= 11, `${writes} writes in 20 s`);
    assert.ok(times.size >= 2);
    assert.deepEqual(race.leaders(), [leader]);
    assert.match([...times][0] ?? "", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    await race.end();
  });

  it("[KU-3] another leads at most 13 s after a kill, and never both at a time", async () => {
    for (const diesAfterMs of [0, 500, 1000, 1500, 1950]) {
      const { race, leader } = await raceOf("a", "b", "c");
      await race.pass(diesAfterMs);
      leader.way.state = "cut";
      const tookMs = await race.untilAnother(leader);
      assert.ok(tookMs >= 8000 && tookMs <= 13_000, `${tookMs} ms`);
      assert.equal(race.most, 1);
      assert.equal(race.server.lease?.spec?.leaseTransitions, 1);
      await race.end();
    }
  });

  it("[KU-3] another leads at most 3 s after a clean end", async () => {
    const { race, leader } = await raceOf("a", "b");
    const { signal } = leader.election;
    await leader.election[Symbol.asyncDispose]();
    assert.equal(signal.aborted, true);
    const tookMs = await race.untilAnother(leader);
    assert.ok(tookMs <= 3000, `${tookMs} ms`);
    assert.deepEqual(leader.changes, [true, false]);
    await race.end();
  });

  it("[KU-3] gives itself up 7 s after its last renewal, before anybody else may lead", async () => {
    const { race, leader } = await raceOf("a", "b");
    const { signal } = leader.election;
    leader.way.state = "hangs";
    await race.pass(5000);
    const ledAtFirst = leader.election.leading;
    await race.pass(2100);
    assert.deepEqual([ledAtFirst, leader.election.leading, signal.aborted], [true, false, true]);
    assert.equal(leader.election.signal.aborted, true);
    assert.deepEqual(race.leaders(), []);
    await race.untilAnother(leader);
    assert.equal(race.most, 1);
    leader.way.state = "open";
    await race.pass(10_000);
    assert.equal(leader.election.leading, false);
    await race.end();
  });

  it("[KU-3] finds out at once that it stood still for too long, before a timer has run", async () => {
    const { race, leader } = await raceOf("a", "b");
    const { signal } = leader.election;
    await race.pass(20_000, [leader]);
    leader.clock.sleptMs = 20_000;
    assert.deepEqual([leader.election.leading, signal.aborted], [false, true]);
    assert.equal(race.leaders().length, 1);
    await race.end();
  });

  it("[KU-3] judges by its own clock: walls that differ by an hour change nothing", async () => {
    const race = new Race();
    const ahead = race.add("ahead", 3_600_000);
    await race.pass(1000);
    const behind = race.add("behind", -3_600_000);
    await race.pass(60_000);
    assert.deepEqual(race.leaders(), [ahead]);
    ahead.way.state = "cut";
    const tookMs = await race.untilAnother(ahead);
    assert.ok(behind.election.leading && tookMs >= 8000 && tookMs <= 13_000, `${tookMs} ms`);
    assert.equal(race.most, 1);
    await race.end();
  });

  it("[KU-3] goes on when the answer to a renewal got lost: the lease is still its own", async () => {
    const { race, leader } = await raceOf("a", "b");
    leader.way.state = "lost";
    await race.pass(3000);
    leader.way.state = "open";
    await race.pass(20_000);
    assert.deepEqual(race.leaders(), [leader]);
    assert.deepEqual(leader.changes, [true]);
    await race.end();
  });

  it("[KU-3] stops leading when the lease is another's, or has been deleted", async () => {
    const { race, leader } = await raceOf("a", "b");
    const lease = race.server.lease;
    assert.ok(lease);
    race.server.lease = {
      ...lease,
      metadata: { ...lease.metadata, resourceVersion: "stolen" },
      spec: { ...lease.spec, holderIdentity: "thief", leaseDurationSeconds: 10 },
    };
    await race.pass(2100);
    assert.deepEqual(race.leaders(), []);
    await race.pass(13_000);
    assert.equal(race.leaders().length, 1);
    race.server.lease = undefined;
    await race.pass(6000);
    assert.equal(race.leaders().length, 1);
    assert.equal(race.most, 1);
    assert.deepEqual(leader.changes.slice(0, 2), [true, false]);
    await race.end();
  });

  it("leaves a lease alone that it did not get", async () => {
    const { race, other } = await raceOf("a", "b");
    const before = race.server.writes.length;
    await other.election[Symbol.asyncDispose]();
    assert.equal(race.server.writes.filter(({ holder }) => holder === "").length, 0);
    assert.ok(race.server.writes.length >= before);
    await race.end();
  });
});
