import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { relayName, sessionUuid } from "@fairlead/base";
import { MemoryRelayDirectory } from "@fairlead/cluster";
import { RelaysUnderTest } from "../support/relays-under-test.ts";

const never = (): AbortSignal => new AbortController().signal;

/** Whether a promise has settled, when asked. */
function watch(work: Promise<void>): () => boolean {
  let done = false;
  void work.then(() => {
    done = true;
  });
  return () => done;
}

describe("[CL-48] a relay that drains", { timeout: 120_000 }, () => {
  it("says so at once, still takes the legs it is told of, then refuses newcomers and ends with its sessions", async () => {
    await using all = await RelaysUnderTest.start(1);
    const { member, relay } = all.first;
    await all.pass(1000);
    const ended = watch(member.drain(never()));
    await all.pass(10);
    assert.equal(member.state, "draining");
    assert.equal(all.adverts.fresh()?.[0]?.state, "draining");
    await all.pass(3000);
    await all.tell(0);
    const legs = await relay.tcpPair();
    await all.pass(4000);
    const late = await relay.tcpLeg({ uuid: "late" });
    assert.equal((await late.readToEnd()).length, 0);
    assert.equal(ended(), false, "a session runs");
    await legs[0].write(Buffer.from("x"));
    assert.equal((await legs[1].read(1)).toString(), "x");
    for (const leg of legs) leg.close();
    await relay.until(() => relay.relay.sessions().length === 0);
    await all.pass(2000);
    assert.equal(ended(), true);
  });

  it("waits for those that were told of it and have not come, as long as their admission is valid", async () => {
    await using all = await RelaysUnderTest.start(1);
    const { member, relay } = all.first;
    await all.tell(0);
    const ended = watch(member.drain(never()));
    await all.pass(40_000, 500);
    const legs = await relay.tcpPair();
    assert.equal(ended(), false);
    for (const leg of legs) leg.close();
    await relay.until(() => relay.relay.sessions().length === 0);
    await all.pass(3000);
    assert.equal(ended(), true);
  });

  it("is not held up by strangers, nor by admissions that nobody uses: 65 s at most", async () => {
    await using all = await RelaysUnderTest.start(1);
    const { member, relay } = all.first;
    const ended = watch(member.drain(never()));
    for (let second = 0; second < 64; second += 4) {
      await all.tell(0, { uuid: sessionUuid(`unused ${second}`) });
      await relay.tcpLeg({ uuid: `stranger ${second}` });
      await all.pass(4000, 500);
    }
    assert.equal(ended(), false);
    await all.pass(4000, 500);
    assert.equal(ended(), true);
  });

  it("ends at the deadline, though sessions run", async () => {
    await using all = await RelaysUnderTest.start(1);
    await all.tell(0);
    await all.first.relay.tcpPair();
    const over = new AbortController();
    const drains = [all.first.member.drain(never()), all.first.member.drain(over.signal)];
    await all.pass(8000);
    over.abort();
    await Promise.all(drains);
    assert.equal(all.first.relay.relay.sessions().length, 1);
  });

  for (const [when, drainedMs] of [
    ["the first step", 2000],
    ["the second step", 8000],
  ] as const) {
    it(`is taken back in ${when}: its sessions went on, newcomers are welcome, and it says so at once`, async () => {
      await using all = await RelaysUnderTest.start(1);
      const { member, relay } = all.first;
      await all.tell(0);
      const [one, other] = await relay.tcpPair();
      const ended = watch(member.drain(never()));
      await all.pass(drainedMs);
      await member.undrain();
      await all.pass(10);
      assert.deepEqual([ended(), member.state, all.adverts.fresh()?.[0]?.state], [true, "serving", "serving"]);
      await all.tell(0, { uuid: sessionUuid("new") });
      await relay.tcpPair({ uuid: "new" });
      await relay.until(() => relay.relay.sessions().length === 2);
      await one.write(Buffer.from("x"));
      assert.equal((await other.read(1)).toString(), "x");
    });
  }

  it("leaves an address that it shares to those that serve there, and to the last of them when it leaves [CL-38]", async () => {
    const name = relayName("shared");
    const all = await RelaysUnderTest.start(2, { mesh: true, name, maxSessions: 100 });
    const directory = new MemoryRelayDirectory([], all.adverts);
    const seen = () => directory.snapshot().map(({ node, state, maxSessions }) => [node?.slot, state, maxSessions]);
    await all.pass(1000);
    assert.deepEqual(seen(), [[10, "serving", 200]]);
    const [one, other] = all.members;
    assert.ok(one !== undefined && other !== undefined);
    void one.member.drain(never());
    await all.pass(100);
    assert.deepEqual(seen(), [[11, "serving", 100]]);
    await one.member[Symbol.asyncDispose]();
    void other.member.drain(never());
    await all.pass(100);
    assert.deepEqual(seen(), [[11, "draining", 100]]);
    await all[Symbol.asyncDispose]();
    assert.deepEqual(seen(), []);
  });
});
