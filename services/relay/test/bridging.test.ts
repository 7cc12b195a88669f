import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { encodeFrame, encodeFrameHeader } from "@fairlead/wire";
import { RelayUnderTest } from "./support/relay-under-test.ts";
import type { TcpClient } from "./support/tcp-client.ts";
import type { WsClient } from "./support/ws-client.ts";

describe("[RL-7] C23: a TCP leg and a WebSocket leg", () => {
  it("TCP bytes 0c010203 become one binary message 010203", async () => {
    await using test = await RelayUnderTest.start();
    const [tcp, ws] = await bridged(test);
    await tcp.write(Buffer.from("0c010203", "hex"));
    assert.equal((await ws.next())?.toString("hex"), "010203");
  });

  it("[KU-22] a WebSocket leg comes by any path below /ws/relay", async () => {
    await using test = await RelayUnderTest.start();
    const one = await test.wsLeg({ path: "/ws/relay/relays-0-abcde" });
    const other = await test.wsLeg({ id: "123456789", path: "/ws/relay/a%20b/c?d=e" });
    one.send(Buffer.from("x"));
    assert.equal((await other.next())?.toString(), "x");
  });

  it("a binary message of 64 bytes becomes 0101 and the 64 bytes", async () => {
    await using test = await RelayUnderTest.start();
    const [tcp, ws] = await bridged(test);
    const message = Buffer.alloc(64, 7);
    ws.send(message);
    assert.deepEqual(await tcp.read(66), Buffer.concat([Buffer.from("0101", "hex"), message]));
  });

  it("empty frames, empty messages, text and pings are swallowed", async () => {
    await using test = await RelayUnderTest.start();
    const [tcp, ws] = await bridged(test);
    await tcp.write(Buffer.from("000004aa00", "hex"));
    assert.equal((await ws.next())?.toString("hex"), "aa");
    ws.socket.send("text");
    ws.socket.ping();
    ws.send(Buffer.alloc(0));
    ws.send(Buffer.from("bb", "hex"));
    assert.equal((await tcp.read(2)).toString("hex"), "04bb");
    assert.equal(ws.pending, 0);
  });

  it("frames split at any byte, coalesced, or sent before the partner came, are one message each, in order", async () => {
    await using test = await RelayUnderTest.start();
    const frames = Buffer.concat(["a", "bb", "c".repeat(70)].map((text) => encodeFrame(Buffer.from(text))));
    const tcp = await test.tcpLeg({ rest: frames });
    const ws = await test.wsLeg();
    for (const byte of frames) await tcp.write(Uint8Array.of(byte));
    const heard = [];
    while (heard.length < 6) heard.push((await ws.next())?.length);
    assert.deepEqual(heard, [1, 2, 70, 1, 2, 70]);
  });

  it("messages sent before the partner came are kept, in order", async () => {
    await using test = await RelayUnderTest.start();
    const ws = await test.wsLeg();
    for (const text of ["one", "two", "three"]) ws.send(Buffer.from(text));
    await test.until(() => test.relay.waitingLegs === 1);
    await test.pass(10);
    const tcp = await test.tcpLeg();
    assert.equal((await tcp.read(14)).toString(), "\u000cone\u000ctwo\u0014three");
  });

  it("[RL-5] a message of 8 MiB, sent before the partner came, is read up to 64 KiB and arrives whole later", async () => {
    await using test = await RelayUnderTest.start({ limits: NO_LIMITS });
    const ws = await test.wsLeg();
    const large = Buffer.alloc(8 * 2 ** 20, "0123456789");
    ws.send(large);
    await test.until(() => test.relay.waitingLegs === 1);
    await test.pass(50, 1);
    assert.ok(ws.socket.bufferedAmount > 0, "all of it was read though nobody wants it");
    const other = await test.wsLeg();
    assert.ok((await test.flowing(other.next()))?.equals(large));
  });

  it("a message of 3 MiB crosses whole both ways", async () => {
    await using test = await RelayUnderTest.start();
    const [tcp, ws] = await bridged(test);
    const large = Buffer.alloc(3 * 2 ** 20, "0123456789");
    const sent = tcp.write(encodeFrame(large));
    assert.ok((await test.flowing(ws.next()))?.equals(large));
    await sent;
    ws.send(large);
    const frame = encodeFrame(large);
    assert.ok((await test.flowing(tcp.read(frame.length))).equals(frame));
  });

  it("a frame that announces more than 16 MiB ends the session at its header [FR-3]", async () => {
    await using test = await RelayUnderTest.start();
    const [tcp, ws] = await bridged(test);
    await tcp.write(encodeFrameHeader(16 * 2 ** 20 + 1));
    await tcp.readToEnd();
    assert.equal(await test.flowing(ws.next()), undefined);
    assert.equal(test.drops.get("frame_too_long"), 1);
  });

  it("the end of one leg ends the other", async () => {
    await using test = await RelayUnderTest.start();
    const [tcp, ws] = await bridged(test);
    await tcp.write(Buffer.from("04aa", "hex"));
    tcp.close();
    assert.equal((await ws.next())?.toString("hex"), "aa");
    assert.equal(await ws.next(), undefined);
    await test.until(() => test.relay.sessions().length === 0);
  });

  it("the last message before a WebSocket's end arrives, then the end", async () => {
    await using test = await RelayUnderTest.start();
    const [tcp, ws] = await bridged(test);
    ws.send(Buffer.from("last"));
    ws.socket.close();
    assert.equal((await tcp.readToEnd()).toString(), "\u0010last");
  });

  it("a slow WebSocket reader stops its own direction only, and loses nothing", { timeout: 120_000 }, async () => {
    await using test = await RelayUnderTest.start({ limits: NO_LIMITS });
    const [tcp, ws] = await bridged(test);
    ws.socket.pause();
    const frame = encodeFrame(Buffer.alloc(60_000, 5));
    const sent = tcp.write(Buffer.concat(Array.from({ length: 400 }, () => frame)));
    await test.pass(100, 1);
    const taken = test.relay.sessions()[0]?.bytes ?? 0;
    assert.ok(taken < 400 * 60_000, "the relay took everything although nobody reads");
    ws.send(Buffer.from("back"));
    assert.equal((await tcp.read(5)).toString(), "\u0010back");
    ws.socket.resume();
    for (let n = 0; n < 400; n += 1) assert.equal((await ws.next())?.length, 60_000);
    await sent;
  });
});

