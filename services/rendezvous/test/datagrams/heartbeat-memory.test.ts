import assert from "node:assert/strict";
import type { RemoteInfo } from "node:dgram";
import { describe, it } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { UdpListener } from "@fairlead/net";
import { DatagramDesk } from "../../src/datagrams/datagram-desk.ts";
import { HEARTBEAT, TestServer } from "../test-server.ts";

const HEARTBEATS = 100_000;
/** A field that nobody knows: the general decoder reads it. */
const UNUSUAL = "320f0a0931323334353637383910031801";

/** A desk with B registered, and how many bytes of the heap one datagram of B takes. */
async function measured(server: TestServer) {
  const udp = await server.registeredUdp();
  const { ip, port } = udp.client.local;
  const desk = new DatagramDesk(server.rendezvous.workings);
  const socket = new CountingSocket();
  desk.open(socket);
  const rinfo: RemoteInfo = { address: ip, port, family: "IPv4", size: 0 };
  const run = (hex: string, count: number): void => {
    const datagram = Buffer.from(hex, "hex");
    for (let done = 0; done < count; done += 1) desk.receive(datagram, rinfo);
  };
  const bytesEach = (hex: string, count: number): number => {
    run(hex, 3 * count);
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    run(hex, count);
    return (process.memoryUsage().heapUsed - before) / count;
  };
  return { socket, bytesEach };
}

describe("a heartbeat of a device that is here", { timeout: 120_000 }, () => {
  it("[RP-2] is answered by the same bytes each time, without taking memory", async () => {
    await using server = await TestServer.start();
    const { socket, bytesEach } = await measured(server);
    const bytes = bytesEach(HEARTBEAT, HEARTBEATS);
    assert.equal(socket.sent, 4 * HEARTBEATS);
    assert.equal(socket.payloads.size, 1, "one answer, made at the start");
    assert.ok(bytes < 64, `${bytes} bytes of heap each: more than the number a clock answers`);
    const unusual = bytesEach(UNUSUAL, HEARTBEATS / 100);
    assert.ok(unusual > 200, `the general decoder takes ${unusual} bytes each, or this test measures nothing`);
  });
});

class CountingSocket implements UdpListener {
  readonly port = 0;
  readonly address = "";
  readonly payloads = new Set<Uint8Array>();
  sent = 0;

  send(bytes: Uint8Array): void {
    this.payloads.add(bytes);
    this.sent += 1;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Nothing is open.
  }
}

function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}
