import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { natTest, queryOnline, readStates, ServerDialler, UdpClient, udpNatProbe } from "@fairlead/client";
import { LoopbackHosts, liveClock, liveRandom, type Script, ScriptedServer } from "@fairlead/testkit";
import { NatType } from "@fairlead/wire";

const clock = liveClock();
const random = liveRandom();
const hosts = new LoopbackHosts(process.pid);

/** Answers what plain hbbs answers, and UDP probes too. */
function answers(seenPort: (real: number, port: number, main: number) => number): Script & { main: number } {
  const script = {
    main: 0,
    message(...[message, reply]: Parameters<Script["message"]>) {
      if (message?.kind === "testNatRequest") {
        reply.send({ kind: "testNatResponse", body: { port: seenPort(reply.from.port, reply.port, script.main) } });
      }
      if (message?.kind === "onlineRequest") {
        reply.send({ kind: "onlineResponse", body: { states: Buffer.from([0b1001_0000, 0b1000_0000]) } });
      }
    },
  };
  return script;
}

async function started(script: Script & { main: number }): Promise<{ server: ScriptedServer; dialler: ServerDialler }> {
  const server = await ScriptedServer.start(hosts.next(), script);
  script.main = server.ports.main;
  const settings = { rendezvous: server.rendezvous, webSocket: false, secureDomains: false, connectTimeoutMs: 2000 };
  return { server, dialler: new ServerDialler({ clock, random }, settings) };
}

describe("a client's questions", () => {
  it("NAT test: both ports asked from one local port, equal answers are punchable [NT-1]", async () => {
    const { server, dialler } = await started(answers((real) => real));
    await using _ = server;
    const result = await natTest(dialler, { serial: 3, answerTimeoutMs: 2000 });
    assert.equal(result.natType, NatType.asymmetric);
    assert.equal(result.mainPort, result.localPort);
    assert.equal(result.testPort, result.localPort);
  });

  it("NAT test: different answers are symmetric [NT-1]", async () => {
    const { server, dialler } = await started(answers((real, port, main) => (port === main ? real : real - 1)));
    await using _ = server;
    assert.equal((await natTest(dialler, { serial: 3, answerTimeoutMs: 2000 })).natType, NatType.symmetric);
  });

  it("NAT probe over UDP [NT-3]", async () => {
    const { server } = await started(answers((real) => real));
    await using _ = server;
    await using udp = await UdpClient.open({ clock, localAddress: hosts.next() });
    const target = { ip: server.ports.address, port: server.ports.main };
    assert.equal(await udpNatProbe(udp, { server: target, attempts: 3, attemptTimeoutMs: 500 }), udp.local.port);
  });

  it("online query: one bit per id, most significant first [OQ-1]", async () => {
    const { server, dialler } = await started(answers((real) => real));
    await using _ = server;
    const peers = Array.from({ length: 10 }, (_, i) => String(100000001 + i));
    for (const webSocket of [false, true]) {
      const online = await queryOnline(dialler, { id: "1", peers, answerTimeoutMs: 2000, webSocket });
      assert.deepEqual(
        online.map((yes, i) => (yes ? i : -1)).filter((i) => i >= 0),
        [0, 3, 8],
      );
    }
  });

  it("online query: a bit string that is too short is an error, as it breaks real clients [OQ-2]", () => {
    assert.throws(() => readStates(Buffer.from([0xff]), 9), { code: "CLIENT_UNEXPECTED_ANSWER" });
    assert.deepEqual(readStates(Buffer.from([0xff, 0]), 2), [true, true]);
    assert.deepEqual(readStates(Buffer.alloc(0), 0), []);
  });
});