describe("[RL-7] C23: two WebSocket legs", () => {
  it("one message in, one out, unchanged and in order", async () => {
    await using test = await RelayUnderTest.start();
    const one = await test.wsLeg();
    const other = await test.wsLeg({ id: "123456789" });
    for (const size of [1, 63, 64, 70_000]) one.send(Buffer.alloc(size, size));
    for (const size of [1, 63, 64, 70_000]) assert.deepEqual(await other.next(), Buffer.alloc(size, size));
    other.send(Buffer.from("back"));
    assert.equal((await one.next())?.toString(), "back");
  });

  it("[RL-1] a wrong key is refused on WebSocket too", async () => {
    await using test = await RelayUnderTest.start({ acceptedKeys: ["right"] });
    const ws = await test.wsLeg({ key: "wrong" });
    assert.equal(await ws.next(), undefined);
    assert.equal(test.drops.get("wrong_key"), 1);
  });

  it("[RL-5] a waiting leg that closes is forgotten", async () => {
    await using test = await RelayUnderTest.start();
    const ws = await test.wsLeg();
    await test.until(() => test.relay.waitingLegs === 1);
    ws.close();
    await test.until(() => test.relay.waitingLegs === 0);
  });
});

const NO_LIMITS = {
  singleMbps: 1e6,
  totalMbps: undefined,
  slowMbps: 32,
  downgradeThreshold: 1,
  downgradeStartCheckMs: 1e6,
};

async function bridged(test: RelayUnderTest): Promise<[TcpClient, WsClient]> {
  const tcp = await test.tcpLeg();
  const ws = await test.wsLeg({ id: "123456789" });
  await test.until(() => test.relay.sessions().length === 1);
  return [tcp, ws];
}
