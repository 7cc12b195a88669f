import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { assumedRelay, type Endpoint, resolveEndpoint, resolveRelay, splitHostPort } from "@fairlead/client";

const plain = { webSocket: false, rendezvousPort: 21116, secureDomains: false };
const overWs = { ...plain, webSocket: true };
const overWss = { ...overWs, secureDomains: true };

describe("where a client dials [WS-2]", () => {
  const cases: readonly (readonly [string, typeof plain, Endpoint])[] = [
    ["203.0.113.9:21116", plain, { kind: "tcp", host: "203.0.113.9", port: 21116 }],
    ["203.0.113.9:21116", overWs, { kind: "ws", url: "ws://203.0.113.9:21118" }],
    ["203.0.113.9:21115", overWs, { kind: "ws", url: "ws://203.0.113.9:21118" }],
    ["203.0.113.9:21117", overWs, { kind: "ws", url: "ws://203.0.113.9:21119" }],
    ["203.0.113.9:30000", overWss, { kind: "ws", url: "ws://203.0.113.9:30002" }],
    ["[2001:db8::1]:21117", overWs, { kind: "ws", url: "ws://[2001:db8::1]:21119" }],
    ["hbbs.example.com:21116", overWs, { kind: "ws", url: "ws://hbbs.example.com/ws/id" }],
    ["hbbs.example.com:21115", overWs, { kind: "ws", url: "ws://hbbs.example.com/ws/id" }],
    ["hbbs.example.com:21116", overWss, { kind: "ws", url: "wss://hbbs.example.com/ws/id" }],
    ["relay.example.com:2000", overWss, { kind: "ws", url: "wss://relay.example.com/ws/relay" }],
    ["wss://relay.example.com/ws/relay?n=3", plain, { kind: "ws", url: "wss://relay.example.com/ws/relay?n=3" }],
  ];
  for (const [address, settings, endpoint] of cases) {
    it(`${address}${settings.webSocket ? " over WebSocket" : ""}${settings.secureDomains ? " with https" : ""}`, () => {
      assert.deepEqual(resolveEndpoint(address, settings), endpoint);
    });
  }

  it("a relay without a port is at 21117", () => {
    assert.deepEqual(resolveRelay("relay.example.com", plain), { kind: "tcp", host: "relay.example.com", port: 21117 });
  });

  it("a client that was told no relay takes its rendezvous server's host, port + 1", () => {
    assert.equal(assumedRelay("hbbs.example.com:21116"), "hbbs.example.com:21117");
    assert.equal(assumedRelay("[2001:db8::1]:30000"), "[2001:db8::1]:30001");
  });

  it("host and port are told apart, with and without brackets", () => {
    assert.deepEqual(splitHostPort("[2001:db8::1]:7"), { host: "2001:db8::1", port: 7 });
    assert.deepEqual(splitHostPort("2001:db8::1"), { host: "2001:db8::1", port: 0 });
    assert.deepEqual(splitHostPort("example.com"), { host: "example.com", port: 0 });
  });
});
