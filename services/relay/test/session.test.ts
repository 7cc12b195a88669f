import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RelayUnderTest } from "./support/relay-under-test.ts";

describe("[RL-8] a session", () => {
  it("ends 30 s after its last byte, in whichever direction that was", async () => {
    await using test = await RelayUnderTest.start();
    const [one, other] = await test.tcpPair();
    one.listen();
    for (let round = 0; round < 4; round += 1) {
      await test.pass(20_000);
      await other.write(Buffer.from("x"));
      await test.until(() => one.receivedBytes === round + 1);
    }
    await test.pass(29_000);
    assert.equal(one.ended, false);
    await test.pass(1_100, 100);
    assert.equal((await one.readToEnd()).toString(), "xxxx");
    await test.until(() => test.relay.sessions().length === 0);
    assert.equal(test.events("relay.session.closed")[0]?.["end"], "idle");
  });

  it("passes a half-close on, and the other direction goes on", async () => {
    await using test = await RelayUnderTest.start();
    const [one, other] = await test.tcpPair();
    await one.write(Buffer.from("question"));
    one.end();
    assert.equal((await other.readToEnd()).toString(), "question");
    await other.write(Buffer.from("answer"));
    other.end();
    assert.equal((await one.readToEnd()).toString(), "answer");
    await test.until(() => test.relay.sessions().length === 0);
    assert.equal(test.events("relay.session.closed")[0]?.["end"], "closed");
  });

  it("a reader that stops reading stalls neither the other direction nor another pair", {
    timeout: 120_000,
  }, async () => {
    await using test = await RelayUnderTest.start();
    const [one, other] = await test.tcpPair();
    const [far, near] = await test.tcpPair({ uuid: "another" });
    const stuck = one.write(Buffer.alloc(64 * 2 ** 20));
    await test.pass(6_000, 20);
    await other.write(Buffer.from("back"));
    assert.equal((await one.read(4)).toString(), "back");
    const bytes = Buffer.alloc(1_000_000, 3);
    const written = far.write(bytes);
    assert.ok((await test.flowing(near.read(bytes.length))).equals(bytes));
    await written;
    one.close();
    await stuck;
  });

  it("is told of with both ends, duration and bytes per direction, the controlling side first", async () => {
    await using test = await RelayUnderTest.start();
    const controlled = await test.tcpLeg({ from: "127.0.0.2" });
    const controlling = await test.wsLeg({ id: "123456789" });
    await test.until(() => test.relay.sessions().length === 1);
    controlling.send(Buffer.from("abc"));
    await controlled.read(4);
    await test.pass(2_000);
    controlled.close();
    await test.until(() => test.relay.sessions().length === 0);
    const [opened] = test.events("relay.session.opened");
    const [closed] = test.events("relay.session.closed");
    assert.deepEqual([opened?.["fromIp"], opened?.["fromBy"]], ["127.0.0.1", "ws"]);
    assert.deepEqual([opened?.["toIp"], opened?.["toBy"]], ["127.0.0.2", "tcp"]);
    assert.deepEqual([closed?.["bytesToControlled"], closed?.["bytesFromControlled"]], [3, 0]);
    assert.equal(closed?.["end"], "closed");
  });

  it("can be kicked: both ends are closed at once", async () => {
    await using test = await RelayUnderTest.start();
    const [one, other] = await test.tcpPair();
    const id = test.relay.sessions()[0]?.facts.id ?? 0;
    assert.equal(test.relay.kick(id + 1), false);
    assert.equal(test.relay.kick(id), true);
    await Promise.all([one.readToEnd(), other.readToEnd()]);
    await test.until(() => test.relay.sessions().length === 0);
    assert.equal(test.events("relay.session.closed")[0]?.["end"], "kicked");
  });

  it("over the bound is refused, and the sessions that run go on", async () => {
    await using test = await RelayUnderTest.start({ maxSessions: 1 });
    const [one, other] = await test.tcpPair();
    const late = [await test.tcpLeg({ uuid: "late" }), await test.tcpLeg({ uuid: "late" })];
    for (const leg of late) assert.equal((await leg.readToEnd()).length, 0);
    await one.write(Buffer.from("x"));
    assert.equal((await other.read(1)).toString(), "x");
  });

  it("draining lets sessions finish, closes waiting legs, and takes no newcomer", async () => {
    await using test = await RelayUnderTest.start();
    const [one, other] = await test.tcpPair();
    const waiting = await test.tcpLeg({ uuid: "waiting" });
    await test.until(() => test.relay.waitingLegs === 1);
    const drained = test.relay.drain(new AbortController().signal);
    assert.equal((await waiting.readToEnd()).length, 0);
    await assert.rejects(test.connectTcp());
    await one.write(Buffer.from("still here"));
    assert.equal((await other.read(10)).toString(), "still here");
    one.close();
    other.close();
    await drained;
  });

  it("draining ends when waiting is over, though a session runs, and also when everything is closed meanwhile", async () => {
    await using test = await RelayUnderTest.start();
    const [one] = await test.tcpPair();
    const over = new AbortController();
    const [drained, stillDraining] = [test.relay.drain(over.signal), test.relay.drain(new AbortController().signal)];
    over.abort();
    await drained;
    assert.equal(test.relay.sessions().length, 1);
    await test.relay[Symbol.asyncDispose]();
    await stillDraining;
    await one.readToEnd();
  });

  it("counts bytes by direction, sessions and pairing time", async () => {
    await using test = await RelayUnderTest.start();
    const [one, other] = await test.tcpPair();
    await one.write(Buffer.alloc(100));
    await other.read(100);
    await test.pass(1_000);
    const text = await test.metrics.scrape();
    assert.match(text, /fairlead_relay_bytes_total\{direction="from_controlled"\} 100/);
    assert.match(text, /fairlead_relay_sessions 1/);
    assert.match(text, /fairlead_relay_pairing_seconds_count 1/);
    assert.match(text, /fairlead_relay_waiting_legs 0/);
  });
});
