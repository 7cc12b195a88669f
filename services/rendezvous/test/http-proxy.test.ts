import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, it } from "node:test";
import type { ClientConnection } from "@fairlead/client";
import { rendezvousDefaults } from "@fairlead/rendezvous";
import { liveRandom } from "@fairlead/testkit";
import type { HttpProxyRequest, HttpProxyResponse } from "@fairlead/wire";
import { nextOf } from "./exchange.ts";
import { ANSWER_MS, receiveHex, sendHex, serverKeys, silenceOf, TestServer } from "./test-server.ts";

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

async function withApi(
  answering: Answering,
  test: (server: TestServer) => Promise<void>,
  { basePath = "", httpProxyMs = rendezvousDefaults.times.httpProxyMs } = {},
): Promise<void> {
  const api = createServer(answering);
  api.listen(0, "127.0.0.1");
  await once(api, "listening");
  const apiUrl = `http://127.0.0.1:${(api.address() as AddressInfo).port}${basePath}`;
  const bounds = { ...rendezvousDefaults.bounds, maxHttpProxyResponseBytes: 100_000 };
  const times = { ...rendezvousDefaults.times, httpProxyMs };
  await using server = await TestServer.start({ settings: { apiUrl, bounds, times } });
  try {
    await test(server);
  } finally {
    api.closeAllConnections();
    api.close();
  }
}

async function keyed(server: TestServer): Promise<ClientConnection> {
  const connection = await server.tcp();
  await connection.secure(serverKeys.publicKey, liveRandom(), ANSWER_MS);
  return connection;
}

async function call(server: TestServer, fields: Partial<HttpProxyRequest>): Promise<HttpProxyResponse> {
  const connection = await keyed(server);
  const body = { method: "GET", path: "/api/x", headers: [], body: new Uint8Array(0), ...fields };
  connection.send({ kind: "httpProxyRequest", body });
  const response = await nextOf("httpProxyResponse", connection);
  connection.destroy();
  return response;
}

