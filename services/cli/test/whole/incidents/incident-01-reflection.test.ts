import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { waitUntil } from "@fairlead/testkit";
import { encodeMessage, mangleAddress, type OutgoingMessage, type SocketAddress } from "@fairlead/wire";
import { clock, newId, registeredClientOf } from "../support/clients.ts";
import { TestServer } from "../support/test-server.ts";
import { collectDatagrams, openUdp } from "../support/udp-probe.ts";

const NONE = new Uint8Array(0);
let server: TestServer;
before(async () => {
  server = await TestServer.start();
});
after(() => server[Symbol.asyncDispose]());

/** Every message a stranger can send by UDP, each naming the victim where it can name anybody. */
function messagesNaming(victim: SocketAddress, id: string): readonly OutgoingMessage[] {
  const socketAddr = mangleAddress(victim, 1);
  const common = { socketAddr, relayServer: "", version: "1.4.9", socketAddrV6: socketAddr };
  return [
    { kind: "registerPeer", body: { id, serial: 0 } },
    { kind: "punchHoleSent", body: { ...common, id, natType: 1, upnpPort: victim.port } },
    { kind: "localAddr", body: { ...common, id, localAddr: socketAddr } },
    { kind: "relayResponse", body: { ...common, uuid: "u", id, refuseReason: "", feedback: 0, upnpPort: victim.port } },
    { kind: "fetchLocalAddr", body: { socketAddr, relayServer: "", socketAddrV6: socketAddr } },
    {
      kind: "punchHole",
      body: {
        socketAddr,
        relayServer: "",
        natType: 1,
        udpPort: victim.port,
        forceRelay: false,
        upnpPort: 0,
        socketAddrV6: socketAddr,
      },
    },
    {
      kind: "punchHoleRequest",
      body: {
        id,
        natType: 1,
        licenceKey: "",
        connType: 0,
        token: "",
        version: "",
        udpPort: victim.port,
        forceRelay: false,
        upnpPort: 0,
        socketAddrV6: socketAddr,
        switchCode: "",
      },
    },
    {
      kind: "requestRelay",
      body: {
        id,
        uuid: "u",
        socketAddr,
        relayServer: "r",
        secure: false,
        licenceKey: "",
        connType: 0,
        token: "",
        switchCode: "",
      },
    },
    { kind: "configureUpdate", body: { serial: 999, rendezvousServers: ["evil.example.com"] } },
    { kind: "softwareUpdate", body: { url: "1.0.0" } },
    { kind: "onlineRequest", body: { id, peers: Array.from({ length: 100 }, () => id) } },
    { kind: "keyExchange", body: { keys: [NONE] } },
    { kind: "hc", body: { token: "t" } },
    { kind: "httpProxyRequest", body: { method: "GET", path: "/api/x", headers: [], body: NONE } },
  ];
}

describe("incident 1: the server was made to shoot at strangers", () => {
  it("sends nothing to an address that a packet names, and no more bytes than it got [UD-2][CU-2]", async () => {
    await using device = await registeredClientOf(server);
    await using victim = await openUdp(server.hosts.next());
    for (const message of messagesNaming(victim.local, device.id)) {
      await using stranger = await openUdp(server.hosts.next());
      const sent = encodeMessage(message);
      stranger.sendBytes(sent, { ip: server.ports.address, port: server.ports.main });
      const answers = await collectDatagrams(stranger, 60);
      const bytes = answers.reduce((sum, answer) => sum + answer.length, 0);
      assert.ok(bytes <= sent.length, `${message.kind}: ${bytes} bytes for ${sent.length}`);
    }
    assert.deepEqual(await collectDatagrams(victim, 50), [], "the victim was shot at");
  });

  it("answers 20 NAT probes a second from one address, then falls silent [NT-3]", async () => {
    await using asker = await openUdp(server.hosts.next());
    const probe = encodeMessage({ kind: "testNatRequest", body: { serial: 0 } });
    for (let i = 0; i < 200; i += 1) asker.sendBytes(probe, { ip: server.ports.address, port: server.ports.main });
    const limited = async (): Promise<boolean> => (await server.drops("rate_limited")) >= 100;
    await waitUntil(clock, "100 probes go unanswered", limited);
    const answers = await collectDatagrams(asker, 300);
    assert.ok(answers.length >= 20, `${answers.length} answers`);
    assert.ok(answers.length <= 100, `${answers.length} answers to 200 probes in one burst`);
    assert.ok(answers.every((answer) => answer.length <= 7));
  });

  it("answers a heartbeat of an id that nobody has with four bytes and remembers nothing [RP-1]", async () => {
    await using stranger = await openUdp(server.hosts.next());
    const sent = encodeMessage({ kind: "registerPeer", body: { id: newId(), serial: 0 } });
    stranger.sendBytes(sent, { ip: server.ports.address, port: server.ports.main });
    assert.equal((await stranger.receiveBytes(20_000)).toString("hex"), "3a021001");
  });
});
