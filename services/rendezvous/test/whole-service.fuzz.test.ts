import assert from "node:assert/strict";
import { after, describe } from "node:test";
import type { ClientConnection } from "@fairlead/client";
import { rendezvousDefaults } from "@fairlead/rendezvous";
import { fuzz, mutate, type SeededRandom } from "@fairlead/testkit";
import { decodeMessage, encodeMessage, mangleAddress, type OutgoingMessage, type SocketAddress } from "@fairlead/wire";
import { NOTHING, punchHoleSent, punchRequest, RELAY, relayResponse, requestRelay } from "./exchange.ts";
import { ANSWER_MS, B_ID, HEARTBEAT, LICENCE_KEY, registerPk, TestServer, type TestUdp } from "./test-server.ts";

/** At one time. A few of what they ask for waits while others answer. */
const CONNECTIONS = 12;
const BOUNDS = {
  maxPeers: 8,
  maxDepartedPeers: 10,
  maxWaitingRequests: 6,
  maxWaitingPerAddress: 12,
  maxPendingRegistrations: 10,
  maxPunchLog: 10,
  maxOnlineIds: 50,
} as const;

/** One hostile client with a socket of each kind, a device that it may ask for, and a bystander that it names wherever a packet has room for an address. */
class Scene {
  readonly server: TestServer;
  readonly device: TestUdp;
  readonly bystander: TestUdp;
  readonly #udp: TestUdp;
  /** Addresses with true tags, as the device was told them. */
  readonly #routed: Uint8Array[] = [];
  readonly #connections: ClientConnection[] = [];

  private constructor(server: TestServer, device: TestUdp, bystander: TestUdp, udp: TestUdp) {
    this.server = server;
    this.device = device;
    this.bystander = bystander;
    this.#udp = udp;
  }

  static async open(): Promise<Scene> {
    const bounds = { ...rendezvousDefaults.bounds, ...BOUNDS };
    const server = await TestServer.start({ settings: { bounds }, relays: [RELAY] });
    const [device, bystander] = [await server.registeredUdp("127.0.0.3"), await server.udp("127.0.0.9")];
    return new Scene(server, device, bystander, await server.udp("127.0.0.66"));
  }

  async send(random: SeededRandom, payload: Uint8Array): Promise<void> {
    if (random.chance(0.2)) return this.#udp.client.sendBytes(payload, this.server.main);
    const at = random.below(CONNECTIONS);
    let connection = this.#connections[at];
    if (connection === undefined || connection.ended) connection = this.#connections[at] = await this.#connect(random);
    connection.sendPayload(payload);
  }

  message(random: SeededRandom): OutgoingMessage {
    const id = random.pick([B_ID, B_ID, `10000${random.below(100)}`, "", "x".repeat(random.below(200)), "with\nbreak"]);
    const socketAddr = this.#address(random);
    const text = random.pick(["", "", RELAY, "evil:1", "\u{1F600}", "y".repeat(300)]);
    const bytes = random.bytes(random.pick([0, 16, 32, 64, 200]));
    const punch = punchRequest({
      id,
      udpPort: random.below(70_000),
      token: text,
      licenceKey: random.pick([LICENCE_KEY, text]),
    });
    return random.pick<OutgoingMessage>([
      { kind: "registerPeer", body: { id, serial: random.below(10) } },
      { kind: "registerPk", body: registerPk({ id: id === B_ID ? "another" : id, uuid: bytes, pk: bytes }) },
      { kind: "registerPk", body: registerPk({ id, oldId: text, uuid: bytes, pk: NOTHING }) },
      { kind: "punchHoleRequest", body: punch },
      { kind: "punchHoleRequest", body: punchRequest({ forceRelay: true, socketAddrV6: bytes }) },
      { kind: "punchHoleRequest", body: punchRequest({ udpPort: random.below(70_000) }) },
      { kind: "requestRelay", body: requestRelay({ uuid: text || "uuid" }) },
      { kind: "requestRelay", body: requestRelay({ id, uuid: text, socketAddr, relayServer: text, token: text }) },
      punchHoleSent(socketAddr, { id, relayServer: text, version: text, natType: random.below(5) }),
      {
        kind: "relayResponse",
        body: relayResponse(socketAddr, { id, uuid: text, relayServer: text, refuseReason: text }),
      },
      {
        kind: "localAddr",
        body: { id, socketAddr, localAddr: bytes, relayServer: text, version: text, socketAddrV6: bytes },
      },
      { kind: "testNatRequest", body: { serial: random.below(10) } },
      { kind: "onlineRequest", body: { id, peers: Array.from({ length: random.below(60) }, () => id) } },
      { kind: "keyExchange", body: { keys: [bytes, bytes] } },
      { kind: "hc", body: { token: text } },
      {
        kind: "httpProxyRequest",
        body: { method: text, path: text, headers: [{ name: text, value: text }], body: bytes },
      },
      { kind: "configureUpdate", body: { serial: 9, rendezvousServers: [text] } },
    ]);
  }

