import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { fuzz, type SeededRandom } from "@fairlead/testkit";
import { CidrList } from "@fairlead/wire";
import { until } from "./support/until.ts";
import { OPCODE, upgradeRequest, wsFrame } from "./support/ws-frames.ts";
import { WsScene } from "./support/ws-scene.ts";

let scene: WsScene;

describe("the WebSocket port, fuzzed", () => {
  before(async () => {
    scene = await WsScene.open({ trustedProxies: CidrList.parse(["127.0.0.1/32"]), maxPayloadBytes: 4_096 });
  });
  after(() => scene[Symbol.asyncDispose]());

  fuzz("survives broken PROXY headers, upgrades and frames [PX-1][WS-2][WS-1]", 250, async (random) => {
    const client = await scene.raw();
    const bytes = conversation(random);
    const cut = random.below(bytes.length);
    client.write(bytes.subarray(0, cut));
    await new Promise((resolve) => setImmediate(resolve));
    client.socket.end(bytes.subarray(cut));
    client.socket.resume();
    await until(() => client.closed, `the close after ${bytes.toString("hex")}`);
    const announced = scene.acceptor.heard.splice(0);
    await until(() => announced.every((heard) => heard.ends === 1), "one end of what was announced");
  });

  it("forgets them all, and serves the next client", async () => {
    await until(() => scene.listener.connections === 0, "the places");
    assert.equal(scene.ports.clock.pending, 0, "timers are left");
    const client = await scene.webSocket();
    client.send(Buffer.from("alive"));
    await until(() => scene.acceptor.heard[0]?.texts[0] === "alive", "the honest client");
  });
});

/** A good conversation with up to six bytes of one of its parts changed. */
function conversation(random: SeededRandom): Buffer {
  const parts = [
    Buffer.from(random.below(2) === 0 ? "" : "PROXY TCP4 203.0.113.9 127.0.0.1 4711 21118\r\n"),
    Buffer.from(upgradeRequest("/ws/id")),
    wsFrame(OPCODE.binary, Buffer.alloc(random.below(300), random.below(256))),
    wsFrame(OPCODE.ping, Buffer.alloc(random.below(126))),
    wsFrame(random.below(16), Buffer.alloc(random.below(70_000))),
  ];
  const spoiled = random.pick(parts);
  for (let changes = random.below(7); changes > 0 && spoiled.length > 0; changes -= 1)
    spoiled[random.below(Math.min(200, spoiled.length))] = random.below(256);
  return Buffer.concat(parts);
}
