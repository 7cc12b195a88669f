import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { peerId } from "@fairlead/base";
import { MemoryPeerRegistry, StoreUnavailableError } from "@fairlead/cluster";
import { rendezvousDefaults } from "@fairlead/rendezvous";
import { ManualClock, waitUntil } from "@fairlead/testkit";
import { handleRegisterPk } from "../src/handlers/register-pk.ts";
import { nextOf, punchHoleSent, punchRequest, relayResponse, sayOnce } from "./exchange.ts";
import {
  ANSWER_MS,
  B_ID,
  PUNCH_REQUEST,
  REGISTER_PK,
  receiveHex,
  registerPk,
  sendHex,
  silenceOf,
  TestServer,
} from "./test-server.ts";

const OK_KEEP_ALIVE = "820102103c";
const { bounds } = rendezvousDefaults;

/** Holds the calls of one method back until released; `asked` resolves with the first of them. */
function hanging(method: "find" | "claim") {
  const registry = new MemoryPeerRegistry();
  const gate = Promise.withResolvers<void>();
  const first = Promise.withResolvers<void>();
  let held = true;
  const through = registry[method].bind(registry) as (argument: never) => Promise<unknown>;
  Object.assign(registry, {
    [method]: async (argument: never) => {
      first.resolve();
      if (held) await gate.promise;
      return through(argument);
    },
  });
  return {
    registry,
    asked: first.promise,
    release: (): void => {
      held = false;
      gate.resolve();
    },
  };
}

const failing = (...methods: ("find" | "claim")[]): MemoryPeerRegistry =>
  Object.assign(
    new MemoryPeerRegistry(),
    Object.fromEntries(methods.map((name) => [name, () => Promise.reject(new StoreUnavailableError("gone"))])),
  );

const isHere = (server: TestServer): boolean => server.rendezvous.workings.presence.find(B_ID) !== undefined;

describe("while the store is asked", () => {
  it("[RK-2] [KA-2]: a connection that ended meanwhile does not put its device here", async () => {
    const { registry, release } = hanging("claim");
    await using server = await TestServer.start({ registry });
    const ended = { gone: false };
    const answers: Uint8Array[] = [];
    const registrant = {
      transport: "tcp",
      address: { ip: "127.0.0.3", port: 4000 },
      kernelAddress: { ip: "", port: -1 },
      channel: { push: () => false, close: () => undefined },
      answer: (payload: Uint8Array) => void answers.push(payload),
      registered: () => undefined,
      get gone() {
        return ended.gone;
      },
    } as const;
    const work = handleRegisterPk(registerPk(), registrant, server.rendezvous.workings);
    ended.gone = true;
    release();
    await work;
    assert.ok(await registry.find(peerId(B_ID)), "it is stored all the same");
    assert.deepEqual([isHere(server), answers], [false, []]);
  });

  it("[RK-2] [KA-1]: the newest registration wins, whichever is answered last; the older hears heartbeats all the same", async () => {
    const clock = new ManualClock();
    const { registry, asked, release } = hanging("find");
    await using server = await TestServer.start({ registry, clock });
    const older = await server.tcp("127.0.0.3");
    sendHex(older, REGISTER_PK);
    await asked;
    const newer = await server.tcp("127.0.0.4");
    Object.assign(registry, { find: MemoryPeerRegistry.prototype.find });
    sendHex(newer, REGISTER_PK);
    assert.equal(await receiveHex(newer), OK_KEEP_ALIVE);
    release();
    assert.equal(await receiveHex(older), OK_KEEP_ALIVE);
    assert.equal(server.rendezvous.workings.presence.find(B_ID)?.address.ip, "127.0.0.4");
    clock.advance(20_000);
    assert.deepEqual([await receiveHex(older), await receiveHex(newer)], ["", ""]);
  });

  it("[PH-2]: a device that registers meanwhile is asked, not called offline", async () => {
    const { registry, asked, release } = hanging("find");
    await using server = await TestServer.start({ registry });
    const a = await server.tcp();
    sendHex(a, PUNCH_REQUEST);
    await asked;
    assert.equal(await silenceOf(a), undefined);
    Object.assign(registry, { find: MemoryPeerRegistry.prototype.find });
    const b = await server.registeredUdp();
    release();
    await nextOf("punchHole", b);
  });
});

