import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { encodeFrame } from "@fairlead/wire";
import { firstMessage, KEY, RelayUnderTest, UUID } from "./support/relay-under-test.ts";
import { TcpClient } from "./support/tcp-client.ts";

const LEG_1 =
  "5d01920154122431313131313131312d323232322d343333332d383434342d353535353535353535353535322c41364548762f504f454c3464634e3059353076416d57666b316a436270513166486479475a424a564d62673d";
const LEG_2 =
  "890192015f0a09313233343536373839122431313131313131312d323232322d343333332d383434342d353535353535353535353535322c41364548762f504f454c3464634e3059353076416d57666b316a436270513166486479475a424a564d62673d";
const EARLY = "0c010203";
const keyed = { acceptedKeys: [KEY] };

describe("[RL-1] [RL-2] [RL-6] C22: two TCP legs", () => {
  it("the second leg receives exactly the early bytes of the first, 5 s later, and then arbitrary bytes pass both ways", async () => {
    await using test = await RelayUnderTest.start(keyed);
    const one = await test.connectTcp();
    await one.write(Buffer.from(LEG_1 + EARLY, "hex"));
    await test.until(() => test.relay.waitingLegs === 1);
    await test.pass(5_000);
    const other = await test.connectTcp();
    await other.write(Buffer.from(LEG_2, "hex"));
    assert.equal((await other.read(4)).toString("hex"), EARLY);
    const partial = Buffer.from("ffffff00", "hex");
    await one.write(partial);
    assert.deepEqual(await other.read(4), partial);
    await other.write(partial);
    assert.deepEqual(await one.read(4), partial);
  });

  it("a first frame split at every byte boundary is the same frame", async () => {
    await using test = await RelayUnderTest.start(keyed);
    const bytes = Buffer.from(LEG_1 + EARLY, "hex");
    for (let at = 1; at < bytes.length; at += 7) {
      const one = await test.connectTcp();
      one.socket.setNoDelay(true);
      await one.write(bytes.subarray(0, at));
      await new Promise(setImmediate);
      await one.write(bytes.subarray(at));
      const other = await test.connectTcp();
      await other.write(Buffer.from(LEG_2, "hex"));
      assert.equal((await other.read(4)).toString("hex"), EARLY, `split at ${at}`);
      one.close();
      await other.readToEnd();
      other.close();
    }
  });

  it("legs that arrive in the same instant find each other, 2000 times out of 2000", { timeout: 120_000 }, async () => {
    await using test = await RelayUnderTest.start();
    let next = 0;
    const lost: number[] = [];
    const worker = async (): Promise<void> => {
      for (let n = next++; n < 2_000; n = next++) if (!(await meets(test.relay.tcpPort, n))) lost.push(n);
    };
    await Promise.all(Array.from({ length: 25 }, worker));
    assert.deepEqual(lost, []);
  });

  it("a third leg waits for a partner of its own", async () => {
    await using test = await RelayUnderTest.start();
    const [one, other] = await test.tcpPair();
    await test.tcpLeg();
    await test.until(() => test.relay.waitingLegs === 1);
    const fourth = await test.tcpLeg();
    await test.until(() => test.relay.sessions().length === 2);
    await one.write(Buffer.from("x"));
    assert.equal((await other.read(1)).toString(), "x");
    assert.equal(fourth.receivedBytes, 0);
  });
});

