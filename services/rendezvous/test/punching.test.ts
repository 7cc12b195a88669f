import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { waitUntil } from "@fairlead/testkit";
import { CidrList, mangleAddress, readRouting, unmangleAddress } from "@fairlead/wire";
import { bodyOf, NOTHING, nextOf, punchHoleSent, punchRequest, RELAY, sayOnce } from "./exchange.ts";
import {
  ANSWER_MS,
  B_ID,
  believeLoopback,
  HEARTBEAT,
  LICENCE_KEY,
  PUNCH_REQUEST,
  receiveHex,
  SIGNED_B,
  sendHex,
  silenceOf,
  TestServer,
} from "./test-server.ts";

describe("punching", () => {
  it("C10 [PH-1] [KEY-3]: refuses a wrong key, an unknown id, and an id that is not here", async () => {
    await using server = await TestServer.start();
    const a = await server.tcp();
    a.send({
      kind: "punchHoleRequest",
      body: punchRequest({ licenceKey: "OeVuKk5nlHiXp+APNn0Y3pC1Iwpwn44JGqrQCsWqmBw=" }),
    });
    assert.equal(await receiveHex(a), "5a021803");
    sendHex(a, PUNCH_REQUEST);
    assert.equal(await receiveHex(a), "5a00");
    const refused = server.log.find(({ event }) => event === "auth.key_refused");
    assert.equal(refused?.fields["ip"], "127.0.0.2");
    assert.match(String(refused?.fields["reason"]), /the public RustDesk key/);
    assert.equal(server.dropped("wrong_key") + server.dropped("unknown_peer"), 2);
  });

  it("C11 [PH-2] [AD-3]: pushes A's address as seen, tagged, over the very socket B registered with", async () => {
    await using server = await TestServer.start({ relays: [RELAY] });
    const b = await server.registeredUdp();
    const a = await server.tcp();
    sendHex(a, PUNCH_REQUEST);
    const { socketAddr, ...rest } = await nextOf("punchHole", b);
    assert.deepEqual(unmangleAddress(socketAddr), a.local);
    assert.notEqual(readRouting(socketAddr)?.tag, 0n);
    assert.deepEqual(rest, {
      relayServer: RELAY,
      natType: 1,
      udpPort: 0,
      forceRelay: false,
      upnpPort: 0,
      socketAddrV6: NOTHING,
    });
  });

  it("C11 [PH-2] [PH-5] incident 27: carries every punch field, and nothing that is A's secret", async () => {
    await using server = await TestServer.start();
    const b = await server.registeredUdp();
    const a = await server.tcp();
    const v6 = mangleAddress({ ip: "2001:db8::1", port: 8080 }, 0);
    const secrets = { token: "secret-token", switchCode: "secret-switch" };
    const fields = { udpPort: 45_678, upnpPort: 3333, socketAddrV6: v6, natType: 2 };
    a.send({ kind: "punchHoleRequest", body: punchRequest({ ...fields, ...secrets }) });
    const datagram = await b.client.receiveBytes(ANSWER_MS);
    const { socketAddr: _, ...push } = bodyOf("punchHole", datagram);
    assert.deepEqual(
      { ...push, socketAddrV6: Buffer.from(push.socketAddrV6) },
      { ...fields, relayServer: "", forceRelay: false, socketAddrV6: v6 },
    );
    for (const secret of [...Object.values(secrets), LICENCE_KEY]) assert.ok(!datagram.includes(secret));
  });

  it("C11 [PH-3]: a forced relay is said twice, and never asks for a local address", async () => {
    await using server = await TestServer.start();
    const b = await server.registeredUdp("127.0.0.2");
    const a = await server.tcp("127.0.0.2");
    a.send({ kind: "punchHoleRequest", body: punchRequest({ forceRelay: true }) });
    const push = await nextOf("punchHole", b);
    assert.deepEqual([push.natType, push.forceRelay], [2, true]);
    server.rendezvous.workings.live.alwaysUseRelay = true;
    a.send({ kind: "punchHoleRequest", body: punchRequest() });
    assert.equal((await nextOf("punchHole", b)).forceRelay, true);
  });

  it("[PH-3] [RC-3]: one side in the LAN mask is relayed, and told its own name for the relay", async () => {
    const lanMask = CidrList.parse(["127.0.0.0/29"]);
    const relayOverrides = [{ clients: lanMask, relay: "192.168.1.5" }];
    await using server = await TestServer.start({ relays: [RELAY], settings: { lanMask, relayOverrides } });
    const b = await server.registeredUdp("127.0.0.3");
    const outside = await server.tcp("127.0.0.99");
    outside.send({ kind: "punchHoleRequest", body: punchRequest() });
    const push = await nextOf("punchHole", b);
    assert.deepEqual([push.natType, push.forceRelay, push.relayServer], [2, true, "192.168.1.5"]);
    const inside = await server.tcp("127.0.0.4");
    inside.send({ kind: "punchHoleRequest", body: punchRequest() });
    assert.equal((await nextOf("fetchLocalAddr", b)).relayServer, "192.168.1.5");
  });

  it("C12 C13 [PS-1] [KEY-6]: B's PunchHoleSent reaches A with B's connection as address and the signed key, once", async () => {
    await using server = await TestServer.start({ relays: [RELAY] });
    const b = await server.registeredUdp();
    const a = await server.tcp();
    sendHex(a, PUNCH_REQUEST);
    const { socketAddr } = await nextOf("punchHole", b);
    const from = await sayOnce(server, "127.0.0.55", punchHoleSent(socketAddr));
    const answer = await nextOf("punchHoleResponse", a);
    assert.deepEqual(unmangleAddress(answer.socketAddr), from, "over TCP a right tag suffices, from any address");
    assert.equal(Buffer.from(answer.pk).toString("hex"), SIGNED_B);
    assert.deepEqual([answer.relayServer, answer.natType, answer.isUdp], [RELAY, 1, false]);
    await sayOnce(server, "127.0.0.3", punchHoleSent(socketAddr));
    await waitUntil(server.live, "the second is dropped", () => server.dropped("duplicate_reply") === 1);
    assert.equal(await silenceOf(a), undefined);
    assert.equal(server.dropped("duplicate_reply"), 1);
  });

  it("C13 [KEY-6]: sends no key when B tells no version, or when signing is off", async () => {
    for (const { version, signing } of [
      { version: "", signing: true },
      { version: "1.4.9", signing: false },
    ]) {
      await using server = await TestServer.start({ signing });
      const b = await server.registeredUdp();
      const a = await server.tcp();
      sendHex(a, PUNCH_REQUEST);
      const { socketAddr } = await nextOf("punchHole", b);
      await sayOnce(server, "127.0.0.3", punchHoleSent(socketAddr, { version }));
      assert.equal((await nextOf("punchHoleResponse", a)).pk.length, 0);
    }
  });

  it("C14 [PH-4] [LA-1] [PS-4]: behind one address B is asked for its local one, which A gets verbatim", async () => {
    await using server = await TestServer.start({ relays: [RELAY] });
    const b = await server.registeredUdp("127.0.0.2");
    const a = await server.tcp("127.0.0.2");
    sendHex(a, PUNCH_REQUEST);
    const { socketAddr } = await nextOf("fetchLocalAddr", b);
    const reEncoded = mangleAddress(unmangleAddress(socketAddr), 0x12345678);
    const localAddr = Buffer.from("ccc30200000082510328", "hex");
    const body = {
      socketAddr: reEncoded,
      localAddr,
      relayServer: RELAY,
      id: B_ID,
      version: "1.4.9",
      socketAddrV6: NOTHING,
    };
    await sayOnce(server, "127.0.0.99", { kind: "localAddr", body });
    assert.equal(await silenceOf(a), undefined, "not from B's registered address");
    await sayOnce(server, "127.0.0.2", { kind: "localAddr", body });
    const answer = await nextOf("punchHoleResponse", a);
    assert.deepEqual([answer.isLocal, Buffer.from(answer.socketAddr)], [true, localAddr]);
    assert.equal(Buffer.from(answer.pk).toString("hex"), SIGNED_B);
  });

  it("C14 [PH-4] [PH-5] incident 27: what B is asked in the LAN carries the IPv6 address, and nothing that is A's secret", async () => {
    await using server = await TestServer.start();
    const b = await server.registeredUdp("127.0.0.2");
    const a = await server.tcp("127.0.0.2");
    const socketAddrV6 = mangleAddress({ ip: "2001:db8::1", port: 8080 }, 0);
    const secrets = { token: "secret-token", switchCode: "secret-switch" };
    a.send({ kind: "punchHoleRequest", body: punchRequest({ socketAddrV6, ...secrets }) });
    const datagram = await b.client.receiveBytes(ANSWER_MS);
    assert.deepEqual(Buffer.from(bodyOf("fetchLocalAddr", datagram).socketAddrV6), socketAddrV6);
    for (const secret of [...Object.values(secrets), LICENCE_KEY]) assert.ok(!datagram.includes(secret));
  });

  it("[AD-1] [RP-2]: on a dual-stack socket an IPv4 device is one device, by UDP as by TCP", async () => {
    await using server = await TestServer.start({ settings: { bind: undefined } });
    const b = await server.registeredUdp("127.0.0.2");
    assert.equal(await b.ask(HEARTBEAT), "3a00");
    assert.deepEqual(server.rendezvous.workings.presence.find(B_ID)?.address, b.client.local);
    sendHex(await server.tcp("127.0.0.2"), PUNCH_REQUEST);
    await nextOf("fetchLocalAddr", b);
  });

  it("C14 [PH-4]: A on WebSocket is never in B's LAN", async () => {
    await using server = await TestServer.start();
    const b = await server.registeredUdp("127.0.0.2");
    sendHex(await server.ws("127.0.0.2"), PUNCH_REQUEST);
    await nextOf("punchHole", b);
  });

  it("[PS-4]: an IPv6 A has no room for a tag and is found by addresses", async () => {
    await using server = await TestServer.start({ settings: believeLoopback });
    const b = await server.registeredUdp("127.0.0.3");
    const a = await server.ws("127.0.0.1", { "x-forwarded-for": "2001:db8::7" });
    sendHex(a, PUNCH_REQUEST);
    const { socketAddr } = await nextOf("punchHole", b);
    assert.equal(unmangleAddress(socketAddr).ip, "2001:db8::7");
    await sayOnce(server, "127.0.0.3", punchHoleSent(socketAddr));
    assert.equal((await nextOf("punchHoleResponse", a)).pk.length, 109);
  });

  it("[SE-1]: a retransmission is pushed again with the same tag and relay, and answered once", async () => {
    await using server = await TestServer.start({ relays: [RELAY, "second.example:21117"] });
    const b = await server.registeredUdp();
    const a = await server.tcp();
    sendHex(a, PUNCH_REQUEST);
    const first = await b.client.receiveBytes(ANSWER_MS);
    sendHex(a, PUNCH_REQUEST);
    assert.deepEqual(await b.client.receiveBytes(ANSWER_MS), first);
    assert.equal(server.rendezvous.workings.waiting.size, 1);
    const { socketAddr } = bodyOf("punchHole", first);
    await sayOnce(server, "127.0.0.3", punchHoleSent(socketAddr));
    await sayOnce(server, "127.0.0.3", punchHoleSent(socketAddr));
    await nextOf("punchHoleResponse", a);
    await waitUntil(server.live, "the second is dropped", () => server.dropped("duplicate_reply") === 1);
    assert.equal(await silenceOf(a), undefined);
  });

  it("[SE-1]: every new request on a connection is answered", async () => {
    await using server = await TestServer.start();
    const a = await server.tcp();
    for (const id of ["111111111", "222222222", "111111111"]) {
      a.send({ kind: "punchHoleRequest", body: punchRequest({ id }) });
      assert.equal(await receiveHex(a), "5a00");
    }
    const b = await server.registeredUdp();
    for (let round = 0; round < 2; round += 1) {
      sendHex(a, PUNCH_REQUEST);
      await sayOnce(server, "127.0.0.3", punchHoleSent((await nextOf("punchHole", b)).socketAddr));
      await nextOf("punchHoleResponse", a);
    }
  });

  it("[SE-1]: the request ends with A's connection", async () => {
    await using server = await TestServer.start();
    const b = await server.registeredUdp();
    const a = await server.tcp();
    sendHex(a, PUNCH_REQUEST);
    await nextOf("punchHole", b);
    a.destroy();
    await waitUntil(server.live, "nobody waits", () => server.rendezvous.workings.waiting.size === 0);
  });

  it("[RC-2]: the same pair within 30 s is given another relay", async () => {
    await using server = await TestServer.start({ relays: ["one.example:21117", "two.example:21117"] });
    const b = await server.registeredUdp();
    const given: string[] = [];
    for (let attempt = 0; attempt < 2; attempt += 1) {
      sendHex(await server.tcp(), PUNCH_REQUEST);
      given.push((await nextOf("punchHole", b)).relayServer);
    }
    assert.equal(new Set(given).size, 2);
  });
});
