import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { UdpClient } from "@fairlead/client";
import { ManualClock, waitUntil } from "@fairlead/testkit";
import { mangleAddress, packTag, readRouting, unmangleAddress } from "@fairlead/wire";
import {
  NOTHING,
  nextOf,
  punchHoleSent,
  punchRequest,
  RELAY,
  relayResponse,
  requestRelay,
  sayOnce,
} from "../exchange.ts";
import { ANSWER_MS, B_ID, believeLoopback, PUNCH_REQUEST, registerPk, sendHex, silenceOf } from "../test-server.ts";
import { PunchScene, registered } from "./punch-scene.ts";

/** The same address and nonce under another tag. */
function retagged(socketAddr: Uint8Array, tag: bigint): Buffer {
  const routing = readRouting(socketAddr) ?? assert.fail();
  return mangleAddress(routing.address, routing.tm, tag);
}

describe("a reply at another node", () => {
  it("[CL-23]: a forged tag is sent to the node it names, once, and proves nothing there", async () => {
    await using scene = await PunchScene.start();
    const b = await registered(scene.x);
    const a = await scene.y.tcp();
    sendHex(a, PUNCH_REQUEST);
    const { socketAddr } = await nextOf("punchHole", b);
    const { tag } = readRouting(socketAddr) ?? assert.fail();
    scene.forget();
    const forged = [retagged(socketAddr, tag ^ 1n), mangleAddress(a.local, 1, tag)];
    for (const guess of forged) await sayOnce(scene.z, "127.0.0.3", punchHoleSent(guess));
    await waitUntil(scene.clock, "both are dropped", () => scene.y.dropped("unmatched_reply") === forged.length);
    await waitUntil(scene.clock, "both are told of", () => scene.sent.length === 4);
    assert.deepEqual(scene.kindsSent().toSorted(), ["reply", "reply", "replyFault", "replyFault"]);
    assert.equal(await silenceOf(a), undefined);
  });

  for (const [slot, whose] of [
    [0, "another node's"],
    [900, "nobody's"],
  ] as const)
    it(`[CL-23]: whoever keeps guessing ${whose} tags is shut out where it comes in`, async () => {
      await using scene = await PunchScene.start({ servers: { clock: new ManualClock() } });
      const guess = punchHoleSent(
        mangleAddress({ ip: "127.0.0.2", port: 1 }, 1, packTag({ slot, entry: 77, nonce: 5 })),
      );
      const guesser = await scene.z.udp("127.0.0.66");
      for (let sent = 50; sent <= 450; sent += 50) {
        for (let one = 0; one < 50; one += 1) guesser.client.send(guess, scene.z.main);
        await waitUntil(
          scene.clock,
          "these are dropped",
          () => scene.dropped("unmatched_reply") + scene.dropped("rate_limited") === sent,
        );
      }
      assert.ok(scene.z.dropped("rate_limited") > 0);
      const { workings } = scene.z.rendezvous;
      assert.ok(workings.replyFaults.isShutOut("127.0.0.66"));
      const { workings: atY } = scene.y.rendezvous;
      assert.ok(!atY.replyFaults.isShutOut("127.0.0.66"), "it never spoke there");
      scene.forget();
      guesser.client.send(guess, scene.z.main);
      assert.equal(await guesser.silence(), undefined);
      assert.deepEqual(scene.sent, []);
    });

  it("[CL-23]: each source may have so many replies forwarded, proven or not", async () => {
    await using scene = await PunchScene.start();
    Object.assign(scene.z.rendezvous.workings.forwardBudget, { tryTake: (ip: string) => ip !== "127.0.0.66" });
    const tag = packTag({ slot: 0, entry: 1, nonce: 1 });
    for (const ip of ["127.0.0.66", "127.0.0.67"])
      await sayOnce(scene.z, ip, punchHoleSent(mangleAddress({ ip: "127.0.0.2", port: 1 }, 1, tag)));
    await waitUntil(scene.clock, "one is forwarded", () => scene.kindsSent().includes("reply"));
    await waitUntil(scene.clock, "one is not", () => scene.z.dropped("rate_limited") === 1);
    assert.equal(scene.kindsSent().filter((kind) => kind === "reply").length, 1);
  });

  it("[CL-23]: a reply for a node that is dead, or never was, is dropped with a reason", async () => {
    await using scene = await PunchScene.start();
    const b = await registered(scene.x);
    const a = await scene.y.tcp();
    sendHex(a, PUNCH_REQUEST);
    const { socketAddr } = await nextOf("punchHole", b);
    scene.say(0, { kind: "gone", forMs: 0 });
    scene.forget();
    await sayOnce(scene.z, "127.0.0.3", punchHoleSent(socketAddr));
    const never = retagged(socketAddr, packTag({ slot: 900, entry: 0, nonce: 0 }));
    await sayOnce(scene.z, "127.0.0.3", punchHoleSent(never));
    await waitUntil(scene.clock, "both are dropped", () => scene.z.dropped("unmatched_reply") === 2);
    assert.deepEqual(scene.sent, []);
  });

  it("[CL-23] [PS-2]: over UDP B's registered address counts, as the node saw it where the reply came in", async () => {
    await using scene = await PunchScene.start();
    const b = await registered(scene.x, "udp", "127.0.0.3");
    const a = await scene.y.tcp();
    a.send({ kind: "punchHoleRequest", body: punchRequest({ udpPort: 45_678 }) });
    const { socketAddr } = await nextOf("punchHole", b);
    const forger = await scene.z.udp("127.0.0.66");
    forger.client.send(punchHoleSent(socketAddr), scene.z.main);
    await waitUntil(scene.clock, "it is dropped", () => scene.y.dropped("unverified_source") === 1);
    assert.equal(await silenceOf(a), undefined);
    const genuine = await scene.z.udp("127.0.0.3");
    genuine.client.send(punchHoleSent(socketAddr), scene.z.main);
    assert.equal((await nextOf("punchHoleResponse", a)).isUdp, true);
    assert.equal(await genuine.silence(), undefined, "never answered by UDP");
  });

  it("[CL-50]: A comes through a trusted proxy to one node, B answers directly on another: both addresses are the true ones", async () => {
    await using scene = await PunchScene.start({ servers: { settings: believeLoopback } });
    const b = await registered(scene.x);
    const a = await scene.y.ws("127.0.0.1", { "x-forwarded-for": "198.51.100.20" });
    a.send({ kind: "punchHoleRequest", body: punchRequest() });
    const { socketAddr } = await nextOf("punchHole", b);
    assert.equal(unmangleAddress(socketAddr).ip, "198.51.100.20");
    const from = await sayOnce(scene.z, "127.0.0.3", punchHoleSent(socketAddr));
    assert.deepEqual(unmangleAddress((await nextOf("punchHoleResponse", a)).socketAddr), from);
  });
});

