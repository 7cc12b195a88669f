import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { findPort, type SimulatedClientOptions, TempFolder, waitUntil } from "@fairlead/testkit";
import { BIN } from "../fairlead-process.ts";
import { clientOf, clock, registeredClientOf, sessionBetween } from "./support/clients.ts";
import { assertCarries } from "./support/content.ts";
import { TestServer } from "./support/test-server.ts";

const run = promisify(execFile);
const TESTDATA = join(import.meta.dirname, "testdata");
let folder: TempFolder;
let server: TestServer;
let overHttps: Partial<SimulatedClientOptions>;

before(async () => {
  folder = await TempFolder.create("front");
  await copyFile(join(TESTDATA, "hbbs.test.cert.pem"), join(folder.path, "cert.pem"));
  await copyFile(join(TESTDATA, "hbbs.test.key.pem"), join(folder.path, "key.pem"));
  const port = await findPort("0.0.0.0");
  server = await TestServer.start({ dataDir: folder.path, words: ["--https-port", String(port)] });
  const ca = await readFile(join(folder.path, "cert.pem"), "utf8");
  const route = () => ({ host: server.ports.address, port });
  overHttps = { mode: "wss", rendezvous: "hbbs.test:21116", ca, route };
});

after(async () => {
  await server[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

async function ctl(...words: readonly string[]): Promise<string> {
  return (await run(process.execPath, [BIN, "ctl", "--data-dir", server.dataDir, ...words])).stdout;
}

describe("one port for everything, --https-port", () => {
  it("carries a whole session by wss, registration and both relay legs, under the clients' own addresses [WS-5][PX-1][RL-7]", async () => {
    await using device = await registeredClientOf(server, overHttps);
    await using controller = await clientOf(server, overHttps);
    const session = await sessionBetween(controller, device, {});
    assert.deepEqual([session.a.path, session.b.path], ["relay", "relay"]);
    await assertCarries(session);
    const ends = [...(await ctl("sessions")).matchAll(/(127[\d.]+):(\d+) wss/g)].map(([, ip, port]) => ({ ip, port }));
    assert.deepEqual(
      ends.map(({ ip }) => ip),
      [controller, device].map(({ state }) => state.settings.localAddress),
    );
    assert.ok(!ends.some(({ port }) => port === "0"), "the ports are lost");
    session.a.stream.destroy();
    session.b.stream.destroy();
  });

  it("meets the block list with the client's address: a running session ends, a new one gets no byte [RL-11]", async () => {
    await using device = await registeredClientOf(server, overHttps);
    await using controller = await clientOf(server, overHttps);
    const running = await sessionBetween(controller, device, {});
    await assertCarries(running);
    const closed = await server.metric("fairlead_relay_sessions_ended_total", 'end="kicked"');
    await ctl("blocklist-add", controller.state.settings.localAddress);
    await waitUntil(clock, "the session has ended", async () => {
      return (await server.metric("fairlead_relay_sessions_ended_total", 'end="kicked"')) > closed;
    });
    const blocked = await server.drops("blocked");
    await sessionBetween(controller, device, {}).then(
      ({ a }) => assert.rejects(a.stream.receive(1000)),
      () => undefined,
    );
    const looked = async (): Promise<boolean> => (await server.drops("blocked")) > blocked;
    await waitUntil(clock, "somebody looks at the client's address", looked);
    await ctl("blocklist-remove", controller.state.settings.localAddress);
  });
});