describe("when the store cannot say", () => {
  it("[RK-4] [RK-7]: a registration is a SERVER_ERROR, one that no store would take still what it is", async () => {
    await using server = await TestServer.start({ registry: failing("find") });
    const udp = await server.udp();
    assert.equal(await udp.ask(REGISTER_PK), "8201020807");
    udp.client.send({ kind: "registerPk", body: registerPk({ id: "12345" }) }, server.main);
    assert.equal((await udp.client.receiveBytes(ANSWER_MS)).toString("hex"), "8201020805");
  });

  it("[PH-1]: a device that was here is known to be offline", async () => {
    const registry = new MemoryPeerRegistry();
    await using server = await TestServer.start({ registry });
    const b = await server.tcp("127.0.0.3");
    sendHex(b, REGISTER_PK);
    await receiveHex(b);
    b.destroy();
    await waitUntil(server.live, "it is gone", () => !isHere(server));
    Object.assign(registry, { find: () => Promise.reject(new StoreUnavailableError("gone")) });
    const a = await server.tcp();
    sendHex(a, PUNCH_REQUEST);
    assert.equal(await receiveHex(a), "5a021802");
  });
});

describe("when something is full or gone", () => {
  it("[RK-4]: a device that memory has no room for is not told OK", async () => {
    await using server = await TestServer.start({ settings: { bounds: { ...bounds, maxPeers: 1 } } });
    await server.registeredUdp("127.0.0.3");
    const udp = await server.udp("127.0.0.4");
    udp.client.send({ kind: "registerPk", body: registerPk({ id: "987654321" }) }, server.main);
    assert.equal((await udp.client.receiveBytes(ANSWER_MS)).toString("hex"), "8201020807");
    assert.equal(server.dropped("table_full"), 1);
  });

  it("[KEY-6]: B answers after it left and was forgotten: its key was kept with the request", async () => {
    await using server = await TestServer.start({ settings: { bounds: { ...bounds, maxDepartedPeers: 1 } } });
    const b = await server.tcp("127.0.0.3");
    sendHex(b, REGISTER_PK);
    await receiveHex(b);
    const a = await server.tcp();
    sendHex(a, PUNCH_REQUEST);
    const { socketAddr } = await nextOf("punchHole", b);
    const other = await server.tcp("127.0.0.4");
    other.send({ kind: "registerPk", body: registerPk({ id: "987654321" }) });
    await receiveHex(other);
    for (const leaving of [b, other]) {
      leaving.destroy();
      await waitUntil(server.live, "it is gone", () => leaving !== b || !isHere(server));
    }
    await waitUntil(
      server.live,
      "B is forgotten",
      () => server.rendezvous.workings.presence.departed(B_ID) === undefined,
    );
    await sayOnce(server, "127.0.0.3", punchHoleSent(socketAddr));
    assert.equal((await nextOf("punchHoleResponse", a)).pk.length, 109);
  });

  it("[RL-3]: a relay that cannot be told of a session: A does not hear of it either", async () => {
    await using server = await TestServer.start();
    Object.assign(server.rendezvous.workings.ports.admissions, { admit: () => Promise.reject(new Error("no relay")) });
    const b = await server.registeredUdp();
    const a = await server.tcp();
    a.send({ kind: "punchHoleRequest", body: punchRequest() });
    const { socketAddr } = await nextOf("punchHole", b);
    await sayOnce(server, "127.0.0.3", { kind: "relayResponse", body: relayResponse(socketAddr, { uuid: "u" }) });
    await waitUntil(server.live, "it is dropped", () => server.dropped("not_brokered") === 1);
    assert.equal(await silenceOf(a), undefined);
    assert.equal(server.dropped("not_brokered"), 1);
  });

  it("[PS-1] [SE-3]: B's connection is closed behind what it said, also when B does not", async () => {
    await using server = await TestServer.start();
    const b = await server.registeredUdp();
    sendHex(await server.tcp(), PUNCH_REQUEST);
    const reply = await server.tcp("127.0.0.3");
    reply.send(punchHoleSent((await nextOf("punchHole", b)).socketAddr));
    await reply.whenEnded;
  });
});
