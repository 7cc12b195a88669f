import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, it } from "node:test";
import { openRelayLeg, ServerDialler } from "@fairlead/client";
import { findPort, liveClock, liveRandom, TempFolder } from "@fairlead/testkit";
import { FairleadProcess, run } from "./fairlead-process.ts";
import { freePort } from "./free-port.ts";

function diallerFor(url: string): ServerDialler {
  const settings = { rendezvous: url, webSocket: true, secureDomains: false, connectTimeoutMs: 5000 };
  return new ServerDialler({ clock: liveClock(), random: liveRandom() }, settings);
}

/** The port that the server sees of a client which comes by this URL. */
async function natTest(url: string): Promise<number> {
  const connection = await diallerFor(url).rendezvous();
  connection.send({ kind: "testNatRequest", body: { serial: 0 } });
  const answer = await connection.receive(5000);
  connection.destroy();
  assert.equal(answer.kind, "testNatResponse");
  return answer.kind === "testNatResponse" ? answer.body.port : 0;
}

describe("--https-port", () => {
  it("serves the rendezvous by path and hands /api to the API server", async () => {
    await using folder = await TempFolder.create("https");
    await using api = createServer((request, response) => response.end(`api saw ${request.url}`));
    await once(api.listen(0, "127.0.0.1"), "listening");
    const address = api.address();
    const apiPort = typeof address === "object" && address !== null ? address.port : 0;
    const [port, https] = [await freePort(), await findPort("0.0.0.0")];
    const words = ["-p", String(port), "--https-port", String(https), "--api-url", `http://127.0.0.1:${apiPort}`];
    await using server = new FairleadProcess(["standalone", ...words], { cwd: folder.path });
    await server.says(/is ready/);
    await server.warns(/speaks http and ws only/);
    assert.ok((await natTest(`ws://127.0.0.1:${https}/ws/id`)) > 0);
    const answer = await fetch(`http://127.0.0.1:${https}/api/login-options?x=1`);
    assert.equal(await answer.text(), "api saw /api/login-options?x=1");
    assert.equal((await fetch(`http://127.0.0.1:${https}/other`)).status, 404);
    api.closeAllConnections();
  });
});

describe("--https-port of a relay", () => {
  it("carries sessions of /ws/relay, and its port in use is refused by name", async () => {
    await using folder = await TempFolder.create("https");
    const [port, https] = [await freePort(), await findPort("0.0.0.0")];
    const words = ["hbbr", "-p", String(port), "--https-port", String(https)];
    await using server = new FairleadProcess(words, { cwd: folder.path });
    await server.says(/is ready/);
    const url = `ws://127.0.0.1:${https}/ws/relay`;
    const request = { uuid: "a session", licenceKey: "", id: "123456789" };
    const first = await openRelayLeg(diallerFor(url), url, request);
    const second = await openRelayLeg(diallerFor(url), url, request);
    first.send(Buffer.from("is anybody there?"));
    assert.equal((await second.receive(5000)).toString(), "is anybody there?");
    first.destroy();
    second.destroy();
    const refused = await run(["hbbs", "-p", String(await freePort()), "--https-port", String(https)], {
      cwd: folder.path,
    });
    assert.match(refused.err, new RegExp(`${https} is in use.*HTTPS_PORT=${https}.*do: `));
  });
});

describe("cert.pem and key.pem in the data dir", () => {
  it("switch on TLS on the WebSocket ports beside plain ws, and the start says so", async () => {
    await using folder = await TempFolder.create("tls");
    makeCertificate(folder.path);
    const port = await freePort();
    await using server = new FairleadProcess(["standalone", "-p", String(port)], { cwd: folder.path });
    await server.says(/WebSocket, ws and wss/);
    assert.ok((await natTest(`ws://127.0.0.1:${port + 2}`)) > 0);
    for (const each of [port + 2, port + 3]) {
      const said = execFileSync("openssl", ["s_client", "-connect", `127.0.0.1:${each}`, "-brief"], {
        input: "",
        stdio: "pipe",
      });
      assert.ok(said !== undefined);
    }
  });
});

function makeCertificate(folder: string): void {
  const files = ["-keyout", join(folder, "key.pem"), "-out", join(folder, "cert.pem")];
  const kind = [
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-days",
    "2",
    "-subj",
    "/CN=localhost",
  ];
  execFileSync("openssl", ["req", "-x509", ...kind, ...files], { stdio: "pipe" });
}
