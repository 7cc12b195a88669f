import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SeededRandom } from "@fairlead/testkit";
import { CidrList } from "@fairlead/wire";
import { until } from "./support/until.ts";
import { OPCODE, upgradeRequest, wsFrame } from "./support/ws-frames.ts";
import { WsScene } from "./support/ws-scene.ts";

describe("the WebSocket port, fuzzed", () => {
  const seed = Number(process.env["FUZZ_SEED"] ?? 20_261_121);
  it(`survives broken PROXY headers, upgrades and frames, forgets them, and serves the next client (seed ${seed})`, () =>
    fuzz(seed));
});

async function fuzz(seed: number, iterations = Number(process.env["FUZZ_ITERATIONS"] ?? 250)): Promise<void> {
  const random = new SeededRandom(seed);
  const below = (bound: number): number => random.uint32() % bound;
  await using scene = await WsScene.open({ trustedProxies: CidrList.parse(["127.0.0.1/32"]), maxPayloadBytes: 4_096 });
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < iterations; i += 1) {
    const client = await scene.raw();
    const bytes = conversation(below);
    const cut = below(bytes.length);
    client.write(bytes.subarray(0, cut));
    await new Promise((resolve) => setImmediate(resolve));
    client.socket.end(bytes.subarray(cut));
    client.socket.resume();
    await until(() => client.closed, `the close after ${bytes.toString("hex")}`);
  }
  await until(() => scene.listener.connections === 0, "the places");
  assert.equal(scene.ports.clock.pending, 0, "timers are left");
  assert.ok(
    scene.acceptor.heard.every((heard) => heard.ends === 1),
    "a connection was not ended once",
  );
  const heapGrown = process.memoryUsage().heapUsed - before;
  assert.ok(heapGrown < 64 * 1024 * 1024, `${heapGrown} bytes more`);
  const announced = scene.acceptor.heard.length;
  const client = await scene.webSocket();
  client.send(Buffer.from("alive"));
  await until(() => scene.acceptor.heard[announced]?.texts[0] === "alive", "the honest client");
}

/** A good conversation with up to six bytes of one of its parts changed. */
function conversation(below: (bound: number) => number): Buffer {
  const parts = [
    Buffer.from(below(2) === 0 ? "" : "PROXY TCP4 203.0.113.9 127.0.0.1 4711 21118\r\n"),
    Buffer.from(upgradeRequest("/ws/id")),
    wsFrame(OPCODE.binary, Buffer.alloc(below(300), below(256))),
    wsFrame(OPCODE.ping, Buffer.alloc(below(126))),
    wsFrame(below(16), Buffer.alloc(below(70_000))),
  ];
  const spoiled = parts[below(parts.length)] ?? Buffer.alloc(0);
  for (let changes = below(7); changes > 0 && spoiled.length > 0; changes -= 1)
    spoiled[below(Math.min(200, spoiled.length))] = below(256);
  return Buffer.concat(parts);
}
