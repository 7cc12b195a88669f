import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type ClientTimings,
  LoopbackHosts,
  liveClock,
  liveRandom,
  QUICK_TIMINGS,
  type Script,
  ScriptedServer,
  SimulatedClient,
  type SimulatedClientOptions,
  waitUntil,
} from "@fairlead/testkit";
import { Ed25519KeyPair, mangleAddress, NatType, publicKeyText, type RendezvousMessage } from "@fairlead/wire";

const clock = liveClock();
const random = liveRandom();
const hosts = new LoopbackHosts(process.pid);
const keyPair = Ed25519KeyPair.generate();

type Reply = Parameters<Script["message"]>[1];

/** Remembers what it hears and answers by kind. */
class Heard implements Script {
  readonly keyPair = keyPair;
  readonly messages: RendezvousMessage[] = [];
  heartbeats = 0;
  lastRegistration: Reply | undefined;
  #answer: (message: RendezvousMessage, reply: Reply) => void;

  constructor(answer: (message: RendezvousMessage, reply: Reply) => void) {
    this.#answer = answer;
  }

  message(message: RendezvousMessage | undefined, reply: Reply): void {
    if (message === undefined) {
      this.heartbeats += 1;
      return;
    }
    this.messages.push(message);
    if (message.kind === "registerPk") this.lastRegistration = reply;
    this.#answer(message, reply);
  }

  count(kind: string): number {
    return this.messages.filter((message) => message.kind === kind).length;
  }
}

/** Nothing is said again because an answer is late. */
const NO_REPEATS: ClientTimings = { ...QUICK_TIMINGS, registerRetryMs: 60_000, streamRegisterRetryMs: 60_000 };

const answerPk = (reply: Reply, result = 0, keepAlive = 0): void =>
  reply.send({ kind: "registerPkResponse", body: { result, keepAlive } });

function clientOf(
  server: ScriptedServer,
  options: Partial<SimulatedClientOptions> = {},
  itsClock = clock,
): SimulatedClient {
  const defaults = { rendezvous: server.rendezvous, id: "123456789", key: publicKeyText(keyPair.publicKey) };
  return new SimulatedClient({ clock: itsClock, random }, { ...defaults, localAddress: hosts.next(), ...options });
}

describe("a simulated client registers", () => {
  it("by UDP with RegisterPk until it is accepted, then with RegisterPeer, and again when asked for its key", async () => {
    let asked = false;
    const script = new Heard((message, reply) => {
      if (message.kind === "registerPk") answerPk(reply);
      if (message.kind !== "registerPeer") return;
      reply.send({ kind: "registerPeerResponse", body: { requestPk: !asked } });
      asked = true;
    });
    await using server = await ScriptedServer.start(hosts.next(), script);
    const timings = { ...NO_REPEATS, registerIntervalMs: 200 };
    await using client = clientOf(server, { timings });
    await client.register();
    await waitUntil(clock, "two heartbeats", () => script.count("registerPeer") >= 2);
    assert.equal(script.count("registerPk"), 2);
    assert.equal(client.state.online, true);
  });

  it("by UDP again after a short silence, and is offline after four of them", async () => {
    const script = new Heard(() => undefined);
    await using server = await ScriptedServer.start(hosts.next(), script);
    const timings = { ...QUICK_TIMINGS, tickMs: 10, registerRetryMs: 40 };
    await using client = clientOf(server, { timings });
    client.state.online = true;
    await client.start();
    await waitUntil(clock, "five tries", () => script.count("registerPk") >= 5);
    assert.equal(client.state.online, false);
  });

  it("throws its id away when it is told UUID_MISMATCH, once per answer and at once", async () => {
    const script = new Heard((message, reply) => {
      if (message.kind === "registerPk") answerPk(reply, script.count("registerPk") <= 3 ? 2 : 0);
    });
    await using server = await ScriptedServer.start(hosts.next(), script);
    await using client = clientOf(server, { timings: NO_REPEATS });
    await client.register();
    assert.equal(client.state.ids.length, 4);
    for (const id of client.state.ids.slice(1)) assert.match(id, /^1\d{9}$/);
  });

  it("by TCP after the key exchange, echoes heartbeats, and comes back when the connection is cut [KX-1][KA-1]", async () => {
    const script = new Heard((message, reply) => {
      if (message.kind === "registerPk") answerPk(reply, 0, 60);
    });
    await using server = await ScriptedServer.start(hosts.next(), script);
    await using client = clientOf(server, { mode: "tcp", timings: NO_REPEATS });
    await client.register();
    assert.equal(script.lastRegistration?.secured, true);
    assert.equal(client.state.keepAliveMs, 60_000);
    script.lastRegistration?.heartbeat();
    await waitUntil(clock, "an echo", () => script.heartbeats === 1);
    script.lastRegistration?.end();
    await waitUntil(clock, "a second registration", () => script.count("registerPk") === 2);
  });

  it("by WebSocket and drops a server that is silent for one and a half keep-alives", async () => {
    const script = new Heard((message, reply) => {
      if (message.kind === "registerPk") answerPk(reply);
    });
    await using server = await ScriptedServer.start(hosts.next(), script);
    await using client = clientOf(server, {
      mode: "ws",
      timings: { ...QUICK_TIMINGS, keepAliveMs: 100, restartMs: 10 },
    });
    await client.register();
    await waitUntil(clock, "a new connection", () => (client.stream?.connections ?? 0) >= 2);
  });
});