describe("HTTP over the rendezvous", () => {
  it("C24 [HP-1]: forwards after a key exchange, and answers by exactly one frame", async () => {
    const seen: { url?: string | undefined; from?: unknown; body: string } = { body: "" };
    const answering: Answering = async (request, response) => {
      for await (const chunk of request) seen.body += String(chunk);
      Object.assign(seen, { url: `${request.method} ${request.url}`, from: request.headers["x-forwarded-for"] });
      response.sendDate = false;
      response
        .writeHead(200, { "Content-Type": "application/json", "Content-Length": 2, Connection: "close" })
        .end("{}");
    };
    await withApi(answering, async (server) => {
      const connection = await keyed(server);
      sendHex(
        connection,
        "da01400a04504f535412122f6170692f6865617274626561743f783d311a200a0c436f6e74656e742d5479706512106170706c69636174696f6e2f6a736f6e22027b7d",
      );
      assert.equal(
        await receiveHex(connection),
        "e2012908c80112200a0c636f6e74656e742d7479706512106170706c69636174696f6e2f6a736f6e1a027b7d",
      );
      assert.deepEqual(seen, { url: "POST /api/heartbeat?x=1", from: "127.0.0.2", body: "{}" });
      assert.equal(await silenceOf(connection), undefined);
    });
  });

  it("C24 [HP-1]: is refused without a completed key exchange", async () => {
    await withApi(
      () => assert.fail("nothing is forwarded"),
      async (server) => {
        for (const connection of [await server.tcp(), await server.ws()]) {
          const body = { method: "GET", path: "/api/x", headers: [], body: new Uint8Array(0) };
          connection.send({ kind: "httpProxyRequest", body });
          await connection.whenEnded;
        }
        assert.equal(server.dropped("not_secured"), 2);
      },
    );
  });

  for (const path of [
    "/admin",
    "/api/../admin",
    "/api/%2e%2e/admin",
    "http://10.0.0.1/api/x",
    "//10.0.0.1/api/x",
    "/api",
  ]) {
    it(`[HP-2]: answers 404 to ${path}`, async () => {
      await withApi(
        () => assert.fail("nothing is forwarded"),
        async (server) => assert.equal((await call(server, { path })).status, 404),
      );
    });
  }

  it("[HP-2]: takes 4 MiB on a keyed connection, and drops hop-by-hop headers both ways", async () => {
    let received: Partial<IncomingMessage["headers"]> = {};
    let byteCount = 0;
    const answering: Answering = async (request, response) => {
      received = request.headers;
      for await (const chunk of request) byteCount += (chunk as Buffer).length;
      response.writeHead(201, { "X-Mine": "1", Upgrade: "h2c" }).end("done");
    };
    await withApi(answering, async (server) => {
      const headers = [
        { name: "X-Forwarded-For", value: "6.6.6.6" },
        { name: "Transfer-Encoding", value: "chunked" },
        { name: "Authorization", value: "Bearer t" },
      ];
      const response = await call(server, { method: "POST", headers, body: new Uint8Array(3_000_000) });
      assert.deepEqual([response.status, Buffer.from(response.body).toString()], [201, "done"]);
      assert.deepEqual(
        response.headers.map(({ name }) => name).filter((name) => name !== "date"),
        ["x-mine"],
      );
      assert.deepEqual(
        [byteCount, received["x-forwarded-for"], received["transfer-encoding"]],
        [3_000_000, "127.0.0.2", undefined],
      );
      assert.equal(received.authorization, "Bearer t");
    });
  });

  it("[HP-2]: a client cannot forge headers, split them, or say whose call it is", async () => {
    let received: IncomingMessage["headers"] = {};
    const answering: Answering = (request, response) => {
      received = request.headers;
      response.end();
    };
    await withApi(answering, async (server) => {
      const headers = [
        { name: "X-A", value: "1\r\nX-Injected: 2" },
        { name: "X-B\r\nX-Injected", value: "2" },
        { name: "X-Real-IP", value: "6.6.6.6" },
        { name: "Forwarded", value: "for=6.6.6.6" },
        { name: "Connection", value: "x-named, upgrade" },
        { name: "X-Named", value: "1" },
        { name: "Host", value: "evil.example" },
        { name: "X-Kept", value: "yes" },
      ];
      assert.equal((await call(server, { headers })).status, 200);
    });
    const { host, connection: _, ...rest } = received;
    assert.match(host ?? "", /^127\.0\.0\.1:/);
    assert.deepEqual(rest, {
      "content-length": "0",
      "x-forwarded-for": "127.0.0.2",
      "x-kept": "yes",
      "x-real-ip": "127.0.0.2",
    });
  });

  it("[HP-2]: a request over 4 MiB ends the connection, whatever it asks", async () => {
    await using server = await TestServer.start();
    const connection = await keyed(server);
    const body = { method: "POST", path: "/api/x", headers: [], body: new Uint8Array(4_300_000) };
    connection.send({ kind: "httpProxyRequest", body });
    await connection.whenEnded;
    assert.equal(server.dropped("frame_too_long"), 1);
  });

  const expect502 = async (server: TestServer): Promise<void> => assert.equal((await call(server, {})).status, 502);

  for (const [what, answering] of [
    ["is too slow", () => undefined],
    ["answers slowly for ever", (_request, response) => void response.writeHead(200).write("a")],
  ] as const satisfies readonly (readonly [string, Answering])[])
    it(`[HP-2]: answers 502 when the API server ${what}`, () => withApi(answering, expect502, { httpProxyMs: 300 }));

  for (const [what, answering] of [
    ["cuts the connection", (request) => request.socket.destroy()],
    [
      "upgrades to something else",
      (request) => void request.socket.write("HTTP/1.1 101 X\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"),
    ],
    ["answers too much", (_request, response) => response.end(Buffer.alloc(200_000))],
  ] as const satisfies readonly (readonly [string, Answering])[])
    it(`[HP-2]: answers 502, at once, when the API server ${what}`, () => withApi(answering, expect502));

  it("[HP-1]: asks below the API URL's own path, and passes a path that is not under /api/ to nobody", async () => {
    const seen: (string | undefined)[] = [];
    const answering: Answering = (request, response) => {
      seen.push(request.url);
      response.end();
    };
    await withApi(
      answering,
      async (server) => {
        for (const path of ["/api/x?a=%2e%2e/", "/api/../x", "/api%2fx", "/api/x\r\nHost: evil", "/api/..;/x"])
          await call(server, { path });
      },
      { basePath: "/base/" },
    );
    assert.deepEqual(seen, ["/base/api/x?a=%2e%2e/"]);
  });

  it("[HP-2]: answers 502 when there is no API server", async () => {
    await using nowhere = await TestServer.start();
    assert.equal((await call(nowhere, {})).status, 502);
    await using absent = await TestServer.start({ settings: { apiUrl: "http://127.0.0.1:1" } });
    assert.equal((await call(absent, {})).status, 502);
  });
});