describe("a reply that lost its tag", () => {
  const local = (socketAddr: Uint8Array, at: Parameters<typeof mangleAddress>[0]) => {
    const again = mangleAddress(unmangleAddress(socketAddr), 0x12345678);
    const body = { socketAddr: again, localAddr: mangleAddress(at, 1), relayServer: RELAY, id: B_ID };
    return { kind: "localAddr", body: { ...body, version: "1.4.9", socketAddrV6: NOTHING } } as const;
  };

  for (const owner of ["x", "y"] as const)
    it(`[CL-24] [LA-1]: LocalAddr is found by A's address and B's id, B's address being the proof, B registered at ${owner}`, async () => {
      await using scene = await PunchScene.start();
      const b = await registered(scene[owner], "udp", "127.0.0.2");
      const a = await scene.y.tcp("127.0.0.2");
      sendHex(a, PUNCH_REQUEST);
      const { socketAddr } = await nextOf("fetchLocalAddr", b);
      await sayOnce(scene.z, "127.0.0.99", local(socketAddr, a.local));
      await waitUntil(scene.clock, "another source is dropped", () => scene.y.dropped("unmatched_reply") === 1);
      await sayOnce(scene.z, "127.0.0.2", local(socketAddr, { ip: "192.168.1.7", port: 5000 }));
      const answer = await nextOf("punchHoleResponse", a);
      assert.deepEqual([answer.isLocal, unmangleAddress(answer.socketAddr)], [true, { ip: "192.168.1.7", port: 5000 }]);
    });

  it("[CL-24]: only what may lose its tag is written to the index, and local entries are found without it", async () => {
    await using scene = await PunchScene.start();
    const puts: string[] = [];
    const finds: string[] = [];
    const { put, find } = scene.waits;
    Object.assign(scene.waits, {
      put: (...args: Parameters<typeof put>) => {
        puts.push(args[1]);
        return put.apply(scene.waits, args);
      },
      find: (...args: Parameters<typeof find>) => {
        finds.push(args[1]);
        return find.apply(scene.waits, args);
      },
    });
    const b = await registered(scene.x, "udp", "127.0.0.2");
    const far = await scene.y.tcp("127.0.0.9");
    sendHex(far, PUNCH_REQUEST);
    await sayOnce(scene.z, "127.0.0.2", punchHoleSent((await nextOf("punchHole", b)).socketAddr));
    await nextOf("punchHoleResponse", far);
    assert.deepEqual([puts, finds], [[], []]);
    const near = await scene.y.tcp("127.0.0.2");
    sendHex(near, PUNCH_REQUEST);
    const { socketAddr } = await nextOf("fetchLocalAddr", b);
    await sayOnce(scene.y, "127.0.0.2", local(socketAddr, near.local));
    await nextOf("punchHoleResponse", near);
    assert.deepEqual([puts, finds], [[B_ID], []]);
  });

  it("[CL-24]: B is faster than the store: whoever looks looks twice", async () => {
    await using scene = await PunchScene.start();
    const b = await registered(scene.x, "udp", "127.0.0.2");
    const { put } = scene.waits;
    const gate = Promise.withResolvers<void>();
    Object.assign(scene.waits, {
      put: async (...args: Parameters<typeof put>) => {
        await gate.promise;
        return put.apply(scene.waits, args);
      },
    });
    const a = await scene.y.tcp("127.0.0.2");
    sendHex(a, PUNCH_REQUEST);
    const { socketAddr } = await nextOf("fetchLocalAddr", b);
    await sayOnce(scene.z, "127.0.0.2", local(socketAddr, a.local));
    scene.clock.after(100, () => gate.resolve());
    assert.equal((await nextOf("punchHoleResponse", a)).isLocal, true);
  });

  it("[CL-24]: the index does not answer: dropped by that name, and not held against B", async () => {
    await using scene = await PunchScene.start();
    scene.waits.fail(true);
    const address = { ip: "127.0.0.2", port: 5 };
    await sayOnce(scene.z, "127.0.0.2", local(mangleAddress(address, 1), address));
    await waitUntil(scene.clock, "it is dropped", () => scene.z.dropped("store_unavailable") === 1);
    assert.equal(scene.z.dropped("unmatched_reply"), 0);
  });

  for (const kind of ["punchHoleSent", "relayResponse", "requestRelay"] as const)
    it(`[CL-24] [PS-4]: an IPv6 A hears B by ${kind} through another node`, async () => {
      await using scene = await PunchScene.start({ servers: { settings: { bind: "::1" }, relays: [RELAY] } });
      const to = (port: number) => ({ ip: "::1", port });
      await using b = await UdpClient.open({ clock: scene.clock, localAddress: "::1" });
      b.send({ kind: "registerPk", body: registerPk() }, to(scene.x.rendezvous.port));
      await b.receive(ANSWER_MS);
      const a = await scene.y.tcp("::1");
      if (kind === "requestRelay") a.send({ kind, body: requestRelay() });
      else a.send({ kind: "punchHoleRequest", body: punchRequest({ forceRelay: true }) });
      const push = await b.receive(ANSWER_MS);
      assert.ok("socketAddr" in push.body);
      const { socketAddr } = push.body;
      const fields = kind === "requestRelay" ? { id: "", uuid: "", relayServer: "" } : {};
      const reply = await scene.z.tcp("::1");
      if (kind === "punchHoleSent") reply.send(punchHoleSent(socketAddr));
      else reply.send({ kind: "relayResponse", body: relayResponse(socketAddr, fields) });
      reply.close();
      if (kind === "punchHoleSent")
        assert.deepEqual(unmangleAddress((await nextOf("punchHoleResponse", a)).socketAddr), reply.local);
      else await nextOf("relayResponse", a);
    });
});
