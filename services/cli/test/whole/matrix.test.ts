import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before } from "node:test";
import { TempFolder } from "@fairlead/testkit";
import { clientOf, registeredClientOf } from "./support/clients.ts";
import { describeMatrix } from "./support/matrix.ts";
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

describeMatrix({
  client: (options) => clientOf(server, options),
  device: (options) => registeredClientOf(server, options),
  // A TLS client knows its server by name; the name leads to the WebSocket ports, which take TLS too [WS-5].
  wss: () => ({
    rendezvous: "hbbs.test:21116",
    relayServer: server.relay,
    ca,
    route: (url) => ({
      host: url.hostname === "hbbs.test" ? server.ports.address : url.hostname,
      port: portOf(url, server.ports),
    }),
  }),
});

function portOf(url: URL, { webSocket, relayWebSocket }: TestServer["ports"]): number {
  if (url.port !== "") return Number(url.port);
  return url.pathname === "/ws/relay" ? relayWebSocket : webSocket;
}
