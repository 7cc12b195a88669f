import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { waitUntil } from "@fairlead/testkit";
import { encodeFrameHeader } from "@fairlead/wire";
import WebSocket from "ws";
import { clock } from "../support/clients.ts";
import { RawConnection } from "../support/raw-connection.ts";
import { TestServer } from "../support/test-server.ts";

let server: TestServer;
before(async () => {
  server = await TestServer.start();
});
after(() => server[Symbol.asyncDispose]());

const GIBIBYTE_HEADER = encodeFrameHeader(1_073_741_823);

describe("incident 5: a first frame announced a gibibyte", () => {
  for (const name of ["main", "natTest", "relay"] as const) {
    it(`the ${name} port ends the connection at the header and allocates nothing [FR-3]`, async () => {
      const [before, longBefore] = [await server.residentBytes(), await server.drops("frame_too_long")];
      const connections = [];
      for (let i = 0; i < 50; i += 1) {
        const connection = await RawConnection.open({ host: server.ports.address, port: server.ports[name] });
        connection.write(GIBIBYTE_HEADER);
        connections.push(connection);
      }
      for (const connection of connections) await connection.whenEnded(10_000);
      const grown = (await server.residentBytes()) - before;
      assert.ok(grown < 32 * 1024 * 1024, `${grown} bytes for 50 headers`);
      const counted = async (): Promise<boolean> => (await server.drops("frame_too_long")) >= longBefore + 50;
      await waitUntil(clock, "each header is counted", counted);
    });
  }

  for (const name of ["webSocket", "relayWebSocket"] as const) {
    it(`the ${name} port ends a message over its cap at its header [FR-3]`, async () => {
      const socket = new WebSocket(`ws://${server.ports.address}:${server.ports[name]}/`);
      await new Promise((resolve) => socket.once("open", resolve));
      const closed = new Promise((resolve) => socket.once("close", resolve));
      socket.on("error", () => undefined);
      // A masked binary frame that announces 1 GiB with a 64-bit length, and no payload.
      const header = Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0x40, 0, 0, 0, 1, 2, 3, 4]);
      Reflect.get(socket, "_socket").write(header);
      await closed;
    });
  }
});
