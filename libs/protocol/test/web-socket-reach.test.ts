import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isReachedByWebSocket } from "../src/index.ts";

describe("[KU-22] a client of WebSocket comes to the relay that it is told", () => {
  for (const [name, reached] of [
    ["wss://rd.example.com/ws/relay/relays-0-abcde", true],
    ["ws://10.0.0.1:8080/ws/relay", true],
    ["192.0.2.1:31000", true],
    ["[2001:db8::1]:31000", true],
    ["2001:db8::1", true],
    ["relay-1.example.com", true],
    ["relay-1.example.com:21117", true],
    ["relay.example.com:31000", false],
    ["relay.example.com:31004", false],
  ] as const)
    it(`${name}: ${reached ? "yes" : "no, it drops the port"}`, () =>
      assert.equal(isReachedByWebSocket({ name }), reached));

  it("at whichever port, where any of them joins the legs", () => {
    assert.equal(isReachedByWebSocket({ name: "rd.example.com:31000", mesh: true }), true);
  });
});
