import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Presence } from "../src/presence/presence.ts";
import type { PresentPeer } from "../src/presence/present-peer.ts";
import { KeepAlives, type KeptAlive } from "../src/session/keep-alives.ts";
import { StoppedProcess } from "./stopped-process.ts";

const address = { ip: "198.51.100.9", port: 4000 };
const peer: PresentPeer = {
  id: "123456789",
  identity: { uuid: new Uint8Array(1), pk: new Uint8Array(1), registeredIp: address.ip },
  transport: "udp",
  address,
  kernelAddress: address,
  channel: { push: () => true, close: () => undefined },
  registeredMs: 0,
  arrival: 1,
};

describe("a process that stood still for longer than its clients are silent", () => {
  it("[CL-7] [PR-1] calls no device silent for it: what they said is read afterwards", () => {
    const clock = new StoppedProcess();
    using presence = new Presence(clock, { maxPeers: 10, maxDepartedPeers: 10, hashSeed: 1 });
    const removed: string[] = [];
    presence.whenRemoved(({ id }) => removed.push(id));
    presence.arrive(peer);
    clock.time.advance(10_000);
    clock.stopFor(60_000);
    assert.deepEqual([presence.find(peer.id)?.id, removed], [peer.id, []]);
    clock.time.advance(18_000);
    assert.deepEqual([presence.find(peer.id)?.id, removed], [peer.id, []]);
    clock.time.advance(3_000);
    assert.deepEqual([presence.find(peer.id), removed], [undefined, [peer.id]], "the 10 s and these 20 s count");
  });

  it("[CL-7] [KA-2] closes no connection for it, and those that stay silent 45 s later", () => {
    const clock = new StoppedProcess();
    using keepAlives = new KeepAlives(clock, { heartbeatMs: 20_000, lostAfterMs: 45_000, idleMs: 30_000 });
    const heard: string[] = [];
    const kept: KeptAlive = {
      lastReceivedMs: 0,
      unfinishedSinceMs: 5_000,
      beat: () => heard.push("beat"),
      lost: () => {
        heard.push("lost");
        keepAlives.delete(kept);
      },
    };
    keepAlives.add(kept);
    clock.time.advance(10_000);
    clock.stopFor(60_000);
    assert.deepEqual(heard, ["beat"]);
    clock.time.advance(29_000);
    assert.equal(heard.includes("lost"), false);
    clock.time.advance(2_000);
    assert.equal(heard.at(-1), "lost", "a frame that does not go on");
  });
});
