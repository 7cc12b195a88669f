import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RelayUnderTest } from "./support/relay-under-test.ts";
import type { TcpClient } from "./support/tcp-client.ts";

const MEGABIT = 2 ** 20;
const limits = {
  singleMbps: 16,
  totalMbps: undefined,
  slowMbps: 4,
  downgradeThreshold: 0.66,
  downgradeStartCheckMs: 60_000,
};

/** Bits per second that get through while a sender never stops, over `seconds` of the test's clock. */
async function rate(test: RelayUnderTest, from: TcpClient, to: TcpClient, seconds = 4): Promise<number> {
  to.listen();
  const chunk = Buffer.alloc(256 * 1024);
  let sending = true;
  const send = (): void => void (sending && from.write(chunk).then(send));
  send();
  await test.pass(1_000, 10);
  const before = to.receivedBytes;
  await test.pass(seconds * 1_000, 10);
  sending = false;
  return ((to.receivedBytes - before) * 8) / seconds;
}

function assertRate(measured: number, megabits: number): void {
  const share = measured / (megabits * MEGABIT);
  assert.ok(share > 0.9 && share < 1.05, `${(measured / MEGABIT).toFixed(2)} Mb/s where ${megabits} are allowed`);
}

describe("[RL-9] limits, in bits, M = 2^20, per direction", { timeout: 120_000 }, () => {
  it("SINGLE_BANDWIDTH holds each direction of a session at its rate, also both at once", async () => {
    await using test = await RelayUnderTest.start({ limits });
    const [one, other] = await test.tcpPair();
    const [there, back] = await Promise.all([rate(test, one, other), rate(test, other, one)]);
    // Two measurements advance one clock, so each sees the seconds of both.
    assertRate(there / 2, limits.singleMbps);
    assertRate(back / 2, limits.singleMbps);
  });

  it("LIMIT_SPEED holds a session of a black-listed address, whichever leg has it", async () => {
    for (const slowedLeg of ["127.0.0.8", "127.0.0.9"]) {
      const lists = { blocked: [], slowed: [slowedLeg], allowed: [], denied: [] };
      await using test = await RelayUnderTest.start({ limits, lists });
      const one = await test.tcpLeg({ from: "127.0.0.8" });
      const other = await test.tcpLeg({ from: "127.0.0.9" });
      await test.until(() => test.relay.sessions().length === 1);
      assertRate(await rate(test, one, other), limits.slowMbps);
    }
  });

  it("TOTAL_BANDWIDTH holds all sessions together, and the way back has its own", async () => {
    await using test = await RelayUnderTest.start({ limits: { ...limits, totalMbps: 8 } });
    const [one, other] = await test.tcpPair();
    assertRate(await rate(test, one, other), 8);
    await other.write(Buffer.from("back"));
    assert.equal((await one.read(4)).toString(), "back");
  });

  it("without TOTAL_BANDWIDTH there is no cap over all", async () => {
    await using test = await RelayUnderTest.start();
    assert.equal(test.relay.limits.totalMbps, undefined);
  });

  it("a change is in force at once, for sessions that run", async () => {
    await using test = await RelayUnderTest.start({ limits });
    const [one, other] = await test.tcpPair();
    assertRate(await rate(test, one, other), 16);
    test.relay.changeLimits({ singleMbps: 2 });
    assertRate(await rate(test, one, other, 8), 2);
  });
});

describe("[RL-10] downgrading", { timeout: 120_000 }, () => {
  it("slows a session whose average is over the threshold for the whole window, says so, and restores it when it was quiet", async () => {
    await using test = await RelayUnderTest.start({ limits: { ...limits, downgradeStartCheckMs: 6_000 } });
    const [one, other] = await test.tcpPair();
    assertRate(await rate(test, one, other, 4), 16);
    await rate(test, one, other, 4);
    assert.equal(test.events("relay.session.downgraded").length, 1);
    assert.equal(test.events("relay.session.downgraded")[0]?.["direction"], "from_controlled");
    assert.match(String(test.events("relay.session.downgraded")[0]?.["setting"]), /DOWNGRADE_THRESHOLD=0.66/);
    for (let second = 0; second < 200 && test.events("relay.session.restored").length === 0; second += 1) {
      await test.pass(1_000, 50);
      one.socket.write(".");
    }
    assert.equal(test.events("relay.session.restored").length, 1);
    assert.equal(test.relay.sessions()[0]?.downgraded, false);
  });
});

describe("[RL-11] address lists look at both legs, live", () => {
  const lists = { blocked: [], slowed: [], allowed: [], denied: [] };

  it("a blocked address gets no byte and no place", async () => {
    await using test = await RelayUnderTest.start({ lists: { ...lists, blocked: ["127.0.0.7"] } });
    const refused = await test.tcpLeg({ from: "127.0.0.7" });
    assert.equal((await refused.readToEnd()).length, 0);
    assert.equal(test.relay.waitingLegs, 0);
    assert.equal(test.drops.get("blocked"), 1);
    await test.tcpPair();
  });

  it("an allow list refuses everybody else, a deny list wins over it", async () => {
    const some = { ...lists, allowed: ["127.0.0.0/30"], denied: ["127.0.0.2"] };
    await using test = await RelayUnderTest.start({ lists: some });
    assert.equal((await (await test.tcpLeg({ from: "127.0.0.2" })).readToEnd()).length, 0);
    assert.equal((await (await test.tcpLeg({ from: "127.0.0.9" })).readToEnd()).length, 0);
    await test.tcpPair({ from: "127.0.0.3" });
  });

  for (const [which, ip] of [
    ["first", "127.0.0.8"],
    ["second", "127.0.0.9"],
  ] as const) {
    it(`blocking the ${which} leg's address ends a running session at once, however the address is written`, async () => {
      await using test = await RelayUnderTest.start();
      const one = await test.tcpLeg({ from: "127.0.0.8" });
      const other = await test.tcpLeg({ from: "127.0.0.9" });
      await test.until(() => test.relay.sessions().length === 1);
      test.relay.rules.add("blocked", [`::ffff:${ip}`]);
      await Promise.all([one.readToEnd(), other.readToEnd()]);
      await test.until(() => test.relay.sessions().length === 0);
    });
  }

  it("blocking ends a leg that waits", async () => {
    await using test = await RelayUnderTest.start();
    const leg = await test.tcpLeg({ from: "127.0.0.8" });
    await test.until(() => test.relay.waitingLegs === 1);
    test.relay.rules.add("denied", ["127.0.0.8/32"]);
    assert.equal((await leg.readToEnd()).length, 0);
    assert.equal(test.relay.waitingLegs, 0);
  });
});
