import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ClientConnection, dial } from "@fairlead/client";
import { LoopbackHosts, type SimulatedClient, TcpBalancer } from "@fairlead/testkit";
import { ConnType, NatType, type PunchHoleRequest, unmangleAddress } from "@fairlead/wire";
import { clock, registeredClientOf } from "../support/clients.ts";
import { TestServer } from "../support/test-server.ts";

const hosts = new LoopbackHosts(process.pid);
const PROXY_HOST = hosts.next();
const STRANGER_HOST = hosts.next();
let server: TestServer;
let device: SimulatedClient;
before(async () => {
  server = await TestServer.start({ hosts, words: ["--trusted-proxies", `${PROXY_HOST}/32`] });
  device = await registeredClientOf(server);
});
after(async () => {
  await device[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

async function punchRequest(): Promise<PunchHoleRequest> {
  return {
    id: device.id,
    natType: NatType.asymmetric,
    licenceKey: await server.publicKey(),
    connType: ConnType.default,
    token: "",
    version: "1.4.9",
    udpPort: 0,
    forceRelay: false,
    upnpPort: 0,
    socketAddrV6: new Uint8Array(0),
    switchCode: "",
  };
}

/** Whom the device was told is asking for it. */
async function askerSeenBy(connection: ClientConnection): Promise<string> {
  device.device.heard.length = 0;
  connection.send({ kind: "punchHoleRequest", body: await punchRequest() });
  await connection.receive(20_000);
  connection.close();
  const push = device.device.heard.find(({ kind }) => kind === "punchHole");
  assert.ok(push?.kind === "punchHole");
  return unmangleAddress(push.body.socketAddr).ip;
}

async function overWs(localAddress: string, headers: Readonly<Record<string, string>>): Promise<ClientConnection> {
  const url = `ws://${server.ports.address}:${server.ports.webSocket}/ws/id`;
  return new ClientConnection(await dial({ kind: "ws", url }, { clock, deadlineMs: 20_000, localAddress, headers }));
}

describe("incident 8: anybody could say who he was", () => {
  it("X-Real-IP and X-Forwarded-For of a stranger are not believed [WS-4]", async () => {
    for (const headers of [{ "X-Real-IP": "203.0.113.9" }, { "X-Forwarded-For": "203.0.113.9" }]) {
      assert.equal(await askerSeenBy(await overWs(STRANGER_HOST, headers)), STRANGER_HOST);
    }
  });

  it("of a trusted proxy they are, the right-most address that is no proxy [WS-4]", async () => {
    assert.equal(await askerSeenBy(await overWs(PROXY_HOST, { "X-Real-IP": "203.0.113.9" })), "203.0.113.9");
    const chain = { "X-Forwarded-For": `198.51.100.66, 203.0.113.9, ${PROXY_HOST}` };
    assert.equal(await askerSeenBy(await overWs(PROXY_HOST, chain)), "203.0.113.9");
  });

  it("a PROXY header of a trusted balancer gives address and port, of a stranger it ends the connection [PX-1]", async () => {
    const { address, main } = server.ports;
    const preamble = (): Buffer => Buffer.from(`PROXY TCP4 203.0.113.9 ${address} 54321 ${main}\r\n`);
    for (const [sourceAddress, believed] of [
      [PROXY_HOST, true],
      [STRANGER_HOST, false],
    ] as const) {
      const targets = [{ host: address, port: main }];
      await using balancer = await TcpBalancer.open({
        listenAddress: hosts.next(),
        listenPort: 0,
        targets,
        sourceAddress,
        preamble,
      });
      const endpoint = { kind: "tcp", host: balancer.address, port: balancer.port } as const;
      const connection = new ClientConnection(await dial(endpoint, { clock, deadlineMs: 20_000 }));
      if (believed) assert.equal(await askerSeenBy(connection), "203.0.113.9");
      else await assert.rejects(askerSeenBy(connection), { code: "CLIENT_CONNECTION_ENDED" });
    }
  });
});
