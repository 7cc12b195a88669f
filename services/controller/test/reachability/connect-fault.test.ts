import assert from "node:assert/strict";
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { describe, it } from "node:test";
import { nodeName } from "@fairlead/base";
import { ConnectFailedError, dial, type Endpoint } from "@fairlead/client";
import { MemoryAdmissionStore, StoreUnavailableError } from "@fairlead/cluster";
import { findPort, liveClock, liveRandom } from "@fairlead/testkit";
import { connectFault } from "../../src/reachability/connect-fault.ts";
import { PROOF_CONDITION_REASONS } from "../../src/reachability/proof.ts";
import { podWay, waysTo } from "../../src/reachability/proof-ways.ts";
import { ReachabilityProber } from "../../src/reachability/reachability-prober.ts";

const clock = liveClock();
const failed = (code: string): ConnectFailedError =>
  new ConnectFailedError("relay:1: no", { cause: Object.assign(new Error(code), { code }) });

async function faultOf(endpoint: Endpoint, deadlineMs = 30_000): Promise<string> {
  try {
    (await dial(endpoint, { clock, deadlineMs })).destroy();
    return "connected";
  } catch (error) {
    return connectFault(error);
  }
}

describe("why there is no connection", () => {
  const table: readonly (readonly [string, string])[] = [
    ["ENOTFOUND", "dns"],
    ["EAI_AGAIN", "dns"],
    ["ECONNREFUSED", "refused"],
    ["ECONNRESET", "refused"],
    ["EHOSTUNREACH", "no-route"],
    ["ENETUNREACH", "no-route"],
    ["ETIMEDOUT", "timeout"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
    ["CERT_HAS_EXPIRED", "tls"],
    ["EPROTO", "tls"],
  ];
  for (const [code, reason] of table)
    it(`[KU-20] ${code} is ${reason}`, () => assert.equal(connectFault(failed(code)), reason));

  it("[KU-20] a name that does not resolve", async () => {
    assert.equal(await faultOf({ kind: "tcp", host: "relay.invalid", port: 1 }), "dns");
    assert.equal(await faultOf({ kind: "ws", url: "ws://relay.invalid:1" }), "dns");
  });

  it("[KU-20] a port where nobody listens", async () => {
    const port = await findPort("127.0.0.1");
    assert.equal(await faultOf({ kind: "tcp", host: "127.0.0.1", port }), "refused");
    assert.equal(await faultOf({ kind: "ws", url: `wss://127.0.0.1:${port}` }), "refused");
  });

  it("[KU-20] somebody who speaks HTTP and no WebSocket, or no TLS, or says nothing", async () => {
    const http = createHttpServer((_request, response) => response.writeHead(404).end()).listen(0, "127.0.0.1");
    const silent = createServer((socket) => socket.resume().on("error", () => undefined)).listen(0, "127.0.0.1");
    await Promise.all([http, silent].map((server) => new Promise((resolve) => server.once("listening", resolve))));
    const [web, mute] = [http, silent].map((server) => (server.address() as AddressInfo).port);
    assert.equal(await faultOf({ kind: "ws", url: `ws://127.0.0.1:${web}/ws/relay/one` }), "upgrade");
    assert.equal(await faultOf({ kind: "ws", url: `wss://127.0.0.1:${web}/ws/relay/one` }), "tls");
    assert.equal(await faultOf({ kind: "ws", url: `ws://127.0.0.1:${mute}` }, 300), "timeout");
    http.closeAllConnections();
    http.close();
    silent.close();
  });

  it("has a word for conditions for each reason", () => {
    for (const word of Object.values(PROOF_CONDITION_REASONS)) assert.match(word, /^[A-Z][A-Za-z]+$/);
  });
});

describe("ways to a relay", () => {
  const ways = (address: string, webSocket = true): readonly unknown[] =>
    waysTo({ address, webSocket }).map(({ endpoint }) =>
      endpoint.kind === "ws" ? endpoint.url : `${endpoint.host} ${endpoint.port}`,
    );

  it("[KU-20] [KU-22] are TCP, the WebSocket two ports further where asked for, and URLs as they are", () => {
    assert.deepEqual(ways("relay.example.com:31117"), ["relay.example.com 31117", "ws://relay.example.com:31119"]);
    assert.deepEqual(ways("192.0.2.1"), ["192.0.2.1 21117", "ws://192.0.2.1:21119"]);
    assert.deepEqual(ways("192.0.2.1:30000", false), ["192.0.2.1 30000"]);
    assert.deepEqual(ways("[2001:db8::1]:30000"), ["2001:db8::1 30000", "ws://[2001:db8::1]:30002"]);
    assert.deepEqual(ways("wss://rd.example.com/ws/relay/one"), ["wss://rd.example.com/ws/relay/one"]);
    assert.deepEqual(podWay({ podIp: "fd00::7", podPort: 21117 }), {
      what: "the pod's own [fd00::7]:21117",
      endpoint: { kind: "tcp", host: "fd00::7", port: 21117 },
    });
  });
});

describe("a proof without a store", () => {
  it("[KU-20] says nothing of the address, rather than that it is bad", async () => {
    const admissions = new MemoryAdmissionStore(clock);
    admissions.fail(true);
    const prober = new ReachabilityProber({ clock, random: liveRandom(), admissions }, { licenceKey: "" });
    const wish = { relay: nodeName("one"), address: "127.0.0.1:1", podIp: "127.0.0.1", podPort: 1, webSocket: false };
    await assert.rejects(prober.prove(wish), StoreUnavailableError);
  });
});
