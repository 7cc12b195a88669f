import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { waitUntil } from "@fairlead/testkit";
import { HEARTBEAT, PUNCH_REQUEST, REGISTER_PK, receiveHex, sendHex, silenceOf } from "../test-server.ts";
import { OwnersScene, ScriptedDevice } from "./owners-scene.ts";

describe("a node that may not speak for its devices", () => {
  it("[CL-7] drops datagrams, with their reason, and answers again when it may", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const { nodes, server } = scene.node(0);
    const device = new ScriptedDevice();
    await scene.register(0, device);
    nodes.proven = false;
    assert.equal(scene.heartbeat(0, device), undefined);
    const udp = await server.udp();
    for (const hex of [HEARTBEAT, REGISTER_PK]) udp.send(hex);
    await waitUntil(server.live, "both are dropped, as was the first", () => server.dropped("lease_unproven") === 3);
    assert.equal(await udp.silence(), undefined);
    assert.equal(server.dropped("lease_unproven"), 3);
    nodes.proven = true;
    assert.equal(scene.heartbeat(0, device), "3a00");
  });

  it("[CL-7] leaves what connections say unread, and answers it in order when it may", async () => {
    await using scene = await OwnersScene.start({ count: 1 });
    const { nodes, server } = scene.node(0);
    const [b, a] = [await server.tcp("127.0.0.3"), await server.tcp()];
    nodes.proven = false;
    sendHex(b, REGISTER_PK);
    sendHex(a, PUNCH_REQUEST);
    sendHex(a, "ba010b0a09313233343536373839");
    assert.deepEqual([await silenceOf(b), await silenceOf(a)], [undefined, undefined]);
    assert.equal(scene.store.total(), 0);
    nodes.proven = true;
    scene.clock.advance(50);
    assert.equal(await receiveHex(b), "820102103c");
    assert.match(await receiveHex(a), /^(5a|c201)/);
  });
});