describe("a simulated client as the device", () => {
  it("answers a push once when its copy comes within 100 ms", async () => {
    const script = new Heard((message, reply) => {
      if (message.kind === "registerPk") answerPk(reply);
    });
    await using server = await ScriptedServer.start(hosts.next(), script);
    let nowMs = 0;
    await using client = clientOf(server, {}, { ...clock, now: () => nowMs });
    await client.register();
    const push = (tm: number): void =>
      script.lastRegistration?.send({
        kind: "punchHole",
        body: {
          socketAddr: mangleAddress({ ip: "127.0.0.1", port: 9 }, tm),
          relayServer: "127.0.0.1:9",
          natType: NatType.symmetric,
          udpPort: 0,
          forceRelay: true,
          upnpPort: 0,
          socketAddrV6: new Uint8Array(0),
        },
      });
    push(1);
    await waitUntil(clock, "an answer", () => script.count("relayResponse") === 1);
    nowMs += 99;
    push(2);
    await waitUntil(clock, "a duplicate", () => client.device.duplicates === 1);
    nowMs += 100;
    push(3);
    await waitUntil(clock, "another answer", () => script.count("relayResponse") === 2);
    assert.equal(client.device.duplicates, 1);
  });
});

describe("a simulated client as the controlling side", () => {
  it("says the same request again on the same connection, skips a key exchange, and gives up after the last wait", async () => {
    const ports = new Set<number>();
    const script = new Heard((message, reply) => {
      if (message.kind === "punchHoleRequest") ports.add(reply.from.port);
    });
    await using server = await ScriptedServer.start(hosts.next(), script);
    await using client = clientOf(server, { timings: { ...QUICK_TIMINGS, punchWaitsMs: [30, 60, 90] } });
    const outcome = await client.connect("987654321");
    assert.deepEqual(outcome, { kind: "failed", text: "no answer to the punch hole request" });
    assert.equal(script.count("punchHoleRequest"), 3);
    assert.equal(ports.size, 1);
  });

  it("signed in, waits for the key exchange and fails without it, as at plain hbbs", async () => {
    const script: Script = { message: () => undefined };
    await using server = await ScriptedServer.start(hosts.next(), script);
    await using client = clientOf(server, { accessToken: "token", timings: { ...QUICK_TIMINGS, readTimeoutMs: 50 } });
    assert.equal((await client.connect("987654321")).kind, "failed");
  });
});