  /** The server answers others as ever, holds no more than it may, and has told the bystander nothing. */
  async check(): Promise<void> {
    assert.equal(await this.#heartbeat(), "3a00", "the device is here, where it registered");
    assert.equal(await this.bystander.client.receiveBytes(1).catch(() => undefined), undefined);
    const { presence, waiting, punchLog } = this.server.rendezvous.workings;
    assert.ok(presence.table.size <= BOUNDS.maxPeers, `${presence.table.size} peers`);
    assert.ok(waiting.size <= BOUNDS.maxWaitingRequests, `${waiting.size} requests`);
    assert.ok(punchLog.entries().length <= BOUNDS.maxPunchLog);
    const failures = this.server.log.filter(({ event }) => event === "rendezvous.message_failed");
    assert.deepEqual(failures, [], "a handler threw");
  }

  /** Past the pushes, whose addresses are worth trying. */
  async #heartbeat(): Promise<string> {
    this.device.send(HEARTBEAT);
    for (;;) {
      const datagram = await this.device.client.receiveBytes(ANSWER_MS);
      if (datagram.length === 2) return datagram.toString("hex");
      const push = decodeMessage(datagram);
      if (push !== undefined && "socketAddr" in push.body) this.#routed.push(push.body.socketAddr);
      if (this.#routed.length > 8) this.#routed.shift();
    }
  }

  #address(random: SeededRandom): Uint8Array {
    const { bystander, device } = this;
    const named: SocketAddress = random.pick([bystander.client.local, device.client.local, { ip: "::1", port: 53 }]);
    const tagged = mangleAddress(named, random.uint32(), BigInt(random.uint32()) << 12n);
    return random.pick([mangleAddress(named, 1), tagged, random.bytes(random.below(40)), ...this.#routed]);
  }

  /** Not always from one address: too many false replies of one are not listened to. */
  #connect(random: SeededRandom): Promise<ClientConnection> {
    const from = `127.0.66.${1 + random.below(100)}`;
    if (random.chance(0.1)) return this.server.tcp(from, this.server.rendezvous.natTestPort);
    return random.chance(0.5) ? this.server.tcp(from) : this.server.ws(from);
  }
}

describe("the whole service against one hostile client", async () => {
  const scene = await Scene.open();
  after(() => scene.server[Symbol.asyncDispose]());
  after(() => assert.ok(scene.server.dropped("table_full") > 0, "no bound was reached: the messages are stale"));

  fuzz(
    "[PB-1] [UD-2] C25 any message by any way: no crash, no answer to third parties, no growth",
    4_000,
    async (random, iteration) => {
      const payload = encodeMessage(scene.message(random));
      await scene.send(random, random.chance(0.2) ? mutate(random, payload) : payload);
      if (iteration % 25 === 24) await scene.check();
    },
  );
});
