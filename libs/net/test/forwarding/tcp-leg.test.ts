import assert from "node:assert/strict";
import { once } from "node:events";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { TcpLeg } from "../../src/forwarding/index.ts";
import type { LegSink } from "../../src/forwarding/leg.ts";
import { READ_TIERS } from "../../src/forwarding/read-buffers.ts";
import { SocketHarness } from "./socket-harness.ts";

/** Remembers what it hears; takes units until told not to. */
class RecordingSink implements LegSink {
  text = "";
  largest = 0;
  taking = true;
  readonly heard: string[] = [];

  received(unit: Buffer): boolean {
    this.text += unit.toString("latin1");
    this.largest = Math.max(this.largest, unit.length);
    return this.taking;
  }
  ended(): void {
    this.heard.push("ended");
  }
  drained(): void {
    this.heard.push("drained");
  }
  gone(): void {
    this.heard.push("gone");
  }
}

describe("a TCP leg", { timeout: 10_000 }, () => {
  it("closes the socket it was made of when its own connection closes, so that accept limits see it", async () => {
    await using harness = await SocketHarness.open();
    const { accepted, client } = await harness.openSockets();
    const leg = new TcpLeg({ socket: accepted, rest: Buffer.alloc(0) }, harness.buffers);
    leg.attach(new RecordingSink());
    const closed = once(accepted, "close");
    client.resetAndDestroy();
    await closed;
    assert.equal(leg.closed, true);
  });

  it("is closed by closing the socket it was made of", async () => {
    await using harness = await SocketHarness.open();
    const { accepted, client } = await harness.openSockets();
    const sink = new RecordingSink();
    new TcpLeg({ socket: accepted, rest: Buffer.alloc(0) }, harness.buffers).attach(sink);
    accepted.destroy();
    client.resume();
    await once(client, "end");
    while (!sink.heard.includes("gone")) await sleep(1);
  });

  it("hears what was put back before what comes next, and reads nothing while nobody is attached", async () => {
    await using harness = await SocketHarness.open();
    const { accepted, client } = await harness.openSockets();
    const leg = new TcpLeg({ socket: accepted, rest: Buffer.from("c") }, harness.buffers);
    client.write("d");
    await sleep(10);
    leg.putBack([Buffer.from("a"), Buffer.from("b")]);
    const sink = new RecordingSink();
    leg.attach(sink);
    while (sink.text.length < 4) await sleep(1);
    assert.equal(sink.text, "abcd");
  });

  it("stops reading when a unit is not taken, and goes on when asked to, in the order sent", async () => {
    await using harness = await SocketHarness.open();
    const { accepted, client } = await harness.openSockets();
    const leg = new TcpLeg({ socket: accepted, rest: Buffer.alloc(0) }, harness.buffers);
    const sink = new RecordingSink();
    sink.taking = false;
    leg.attach(sink);
    const sent = "0123456789".repeat(READ_TIERS[0]);
    client.end(sent);
    while (sink.text.length === 0) await sleep(1);
    await sleep(10);
    assert.equal(sink.text.length, READ_TIERS[0]);
    sink.taking = true;
    leg.resume();
    while (!sink.heard.includes("ended")) await sleep(1);
    assert.equal(sink.text, sent);
  });

  it("works by 'data' events where Node has no handle to move", async () => {
    await using harness = await SocketHarness.open();
    const { accepted, client } = await harness.openSockets();
    const handle: unknown = Reflect.get(accepted, "_handle");
    Reflect.set(accepted, "_handle", undefined);
    const leg = new TcpLeg({ socket: accepted, rest: Buffer.from("rest ") }, harness.buffers);
    Reflect.set(accepted, "_handle", handle);
    const sink = new RecordingSink();
    leg.attach(sink);
    client.write("and data");
    while (sink.text.length < 13) await sleep(1);
    assert.equal(sink.text, "rest and data");
    client.destroy();
  });
});
