import assert from "node:assert/strict";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { rendezvousDefaults } from "@fairlead/rendezvous";
import { liveRandom, ManualClock, waitUntil } from "@fairlead/testkit";
import { answerKeyExchange, decodeMessage, encodeFrameHeader } from "@fairlead/wire";
import { bodyOf, nextOf, punchHoleSent } from "./exchange.ts";
import {
  ANSWER_MS,
  HEARTBEAT,
  PUNCH_REQUEST,
  REGISTER_PK,
  receiveHex,
  sendHex,
  serverKeys,
  silenceOf,
  TestServer,
} from "./test-server.ts";

describe("a session", () => {
  it("[KX-1] incident 15: a silent client on the main port hears a key exchange within 30 ms, and is served keyed", async () => {
    const clock = new ManualClock();
    await using server = await TestServer.start({ clock });
    const b = await server.registeredUdp();
    const waiting = clock.pending;
    const a = await server.tcp();
    await waitUntil(server.live, "it is let in", () => clock.pending > waiting);
    clock.advance(30);
    await a.secure(serverKeys.publicKey, liveRandom(), ANSWER_MS);
    sendHex(a, PUNCH_REQUEST);
    const { socketAddr } = await nextOf("punchHole", b);
    const connection = await server.tcp("127.0.0.3");
    connection.send(punchHoleSent(socketAddr));
    connection.close();
    assert.equal((await nextOf("punchHoleResponse", a)).pk.length, 109);
  });

  it("[KX-1]: says nothing first on the NAT-test port, over WebSocket, or without a signing key", async () => {
    await using server = await TestServer.start();
    await using unsigned = await TestServer.start({ signing: false });
    const silent = [
      await server.tcp("127.0.0.2", server.rendezvous.natTestPort),
      await server.ws(),
      await unsigned.tcp(),
    ];
    for (const connection of silent) assert.equal(await silenceOf(connection), undefined);
  });

  it("[KX-1] [SE-2]: sends no key exchange to a client that speaks at once", async () => {
    const clock = new ManualClock();
    await using server = await TestServer.start({ clock });
    const a = await server.tcp();
    sendHex(a, PUNCH_REQUEST);
    assert.equal((await a.receivePayload(ANSWER_MS)).toString("hex"), "5a00");
    clock.advance(1000);
    assert.equal(await silenceOf(a), undefined);
  });

  it("C20 [KX-3]: a plaintext client that ignores our key exchange is answered in clear", async () => {
    await using server = await TestServer.start();
    const a = await server.tcp();
    assert.equal(decodeMessage(await a.receivePayload(ANSWER_MS))?.kind, "keyExchange");
    sendHex(a, PUNCH_REQUEST);
    assert.equal(await receiveHex(a), "5a00");
  });

  it("[KX-3]: a client that has spoken in clear does not go back to the key exchange it was offered", async () => {
    await using server = await TestServer.start();
    const connection = await server.tcp();
    const offer = bodyOf("keyExchange", await connection.receivePayload(ANSWER_MS));
    sendHex(connection, "14a201020803".slice(2));
    await nextOf("testNatResponse", connection);
    const { reply } = answerKeyExchange(offer.keys, serverKeys.publicKey, liveRandom());
    connection.send({ kind: "keyExchange", body: reply });
    await connection.whenEnded;
    assert.equal(server.dropped("bad_message"), 1);
  });

  it("[KX-3]: a key exchange that was not offered, or is none, ends the connection", async () => {
    await using server = await TestServer.start();
    const keyless = await server.ws();
    keyless.send({ kind: "keyExchange", body: { keys: [new Uint8Array(32), new Uint8Array(48)] } });
    await keyless.whenEnded;
    const wrong = await server.tcp();
    await wrong.receivePayload(ANSWER_MS);
    wrong.send({ kind: "keyExchange", body: { keys: [new Uint8Array(32), new Uint8Array(48)] } });
    await wrong.whenEnded;
  });

  it("[KX-2]: one signed ephemeral key serves a minute, and no longer", async () => {
    const clock = new ManualClock();
    await using server = await TestServer.start({ clock });
    const offers: string[] = [];
    for (const waitMs of [0, 59_000, 2_000]) {
      clock.advance(waitMs);
      const a = await server.tcp();
      const offer = a.receivePayload(ANSWER_MS).then((payload) => payload.toString("hex"));
      let heard = false;
      void offer.then(() => {
        heard = true;
      });
      await waitUntil(server.live, "it speaks", () => {
        clock.advance(10);
        return heard;
      });
      offers.push(await offer);
    }
    assert.equal(offers[0], offers[1]);
    assert.notEqual(offers[1], offers[2]);
  });

  it("[SE-3]: ends at what the main port does not take: a push, an empty frame, garbage", async () => {
    await using server = await TestServer.start();
    for (const payload of ["3a00", "", "ffffffff", HEARTBEAT, "820100"]) {
      const connection = await server.tcp();
      sendHex(connection, payload);
      await connection.whenEnded;
    }
  });

  it("incident 6: the old console's words are nothing here, and a loopback client is a client", async () => {
    await using server = await TestServer.start();
    for (const port of [server.rendezvous.port, server.rendezvous.natTestPort]) {
      const socket = connect(port, "127.0.0.1");
      let heard = "";
      socket.on("data", (chunk) => {
        heard += chunk.toString("latin1");
      });
      socket.on("error", () => undefined);
      socket.write("aur Y\n");
      await new Promise((resolve) => setTimeout(resolve, 80));
      socket.destroy();
      assert.ok(!heard.includes("ALWAYS"));
    }
    assert.equal(server.rendezvous.workings.live.alwaysUseRelay, false);
    const client = await server.tcp("127.0.0.1");
    sendHex(client, REGISTER_PK);
    assert.equal(await receiveHex(client), "820102103c");
  });

  it("[FR-4]: a connection without a frame, and a request that nobody answers, end after 30 s", async () => {
    const clock = new ManualClock();
    await using server = await TestServer.start({ clock });
    await server.registeredUdp();
    const waiting = await server.tcp();
    sendHex(waiting, PUNCH_REQUEST);
    await waitUntil(server.live, "it waits", () => server.rendezvous.workings.waiting.size === 1);
    const silent = await server.ws();
    clock.advance(31_000);
    await Promise.all([waiting.whenEnded, silent.whenEnded]);
    assert.equal(server.dropped("idle"), 2);
  });

  it("[FR-3]: a signalling frame over 128 KiB ends the connection at its header, before the key exchange", async () => {
    await using server = await TestServer.start();
    const { maxPayloadBytes } = rendezvousDefaults.bounds;
    assert.equal(maxPayloadBytes, 131_072);
    const [allowed, tooLong] = [maxPayloadBytes, maxPayloadBytes + 1].map((bytes) => {
      const socket = connect(server.rendezvous.port, "127.0.0.1");
      socket.on("error", () => undefined);
      socket.write(encodeFrameHeader(bytes));
      return socket.resume();
    });
    await new Promise((resolve) => tooLong?.once("close", resolve));
    assert.equal(server.dropped("frame_too_long"), 1);
    assert.equal(allowed?.readyState, "open");
    allowed?.destroy();
  });

  it("waiting requests are bounded per connection, and the one too many is told so", async () => {
    const bounds = { ...rendezvousDefaults.bounds, maxWaitingPerConnection: 3 };
    await using server = await TestServer.start({ settings: { bounds } });
    await server.registeredUdp();
    const a = await server.tcp();
    for (let version = 0; version < 4; version += 1)
      sendHex(a, `${PUNCH_REQUEST.slice(0, -2)}${(0x30 + version).toString(16)}`);
    assert.match((await nextOf("punchHoleResponse", a)).otherFailure, /Too many/);
    assert.equal(server.rendezvous.workings.waiting.size, 3);
  });

  it("serves WebSockets that our own front hands on by a Unix socket, with the client's address", async () => {
    const path = join(tmpdir(), `rendezvous-${process.pid}.sock`);
    await using server = await TestServer.start({ settings: { internalSocketPath: path } });
    const socket = connect(path);
    socket.write("PROXY TCP4 203.0.113.7 127.0.0.1 54321 443\r\n");
    socket.write(
      "GET /ws/id HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
    );
    await new Promise((resolve) => socket.once("data", resolve));
    const payload = Buffer.from(REGISTER_PK, "hex");
    socket.write(Buffer.concat([Buffer.from([0x82, 0x80 | payload.length, 0, 0, 0, 0]), payload]));
    await new Promise((resolve) => socket.once("data", resolve));
    const peer = server.rendezvous.workings.presence.find("123456789");
    assert.deepEqual(peer?.address, { ip: "203.0.113.7", port: 54321 });
    socket.destroy();
  });

  it("accepts no more: newcomers are refused, who is here is served on", async () => {
    await using server = await TestServer.start();
    const udp = await server.registeredUdp();
    const here = await server.tcp();
    await here.receivePayload(ANSWER_MS);
    server.rendezvous.stopAccepting();
    await assert.rejects(server.tcp());
    sendHex(here, "ba010b0a09313233343536373839");
    assert.equal(await receiveHex(here), "c20100");
    assert.equal(await udp.ask(HEARTBEAT), "3a00");
  });
});
