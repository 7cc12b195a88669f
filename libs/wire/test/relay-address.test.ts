import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkPort, increasePort } from "../src/index.ts";

describe("[RR-4] relay strings as clients read them", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["relay.example.com", "relay.example.com:21117"],
    ["203.0.113.9:2000", "203.0.113.9:2000"],
    ["2001:db8::1", "[2001:db8::1]:21117"],
    ["[2001:db8::1]:21117", "[2001:db8::1]:21117"],
    ["[2001:db8::1]", "[2001:db8::1]"],
    ["::1", "::1"],
    ["a:12", "[a:12]:21117"],
    ["cafe:2111", "[cafe:2111]:21117"],
    ["wss://relay.example.com/ws/relay", "wss://relay.example.com/ws/relay"],
    ["", ":21117"],
  ];
  for (const [host, checked] of rows)
    it(`"${host}" is dialled as ${checked}`, () => assert.equal(checkPort(host, 21117), checked));

  it("moves a port where there is one", () => {
    assert.equal(increasePort("rd.example.com:21116", 1), "rd.example.com:21117");
    assert.equal(increasePort("[2001:db8::1]:21116", -1), "[2001:db8::1]:21115");
    assert.equal(increasePort("rd.example.com", 1), "rd.example.com");
    assert.equal(increasePort("2001:db8::1", 1), "2001:db8::1");
    assert.equal(increasePort("rd.example.com:0x10", 1), "rd.example.com:0x10");
    assert.equal(increasePort("rd.example.com:0", 1), "rd.example.com:0");
  });
});
