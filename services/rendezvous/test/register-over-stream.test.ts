import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { describe, it } from "node:test";
import type { Random } from "@fairlead/base";
import { ClientConnection } from "@fairlead/client";
import { liveRandom, ManualClock, waitUntil } from "@fairlead/testkit";
import { decodeMessage, encodeFrame, encodeFrameHeader } from "@fairlead/wire";
import { Session } from "../src/session/session.ts";
import {
  ANSWER_MS,
  B_ID,
  HEARTBEAT,
  PUNCH_REQUEST,
  REGISTER_PK,
  receiveHex,
  registerPk,
  sendHex,
  serverKeys,
  silenceOf,
  TestServer,
} from "./test-server.ts";

const OK_KEEP_ALIVE = "820102103c";

const isHere = (server: TestServer): boolean => server.rendezvous.workings.presence.find(B_ID) !== undefined;
const presentBy = (server: TestServer): string | undefined => server.rendezvous.workings.presence.find(B_ID)?.transport;

function lastByteMs(server: TestServer): number {
  const channel = server.rendezvous.workings.presence.find(B_ID)?.channel;
  return channel instanceof Session ? channel.lastReceivedMs : -1;
}

async function registered(connection: ClientConnection): Promise<ClientConnection> {
  sendHex(connection, REGISTER_PK);
  assert.equal(await receiveHex(connection), OK_KEEP_ALIVE);
  return connection;
}

