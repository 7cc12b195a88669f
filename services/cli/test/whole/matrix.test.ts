import assert from "node:assert/strict";
import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type SimulatedClient, type SimulatedClientOptions, TempFolder } from "@fairlead/testkit";
import { NatType } from "@fairlead/wire";
import { clientOf, newId, registeredClientOf, sessionBetween } from "./support/clients.ts";
import { assertCarries } from "./support/content.ts";
import { CONTROLLERS, DEVICES, FLOWS } from "./support/matrix-cells.ts";
import { TestServer } from "./support/test-server.ts";

const TESTDATA = join(import.meta.dirname, "testdata");
let folder: TempFolder;
let server: TestServer;
let ca: string;

before(async () => {
  folder = await TempFolder.create("matrix");
  await copyFile(join(TESTDATA, "hbbs.test.cert.pem"), join(folder.path, "cert.pem"));
  await copyFile(join(TESTDATA, "hbbs.test.key.pem"), join(folder.path, "key.pem"));
  ca = await readFile(join(folder.path, "cert.pem"), "utf8");
  server = await TestServer.start({ dataDir: folder.path });
});

after(async () => {
  await server[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

type Options = Partial<SimulatedClientOptions>;

/** A TLS client knows its server by name; the name leads to the WebSocket ports, which take TLS too [WS-5]. */
function placed(options: Options): Options {
  if (options.mode !== "wss") return options;
  const { address, webSocket, relayWebSocket } = server.ports;
  return {
    ...options,
    rendezvous: "hbbs.test:21116",
    relayServer: server.relay,
    ca,
    route: (url) => ({ host: url.hostname === "hbbs.test" ? address : url.hostname, port: portOf(url) }),
  };
  function portOf(url: URL): number {
    if (url.port !== "") return Number(url.port);
    return url.pathname === "/ws/relay" ? relayWebSocket : webSocket;
  }
}

for (const [aName, aOptions] of Object.entries(CONTROLLERS)) {
  describe(`A by ${aName}`, { concurrency: 2 }, () => {
    for (const [bName, bOptions] of Object.entries(DEVICES)) {
      for (const [flowName, flow] of Object.entries(FLOWS)) {
        it(`reaches B by ${bName}: ${flowName} [PH-2][PH-3][PH-4][RR-1][RR-2]`, async () => {
          await using device = await registeredClientOf(server, { ...bOptions, ...flow.device });
          const host = flow.sameHost ? { localAddress: device.state.settings.localAddress } : {};
          await using controller = await clientOf(server, { ...placed(aOptions), ...host });
          const session = await sessionBetween(controller, device, flow.wish(aOptions, bOptions));
          try {
            assert.equal(session.a.path, flow.path(aOptions, bOptions));
            assert.equal(session.b.path, session.a.path);
            assert.equal(session.b.uuid, session.a.uuid);
            assertAsked(device, flow.push(aOptions, bOptions), flowName);
            await assertCarries(session);
            // A relay that A names without a punch before it comes without a signature.
            if (flow.wish(aOptions, bOptions)?.relayByA !== "atOnce")
              assert.ok(session.a.trusted, "the device's key is not proven");
          } finally {
            session.a.stream.destroy();
            session.b.stream.destroy();
          }
        });
      }

      it(`is refused B by ${bName}: wrong key, unknown id, device switched off [PH-1]`, async () => {
        await using device = await registeredClientOf(server, bOptions);
        await using controller = await clientOf(server, placed(aOptions));
        const text = async (id: string, licenceKey?: string): Promise<string> => {
          const outcome = await controller.connect(id, licenceKey === undefined ? {} : { licenceKey });
          return outcome.kind === "failed" ? outcome.text : "connected";
        };
        assert.equal(await text(device.id, "another key"), "Key mismatch");
        assert.equal(await text(newId()), "ID does not exist");
        assert.deepEqual(pushesOf(device), [], "a refused request reached the device");
        if (bOptions.mode === "udp") return;
        await device[Symbol.asyncDispose]();
        assert.equal(await text(device.id), "Remote desktop is offline");
      });
    }
  });
}

const PUSHES = ["punchHole", "fetchLocalAddr", "requestRelay"];

function pushesOf(device: SimulatedClient): readonly string[] {
  return device.device.heard.map(({ kind }) => kind).filter((kind) => PUSHES.includes(kind));
}

/** What the device was asked last, and that a forced relay says so to old and new clients alike. */
function assertAsked(device: SimulatedClient, push: string, flowName: string): void {
  assert.equal(pushesOf(device).at(-1), push);
  if (flowName !== "forced relay") return;
  const punch = device.device.heard.find((message) => message.kind === "punchHole");
  assert.ok(punch?.kind === "punchHole");
  assert.equal(punch.body.forceRelay, true);
  assert.equal(punch.body.natType, NatType.symmetric);
}
