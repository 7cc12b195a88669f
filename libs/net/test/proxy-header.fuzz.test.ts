import assert from "node:assert/strict";
import { describe } from "node:test";
import { fuzz, mutate } from "@fairlead/testkit";
import { canonicalIp } from "@fairlead/wire";
import { readProxyHeader } from "../src/read-proxy-header.ts";

const SEEDS = [
  Buffer.from("PROXY TCP4 192.0.2.1 192.0.2.9 56324 21116\r\n"),
  Buffer.from("PROXY UNKNOWN\r\n"),
  Buffer.from("0d0a0d0a000d0a515549540a2111000cc0000201c0000209dc04527c", "hex"),
  Buffer.from(`0d0a0d0a000d0a515549540a21210024${"20".repeat(36)}`, "hex"),
  // Bodies of 2048 bytes, which is the most that is taken, and of one more.
  Buffer.from(`0d0a0d0a000d0a515549540a21110800${"c0".repeat(2048)}`, "hex"),
  Buffer.from(`0d0a0d0a000d0a515549540a21110801${"c0".repeat(2049)}`, "hex"),
];

describe("PROXY protocol header, fuzzed [PX-1]", () => {
  fuzz("never throws, reads past its bytes or invents an address", 20_000, (random) => {
    const bytes = mutate(random, random.pick(SEEDS));
    const header = readProxyHeader(bytes);
    if (header.kind === "header") {
      assert.ok(header.lengthBytes <= bytes.length && header.lengthBytes <= 2064, bytes.toString("hex"));
      if (header.source) assert.equal(canonicalIp(header.source.ip), header.source.ip, bytes.toString("hex"));
    }
    if (header.kind === "needMore") assert.ok(bytes.length < 2064, bytes.toString("hex"));
  });
});
