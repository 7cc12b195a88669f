import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { registerOverTcp, registerOverUdp, registerOverWs, ServerDialler, UdpClient } from "@fairlead/client";
import { LoopbackHosts, liveClock, liveRandom, type Script, ScriptedServer, waitUntil } from "@fairlead/testkit";
import { Ed25519KeyPair } from "@fairlead/wire";

const clock = liveClock();
const random = liveRandom();
const hosts = new LoopbackHosts(process.pid);
const keyPair = Ed25519KeyPair.generate();
const identity = { id: "123456789", uuid: Buffer.from("machine"), pk: Buffer.alloc(32, 7) };

const acceptsAll: Script = {
  keyPair,
  message(message, reply) {
    if (message?.kind !== "registerPk") return;
    reply.send({ kind: "registerPkResponse", body: { result: 0, keepAlive: reply.secured ? 60 : 0 } });
  },
};

function diallerOf(server: ScriptedServer, localAddress = hosts.next()): ServerDialler {
  const { rendezvous } = server;
  const settings = { rendezvous, localAddress, webSocket: false, secureDomains: false, connectTimeoutMs: 2000 };
  return new ServerDialler({ clock, random }, settings);
}

describe("a client's connection", () => {
  it("completes the key exchange that the server begins and registers over it [KX-1][KX-3]", async () => {
    await using server = await ScriptedServer.start(hosts.next(), acceptsAll);
    const options = { serverKey: keyPair.publicKey, answerTimeoutMs: 2000 };
    const { connection, response } = await registerOverTcp(diallerOf(server), identity, options);
    assert.deepEqual(response, { result: 0, keepAlive: 60 });
    assert.equal(connection.secured, true);
    connection.destroy();
  });

  it("refuses a key exchange that another key signed [KX-2]", async () => {
    await using server = await ScriptedServer.start(hosts.next(), acceptsAll);
    const options = { serverKey: Ed25519KeyPair.generate().publicKey, answerTimeoutMs: 2000 };
    await assert.rejects(registerOverTcp(diallerOf(server), identity, options), { code: "CLIENT_SERVER_KEY_MISMATCH" });
  });

  it("skips one key exchange that it did not ask for and registers in clear [SE-2]", async () => {
    await using server = await ScriptedServer.start(hosts.next(), acceptsAll);
    const options = { serverKey: undefined, answerTimeoutMs: 2000 };
    const { connection, response } = await registerOverTcp(diallerOf(server), identity, options);
    assert.deepEqual(response, { result: 0, keepAlive: 0 });
    connection.destroy();
  });

  it("registers over WebSocket at the main port + 2 [WS-1]", async () => {
    await using server = await ScriptedServer.start(hosts.next(), acceptsAll);
    const { connection, response } = await registerOverWs(diallerOf(server), identity, { answerTimeoutMs: 2000 });
    assert.equal(response.result, 0);
    assert.equal(connection.transport, "ws");
    connection.destroy();
  });

  it("says RegisterPk again over UDP when nothing comes back, and gives up in the end", async () => {
    let heard = 0;
    await using server = await ScriptedServer.start(hosts.next(), {
      message(message, reply) {
        heard += 1;
        if (heard === 2) acceptsAll.message(message, reply);
      },
    });
    const options = {
      server: { ip: server.ports.address, port: server.ports.main },
      attempts: 2,
      attemptTimeoutMs: 300,
    };
    await using udp = await UdpClient.open({ clock, localAddress: hosts.next() });
    assert.equal((await registerOverUdp(udp, identity, options)).result, 0);
    await assert.rejects(registerOverUdp(udp, identity, options), { code: "CLIENT_NO_ANSWER" });
    await waitUntil(clock, "the last one is heard", () => heard >= 4);
    assert.equal(heard, 4);
  });

  it("tells a connection that ended from an answer that did not come", async () => {
    await using server = await ScriptedServer.start(hosts.next(), { message: (_, reply) => reply.end() });
    const options = { serverKey: undefined, answerTimeoutMs: 2000 };
    await assert.rejects(registerOverTcp(diallerOf(server), identity, options), { code: "CLIENT_CONNECTION_ENDED" });
    await using silent = await ScriptedServer.start(hosts.next(), { message: () => undefined });
    const impatient = { serverKey: undefined, answerTimeoutMs: 50 };
    await assert.rejects(registerOverTcp(diallerOf(silent), identity, impatient), { code: "CLIENT_NO_ANSWER" });
  });

  it("says where nobody listens", async () => {
    const server = await ScriptedServer.start(hosts.next(), acceptsAll);
    const dialler = diallerOf(server);
    await server[Symbol.asyncDispose]();
    await assert.rejects(dialler.rendezvous(), { code: "CLIENT_CONNECT_FAILED" });
    await assert.rejects(dialler.rendezvous({ webSocket: true }), { code: "CLIENT_CONNECT_FAILED" });
  });
});