describe("registration over TCP and WebSocket", () => {
  for (const way of ["tcp", "keyed tcp", "ws"] as const) {
    it(`C5 [RK-8] [KA-2] incident 16: by ${way}: here at once, gone when the connection ends`, async () => {
      await using server = await TestServer.start();
      const connection = await (way === "ws" ? server.ws() : server.tcp());
      if (way === "keyed tcp") await connection.secure(serverKeys.publicKey, liveRandom(), ANSWER_MS);
      await registered(connection);
      assert.equal(presentBy(server), way === "ws" ? "ws" : "tcp");
      connection.destroy();
      await waitUntil(server.live, "the device is gone", () => !isHere(server));
    });
  }

  for (const way of ["tcp", "ws"] as const) {
    it(`C19 [KA-1] [PR-1]: by ${way}: an empty frame every 20 s, and online as long as it is echoed`, async () => {
      const clock = new ManualClock();
      await using server = await TestServer.start({ clock });
      const connection = await registered(await (way === "ws" ? server.ws() : server.tcp()));
      for (let beat = 0; beat < 8; beat += 1) {
        clock.advance(20_000);
        assert.equal(await receiveHex(connection), "");
        const before = clock.now();
        connection.sendHeartbeat();
        await waitUntil(server.live, "the echo is heard", () => lastByteMs(server) >= before);
        assert.ok(isHere(server));
      }
      assert.equal(await silenceOf(connection), undefined);
    });
  }

  it("[KA-2]: without a byte for 45 s it is offline and closed", async () => {
    const clock = new ManualClock();
    await using server = await TestServer.start({ clock });
    const connection = await registered(await server.tcp());
    for (const stepMs of [20_000, 20_000, 4_000]) clock.advance(stepMs);
    for (let beat = 0; beat < 2; beat += 1) assert.equal(await receiveHex(connection), "");
    assert.equal(await silenceOf(connection), undefined);
    assert.ok(isHere(server) && !connection.ended, "also past the 30 s that a request may take");
    clock.advance(2_000);
    assert.ok(!isHere(server));
    await connection.whenEnded;
    assert.equal(server.dropped("idle"), 1);
  });

  it("[FR-4] [KA-2]: a frame that dribbles for 30 s ends the registration, though bytes come", async () => {
    const clock = new ManualClock();
    await using server = await TestServer.start({ clock });
    const socket = connect({ host: "127.0.0.1", port: server.rendezvous.port }).resume();
    const closed = once(socket, "close");
    socket.write(encodeFrame(Buffer.from(REGISTER_PK, "hex")));
    await waitUntil(server.live, "the device is here", () => isHere(server));
    for (const piece of [encodeFrameHeader(100), ...Array.from({ length: 5 }, () => Buffer.alloc(1))]) {
      clock.advance(5_000);
      const before = clock.now();
      socket.write(piece);
      await waitUntil(server.live, "the piece is read", () => lastByteMs(server) >= before);
    }
    assert.ok(isHere(server));
    clock.advance(5_000);
    assert.ok(!isHere(server));
    await closed;
  });

  it("[RK-2] [KA-2] incident 17: the late close of an old connection does not erase the new registration", async () => {
    await using server = await TestServer.start();
    const old = await registered(await server.tcp("127.0.0.3"));
    await registered(await server.ws("127.0.0.4"));
    old.destroy();
    await waitUntil(server.live, "the old connection is gone", () => server.rendezvous.workings.keepAlives.size === 1);
    assert.equal(presentBy(server), "ws");
    const a = await server.tcp();
    sendHex(a, PUNCH_REQUEST);
    await waitUntil(server.live, "the request waits", () => server.rendezvous.workings.waiting.size === 1);
  });

  it("[KA-3] incident 29: when the newer of two clones leaves, the older is asked to register, and is here again", async () => {
    const clock = new ManualClock();
    await using server = await TestServer.start({ clock });
    const older = await registered(await server.tcp("127.0.0.3"));
    const newer = await registered(await server.tcp("127.0.0.4"));
    clock.advance(20_000);
    assert.equal(await receiveHex(older), "");
    assert.equal(await silenceOf(older), undefined, "not asked while the newer is here");
    older.sendHeartbeat();
    newer.destroy();
    await waitUntil(server.live, "nobody is here", () => !isHere(server));
    clock.advance(20_000);
    assert.equal(await receiveHex(older), "");
    assert.equal(await receiveHex(older), "3a021001");
    await registered(older);
    assert.ok(isHere(server));
    assert.equal(server.rendezvous.workings.presence.departed(B_ID), undefined);
    clock.advance(20_000);
    assert.equal(await receiveHex(older), "");
    assert.equal(await silenceOf(older), undefined, "asked once");
  });

  it("incident 17: pushes go to the newest registration, by the way it came", async () => {
    await using server = await TestServer.start();
    const udp = await server.registeredUdp("127.0.0.3");
    const tcp = await registered(await server.tcp("127.0.0.3"));
    const a = await server.tcp();
    sendHex(a, PUNCH_REQUEST);
    assert.equal(decodeMessage(await tcp.receivePayload(ANSWER_MS))?.kind, "punchHole");
    assert.equal(await udp.silence(), undefined);
    assert.equal(
      await udp.ask(HEARTBEAT),
      "3a021001",
      "a heartbeat by UDP does not refresh a connection's registration",
    );
  });

  it("C18 C19 [KX-2] [KX-3] [KX-4]: the vectors of a keyed registration, byte for byte", async () => {
    const ephemeral = createHash("sha256").update("server-ephemeral").digest();
    await using server = await TestServer.start({ random: new FixedEphemeral(ephemeral) });
    const connection = await server.tcp();
    assert.equal(
      (await connection.receivePayload(ANSWER_MS)).toString("hex"),
      "ca01620a60baffd26f9169419d1d8bb9c7fac15e253dd1a961b4604f519ae42f6ddafd7bdcbe6da6cf5c76a0fb8dfb1a4d0c267d8d02e887571fddfe470fab672b1b31390598ce40bd9d69d7950579450cfcb9844f328d214b045f825a96bf70f9ae37b37d",
    );
    sendHex(
      connection,
      "ca01540a20f01e3feed2953d4221feddad1b6baa06ee321666eb0e170d33428905b0057d4e0a30ae53c6d8fa6fc09fd121090640c68b9e8e3e181b807245185a438b692bb280655f6e11317420b6f291092d32140ab436",
    );
    sendHex(
      connection,
      "de43b94e953a6f51cceca26d07b7da2c46ad417a542f2cbadb26337c3fd01131f6a718a908fcc8d7958c4431e9c12c7587ee1900af4b460a83b06c6912092cbdc24d6c15a7fc8c9338d83bca536ac95d04954e367e1d5eec289cc50a7b2f38b51b9ba62b14",
    );
    assert.equal(await receiveHex(connection), "ddc0cb312146b1a1328e623849d2142abeff496359");
    assert.ok(isHere(server));
  });

  it("C19 [KX-4]: heartbeats pass a keyed connection in clear and leave the counters alone", async () => {
    const clock = new ManualClock();
    await using server = await TestServer.start({ clock });
    const connection = await server.tcp();
    const secured = connection.secure(serverKeys.publicKey, liveRandom(), ANSWER_MS);
    await waitUntil(server.live, "the server has spoken first", () => {
      clock.advance(30);
      return connection.secured;
    });
    await secured;
    await registered(connection);
    clock.advance(20_000);
    assert.equal(await connection.receiveOrHeartbeat(ANSWER_MS), undefined);
    await registered(connection);
  });

  it("[KX-4]: a record that does not open ends the connection", async () => {
    await using server = await TestServer.start();
    const stream = await server.tcpStream();
    await new ClientConnection(stream).secure(serverKeys.publicKey, liveRandom(), ANSWER_MS);
    stream.send(Buffer.from(REGISTER_PK, "hex"));
    await stream.whenEnded;
    assert.equal(server.dropped("bad_frame"), 1);
  });

  it("[RP-4] [SE-3]: RegisterPeer on a connection ends it", async () => {
    await using server = await TestServer.start();
    for (const connection of [await server.tcp(), await server.ws()]) {
      sendHex(connection, HEARTBEAT);
      await connection.whenEnded;
    }
    assert.equal(server.dropped("unexpected_message"), 2);
  });

  it("[RK-8]: a refused registration gets its answer and may be repeated on the same connection", async () => {
    await using server = await TestServer.start();
    await server.registeredUdp();
    const connection = await server.tcp();
    connection.send({ kind: "registerPk", body: registerPk({ uuid: Buffer.from("another") }) });
    assert.equal(await receiveHex(connection), "8201020802");
    connection.send({ kind: "registerPk", body: registerPk({ id: "1234567890", uuid: Buffer.from("another") }) });
    assert.equal(await receiveHex(connection), OK_KEEP_ALIVE);
  });

  it("[KA-2]: another id on the same connection takes the place of the first", async () => {
    await using server = await TestServer.start();
    const connection = await registered(await server.tcp());
    connection.send({ kind: "registerPk", body: registerPk({ id: "987654321" }) });
    assert.equal(await receiveHex(connection), OK_KEEP_ALIVE);
    assert.ok(!isHere(server));
    assert.ok(server.rendezvous.workings.presence.find("987654321"));
  });

  it("[HC-1] C25: a health check is answered, kept by heartbeats, and counted until it ends", async () => {
    const clock = new ManualClock();
    await using server = await TestServer.start({ clock });
    const connection = await server.ws();
    sendHex(connection, "d201050a03746f6b");
    assert.equal(await receiveHex(connection), OK_KEEP_ALIVE);
    assert.equal(server.rendezvous.workings.healthChecks.size, 1);
    clock.advance(20_000);
    assert.equal(await receiveHex(connection), "");
    connection.destroy();
    await waitUntil(server.live, "it is not counted", () => server.rendezvous.workings.healthChecks.size === 0);
  });

  it("C19 [SE-2]: nothing unsolicited on a connection that has not registered", async () => {
    const clock = new ManualClock();
    await using server = await TestServer.start({ clock, signing: false });
    await server.registeredUdp();
    const a = await server.tcp();
    sendHex(a, PUNCH_REQUEST);
    await waitUntil(server.live, "the request waits", () => server.rendezvous.workings.waiting.size === 1);
    clock.advance(29_000);
    assert.equal(await silenceOf(a), undefined);
  });
});

/** Gives this secret for 32 bytes, and chance for everything else. */
class FixedEphemeral implements Random {
  readonly #secret: Uint8Array;
  readonly #chance = liveRandom();

  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  uint32(): number {
    return this.#chance.uint32();
  }

  bytes(length: number): Uint8Array {
    return length === 32 ? this.#secret : this.#chance.bytes(length);
  }

  uuid(): string {
    return this.#chance.uuid();
  }
}
