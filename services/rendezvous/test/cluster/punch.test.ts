import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { waitUntil } from "@fairlead/testkit";
import { unmangleAddress } from "@fairlead/wire";
import { nextOf, punchHoleSent, punchRequest, RELAY, relayResponse, requestRelay, sayOnce } from "../exchange.ts";
import { B_ID, PUNCH_REQUEST, SIGNED_B, sendHex, silenceOf } from "../test-server.ts";
import { PunchScene, registered } from "./punch-scene.ts";

describe("A on one node, B on another, B's reply on a third", () => {
  it("[CL-20]: costs one read of the store and two messages, and A hears what it would on one machine", async () => {
    await using scene = await PunchScene.start({ servers: { relays: [RELAY] } });
    const b = await registered(scene.x);
    const a = await scene.y.tcp();
    scene.forget();
    sendHex(a, PUNCH_REQUEST);
    const { socketAddr } = await nextOf("punchHole", b);
    assert.deepEqual(unmangleAddress(socketAddr), a.local);
    const from = await sayOnce(scene.z, "127.0.0.3", punchHoleSent(socketAddr));
    const answer = await nextOf("punchHoleResponse", a);
    assert.deepEqual(unmangleAddress(answer.socketAddr), from, "as the third node saw it");
    assert.equal(Buffer.from(answer.pk).toString("hex"), SIGNED_B);
    assert.equal(scene.store.reads, 1);
    assert.deepEqual(
      scene.sent.map(({ from: sender, to, message }) => [sender, to, message.kind]),
      [
        [0, 1, "push"],
        [2, 0, "reply"],
      ],
    );
  });

  it("[CL-20]: A and B on one node: no read, no message", async () => {
    await using scene = await PunchScene.start();
    const b = await registered(scene.y);
    const a = await scene.y.tcp();
    scene.forget();
    sendHex(a, PUNCH_REQUEST);
    const { socketAddr } = await nextOf("punchHole", b);
    await sayOnce(scene.y, "127.0.0.3", punchHoleSent(socketAddr));
    await nextOf("punchHoleResponse", a);
    assert.deepEqual([scene.store.reads, scene.store.parks, scene.sent], [0, 0, []]);
  });

  for (const byA of ["tcp", "ws"] as const)
    for (const byB of ["udp", "tcp", "ws"] as const)
      it(`[CL-20] [CL-25]: A by ${byA}, B by ${byB}: pushed over the very way B registered by, answered by every kind of reply`, async () => {
        await using scene = await PunchScene.start({ servers: { relays: [RELAY] } });
        const b = await registered(scene.x, byB);
        const a = await (byA === "tcp" ? scene.y.tcp() : scene.y.ws());
        a.send({ kind: "punchHoleRequest", body: punchRequest() });
        const direct = await nextOf("punchHole", b);
        await sayOnce(scene.z, "127.0.0.3", punchHoleSent(direct.socketAddr));
        assert.equal((await nextOf("punchHoleResponse", a)).isUdp, false);

        a.send({ kind: "punchHoleRequest", body: punchRequest({ udpPort: 45_678 }) });
        const overUdp = await nextOf("punchHole", b);
        const fresh = await scene.z.udp("127.0.0.3");
        for (let copy = 0; copy < 3; copy += 1) fresh.client.send(punchHoleSent(overUdp.socketAddr), scene.z.main);
        const answer = await nextOf("punchHoleResponse", a);
        assert.deepEqual([answer.isUdp, unmangleAddress(answer.socketAddr)], [true, fresh.client.local]);

        a.send({ kind: "punchHoleRequest", body: punchRequest({ forceRelay: true }) });
        const relayed = await nextOf("punchHole", b);
        const body = relayResponse(relayed.socketAddr, { uuid: "by-b" });
        await sayOnce(scene.z, "127.0.0.3", { kind: "relayResponse", body });
        assert.equal((await nextOf("relayResponse", a)).uuid, "by-b");

        a.send({ kind: "requestRelay", body: requestRelay({ uuid: "by-a" }) });
        const asked = await nextOf("requestRelay", b);
        const agreed = { ...relayResponse(asked.socketAddr, { uuid: "", relayServer: "" }), id: "" };
        await sayOnce(scene.z, "127.0.0.3", { kind: "relayResponse", body: agreed });
        await nextOf("relayResponse", a);
        assert.deepEqual(
          scene.y.admitted.map(({ uuid }) => uuid),
          ["by-b", "by-a"],
        );
        assert.deepEqual([scene.x.admitted, scene.z.admitted], [[], []]);
        await waitUntil(scene.clock, "second copies are dropped", () => scene.y.dropped("duplicate_reply") === 2);
      });

  it("[CL-29]: a relay is told who, for whom and what the tenant may use, after the proof and before A hears", async () => {
    const tenant = {
      id: "acme",
      suspended: "",
      pools: [],
      budget: { sessionBps: 1e6, deviceBps: 0, tenantBps: 0, tenantSessions: 5 },
    };
    const tenants = {
      tenantOf: (id: string) => (id === B_ID ? tenant : undefined),
      find: () => undefined,
      watch: () => ({ [Symbol.dispose]: () => undefined }),
    };
    await using scene = await PunchScene.start({
      servers: { relays: [RELAY] },
      cluster: { tenants: tenants as never },
    });
    const b = await registered(scene.x);
    const a = await scene.y.tcp();
    const gate = Promise.withResolvers<void>();
    const { admissions } = scene.y.rendezvous.workings.ports;
    const admit = admissions.admit.bind(admissions);
    Object.assign(admissions, { admit: (admission: never) => admit(admission).then(() => gate.promise) });
    for (const [uuid, relayServer, relay] of [
      ["ours", RELAY, RELAY],
      ["its-own", "own.example:21117", undefined],
    ] as const) {
      a.send({ kind: "punchHoleRequest", body: punchRequest({ forceRelay: true, udpPort: uuid.length }) });
      const { socketAddr } = await nextOf("punchHole", b);
      assert.equal(scene.y.admitted.at(-1)?.uuid, uuid === "ours" ? undefined : "ours", "not before it is proven");
      await sayOnce(scene.z, "127.0.0.3", {
        kind: "relayResponse",
        body: relayResponse(socketAddr, { uuid, relayServer }),
      });
      await waitUntil(scene.clock, "the relay is told", () => scene.y.admitted.at(-1)?.uuid === uuid);
      if (uuid === "ours") assert.equal(await silenceOf(a), undefined, "A hears after");
      gate.resolve();
      await nextOf("relayResponse", a);
      const expected = {
        peerId: B_ID,
        fromIp: "127.0.0.2",
        purpose: "session",
        tenant: "acme",
        budget: tenant.budget,
        relay,
      };
      assert.partialDeepStrictEqual(scene.y.admitted.at(-1), expected);
    }
  });

  it("[CL-49]: a suspended tenant's device is refused on every node, before anybody is asked", async () => {
    const tenants = {
      tenantOf: () => ({ suspended: "unpaid" }),
      find: () => undefined,
      watch: () => ({ [Symbol.dispose]: () => undefined }),
    };
    await using scene = await PunchScene.start({ cluster: { tenants: tenants as never } });
    await registered(scene.x);
    const a = await scene.y.tcp();
    a.send({ kind: "punchHoleRequest", body: punchRequest() });
    assert.match((await nextOf("punchHoleResponse", a)).otherFailure, /not allowed/);
    a.send({ kind: "requestRelay", body: requestRelay() });
    assert.match((await nextOf("relayResponse", a)).refuseReason, /not allowed/);
    assert.deepEqual([scene.y.dropped("suspended"), scene.kindsSent().includes("push")], [2, false]);
  });
});