describe("[RL-1] what is not a leg is closed without a byte", () => {
  const cases: readonly [string, Buffer, string][] = [
    ["a wrong key", encodeFrame(firstMessage({ key: "wrong" })), "wrong_key"],
    ["no key", encodeFrame(firstMessage({ key: "" })), "wrong_key"],
    ["an empty uuid", encodeFrame(firstMessage({ uuid: "" })), "bad_message"],
    ["a uuid of 129 bytes", encodeFrame(firstMessage({ uuid: "u".repeat(129) })), "bad_message"],
    ["another message", encodeFrame(Buffer.from("a20100", "hex")), "unexpected_message"],
    ["no message at all", encodeFrame(Buffer.from("ffffffff", "hex")), "bad_message"],
    ["an empty frame", Buffer.from("00", "hex"), "bad_message"],
    ["a first frame of more than 4 KiB [FR-3]", Buffer.from("02400100", "hex"), "frame_too_long"],
    ["a first frame that announces 1 GiB [FR-3]", Buffer.from("ffffffff", "hex"), "frame_too_long"],
    ["the old console's word", Buffer.from("h"), ""],
  ];
  for (const [what, bytes, reason] of cases) {
    it(what, async () => {
      await using test = await RelayUnderTest.start(keyed);
      const client = await silentClient(test);
      await client.write(bytes);
      if (reason === "") await test.pass(31_000);
      assert.equal((await client.readToEnd()).length, 0);
      if (reason !== "") assert.equal(test.drops.get(reason as never), 1, [...test.drops].join());
      assert.equal(test.relay.waitingLegs, 0);
    });
  }

  it("a uuid of 128 bytes of any text is good", async () => {
    await using test = await RelayUnderTest.start();
    await test.tcpPair({ uuid: "\u00e4".repeat(64) });
  });

  it("a client that says nothing is closed after 30 s", async () => {
    await using test = await RelayUnderTest.start();
    const silent = await silentClient(test);
    silent.listen();
    await test.pass(29_000);
    assert.equal(silent.ended, false);
    await test.pass(2_000);
    assert.equal((await silent.readToEnd()).length, 0);
  });

  it("either of two accepted keys is good, for rotation", async () => {
    await using test = await RelayUnderTest.start({ acceptedKeys: [KEY, "old"] });
    await test.tcpLeg({ key: "old" });
    await test.tcpLeg({ key: KEY });
    await test.until(() => test.relay.sessions().length === 1);
  });

  it("a wrong key is told to whoever bans addresses", async () => {
    await using test = await RelayUnderTest.start(keyed);
    await (await test.tcpLeg({ key: "wrong" })).readToEnd();
    assert.deepEqual(test.events("auth.key_refused"), [{ ip: "127.0.0.1", role: "relay" }]);
  });
});

describe("[RL-5] a waiting leg", () => {
  it("is forgotten when it sends FIN", async () => {
    await using test = await RelayUnderTest.start();
    const leg = await test.tcpLeg({ rest: Buffer.from("early") });
    await test.until(() => test.relay.waitingLegs === 1);
    leg.end();
    await test.until(() => test.relay.waitingLegs === 0);
    await test.tcpLeg();
    await test.until(() => test.relay.waitingLegs === 1);
    assert.equal(test.relay.sessions().length, 0);
  });

  it("is forgotten when it is reset", async () => {
    await using test = await RelayUnderTest.start();
    const leg = await test.tcpLeg();
    await test.until(() => test.relay.waitingLegs === 1);
    leg.socket.resetAndDestroy();
    await test.until(() => test.relay.waitingLegs === 0);
  });

  it("may send 4 MiB before its partner comes: what is over 64 KiB waits in the kernel, and nothing is lost", async () => {
    await using test = await RelayUnderTest.start();
    const sent = Buffer.alloc(4 * 2 ** 20, "0123456789abcdef");
    const one = await test.tcpLeg();
    const written = one.write(sent);
    await test.until(() => test.relay.waitingLegs === 1);
    await test.pass(20);
    const other = await test.tcpLeg();
    assert.ok((await test.flowing(other.read(sent.length))).equals(sent));
    await written;
  });

  it("is closed without a byte when nobody comes for 30 s", async () => {
    await using test = await RelayUnderTest.start();
    const leg = await test.tcpLeg();
    leg.listen();
    await test.until(() => test.relay.waitingLegs === 1);
    await test.pass(29_000);
    assert.equal(leg.ended, false);
    await test.pass(2_000);
    assert.equal((await leg.readToEnd()).length, 0);
    assert.equal(test.drops.get("no_partner"), 1);
  });

  it("only takes one of the places there are: 5 times the bound leaves the bound", async () => {
    await using test = await RelayUnderTest.start({ maxWaitingLegs: 4 });
    const legs = await Promise.all(Array.from({ length: 20 }, (_, n) => test.tcpLeg({ uuid: `${UUID}-${n}` })));
    await test.until(() => (test.drops.get("table_full") ?? 0) === 16);
    assert.equal(test.relay.waitingLegs, 4);
    for (const leg of legs) leg.listen();
    await test.until(() => legs.filter((leg) => leg.ended).length === 16);
  });
});

/** Let in by the relay, whose deadline for it runs: from now on the test's time counts. */
async function silentClient(test: RelayUnderTest): Promise<TcpClient> {
  const timers = test.clock.pending;
  const client = await test.connectTcp();
  await test.until(() => test.clock.pending > timers, "the relay lets it in");
  return client;
}

async function meets(port: number, n: number): Promise<boolean> {
  const frame = encodeFrame(firstMessage({ uuid: `pair-${n}` }));
  const [one, other] = await Promise.all([TcpClient.connect(port), TcpClient.connect(port)]);
  one.socket.write(Buffer.concat([frame, Buffer.from("1")]));
  other.socket.write(Buffer.concat([frame, Buffer.from("2")]));
  const [heardByOne, heardByOther] = await Promise.all([one.read(1), other.read(1)]);
  one.close();
  other.close();
  return heardByOne.toString() === "2" && heardByOther.toString() === "1";
}
