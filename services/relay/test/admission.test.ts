import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RelayUnderTest, UUID } from "./support/relay-under-test.ts";

const none = { acceptedKeys: [] };

describe("[RL-3] [RL-4] only brokered sessions are carried", () => {
  it("an invented uuid with an empty key is held 5 s, then closed without a byte, also when two legs have it", async () => {
    await using test = await RelayUnderTest.start(none, true);
    const one = (await test.tcpLeg({ key: "", rest: Buffer.from("x") })).listen();
    const other = (await test.tcpLeg({ key: "" })).listen();
    await test.until(() => test.relay.waitingLegs === 2);
    await test.pass(4_900, 100);
    assert.deepEqual([one.ended, other.ended], [false, false]);
    await test.pass(200, 100);
    assert.deepEqual([(await one.readToEnd()).length, (await other.readToEnd()).length], [0, 0]);
    assert.equal(test.drops.get("not_brokered"), 2);
    assert.equal(test.relay.sessions().length, 0);
  });

  it("an operator reads of a leg that was not brokered: what is wrong, the setting, one step", async () => {
    await using test = await RelayUnderTest.start(none, true);
    const leg = (await test.tcpLeg()).listen();
    await test.until(() => test.relay.waitingLegs === 1);
    await test.pass(5_100, 100);
    await leg.readToEnd();
    assert.deepEqual(test.events("relay.leg.refused"), [
      {
        drop: "not_brokered",
        ip: "127.0.0.1",
        transport: "tcp",
        uuid: UUID,
        reason: "leg refused: uuid not brokered here",
        setting: "relay-server (device)",
        do: "clear the relay server in the device's settings, or name this server there",
      },
    ]);
  });

  it("an admission that comes after both legs joins them", async () => {
    await using test = await RelayUnderTest.start(none, true);
    const one = await test.tcpLeg({ rest: Buffer.from("early") });
    const other = await test.tcpLeg({ id: "123456789" });
    await test.until(() => test.relay.waitingLegs === 2);
    await test.admit();
    assert.equal((await other.read(5)).toString(), "early");
    await other.write(Buffer.from("back"));
    assert.equal((await one.read(4)).toString(), "back");
  });

  it("a brokered lone leg is held 30 s, then closed without a byte", async () => {
    await using test = await RelayUnderTest.start(none, true);
    await test.admit();
    const leg = (await test.tcpLeg()).listen();
    await test.until(() => test.relay.waitingLegs === 1);
    await test.pass(29_500, 500);
    assert.equal(leg.ended, false);
    await test.pass(1_000, 500);
    assert.equal((await leg.readToEnd()).length, 0);
  });

  it("an admission is used up by two legs that paired: a third is a stranger", async () => {
    await using test = await RelayUnderTest.start(none, true);
    await test.admit();
    await test.tcpPair();
    const third = (await test.tcpLeg()).listen();
    await test.until(() => test.relay.waitingLegs === 1);
    await test.pass(5_100, 100);
    assert.equal((await third.readToEnd()).length, 0);
    assert.equal(test.relay.sessions().length, 1);
  });

  it("an admission is not used up by a leg that waited and left", async () => {
    await using test = await RelayUnderTest.start(none, true);
    await test.admit();
    const lone = await test.tcpLeg();
    await test.until(() => test.relay.waitingLegs === 1);
    lone.close();
    await test.until(() => test.relay.waitingLegs === 0);
    await test.tcpPair();
  });

  it("an admission is good for 60 s", async () => {
    await using test = await RelayUnderTest.start(none, true);
    await test.admit();
    await test.pass(61_000, 10_000);
    await test.tcpLeg();
    await test.tcpLeg();
    await test.until(() => test.relay.waitingLegs === 2);
  });

  it("a uuid that is brokered again is good again", async () => {
    await using test = await RelayUnderTest.start(none, true);
    for (let round = 0; round < 2; round += 1) {
      await test.admit();
      const [one, other] = await test.tcpPair();
      one.close();
      await other.readToEnd();
      other.close();
      await test.until(() => test.relay.sessions().length === 0);
    }
  });

  it("of 5 times the bound of unbrokered legs the bound is held", async () => {
    await using test = await RelayUnderTest.start({ ...none, maxUnbrokeredLegs: 10 }, true);
    await Promise.all(Array.from({ length: 50 }, (_, n) => test.tcpLeg({ uuid: `${UUID}${n}` })));
    await test.until(() => (test.drops.get("table_full") ?? 0) === 40);
    assert.equal(test.relay.waitingLegs, 10);
  });

  it("a flood from one address displaces its own oldest, without a byte, and nobody else's", async () => {
    await using test = await RelayUnderTest.start({ ...none, maxUnbrokeredLegsPerAddress: 5 }, true);
    const honest = await test.tcpLeg({ rest: Buffer.from("early"), from: "127.0.0.8" });
    await test.until(() => test.relay.waitingLegs === 1);
    const oldest = (await test.tcpLeg({ uuid: `${UUID}0`, from: "127.0.0.9" })).listen();
    await test.until(() => test.relay.waitingLegs === 2);
    for (let n = 1; n <= 25; n += 1) await test.tcpLeg({ uuid: `${UUID}${n}`, from: "127.0.0.9" });
    await test.until(() => test.drops.get("address_limit") === 21);
    assert.equal((await oldest.readToEnd()).length, 0);
    assert.equal(test.relay.waitingLegs, 6);
    await test.admit();
    const partner = await test.tcpLeg({ id: "123456789", from: "127.0.0.8" });
    assert.equal((await partner.read(5)).toString(), "early");
    await honest.write(Buffer.from("."));
  });

  it("a probe carries its byte and no more than a few", async () => {
    await using test = await RelayUnderTest.start(none, true);
    await test.admit(UUID, "probe");
    const [one, other] = await test.tcpPair();
    await one.write(Buffer.from("?"));
    assert.equal((await other.read(1)).toString(), "?");
    await one.write(Buffer.alloc(1_000));
    assert.equal((await other.readToEnd()).length, 0);
    assert.equal(test.events("relay.session.closed")[0]?.["end"], "overQuota");
  });
});
