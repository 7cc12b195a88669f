import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ProxyHeader } from "../src/proxy-header.ts";
import { readProxyHeader } from "../src/read-proxy-header.ts";
import { writeProxyV2 } from "../src/write-proxy-header.ts";

const V2 = "0d0a0d0a000d0a515549540a";
const header = (lengthBytes: number, ip?: string, port = 0): ProxyHeader =>
  ip === undefined ? { kind: "header", lengthBytes } : { kind: "header", lengthBytes, source: { ip, port } };
const v2 = (hex: string): Buffer => Buffer.from(V2 + hex.replaceAll(" ", ""), "hex");

const rows: readonly [string, Buffer | string, ProxyHeader][] = [
  ["v1 over IPv4", "PROXY TCP4 192.0.2.1 192.0.2.9 56324 21116\r\nrest", header(44, "192.0.2.1", 56324)],
  ["v1 over IPv6", "PROXY TCP6 2001:db8::1 2001:db8::9 4000 5000\r\n", header(46, "2001:db8::1", 4000)],
  ["v1 with a mapped address", "PROXY TCP6 ::ffff:192.0.2.1 ::1 1 2\r\n", header(37, "192.0.2.1", 1)],
  ["v1 UNKNOWN", "PROXY UNKNOWN\r\n", header(15)],
  ["v1 UNKNOWN with whatever behind it", "PROXY UNKNOWN ffff::1 ffff::2 65535 65535\r\n", header(43)],
  ["v1 with a family that does not fit", "PROXY TCP4 2001:db8::1 2001:db8::9 4000 5000\r\n", { kind: "bad" }],
  ["v1 with a port over 65535", "PROXY TCP4 192.0.2.1 192.0.2.9 65536 21116\r\n", { kind: "bad" }],
  ["v1 with a port in hexadecimal", "PROXY TCP4 192.0.2.1 192.0.2.9 0x10 21116\r\n", { kind: "bad" }],
  ["v1 with two blanks", "PROXY TCP4  192.0.2.1 192.0.2.9 1 2\r\n", { kind: "bad" }],
  ["v1 without an end in 107 bytes", `PROXY TCP4 ${"1".repeat(100)}`, { kind: "bad" }],
  ["v1 with an end at byte 107", `PROXY UNKNOWN ${"x".repeat(91)}\r\n`, header(107)],
  ["v1 with an end at byte 108", `PROXY UNKNOWN ${"x".repeat(92)}\r\n`, { kind: "bad" }],
  ["v1 unfinished", "PROXY TCP4 192.0.2.1", { kind: "needMore" }],
  ["a beginning of v1", "PRO", { kind: "needMore" }],
  ["something that begins like v1", "PROXIMA", { kind: "none" }],
  ["a frame", Buffer.from("0c010203", "hex"), { kind: "none" }],
  ["a frame of 20 bytes, whose header is the letter P", Buffer.from("50ff", "hex"), { kind: "none" }],
  ["nothing yet", "", { kind: "needMore" }],
  ["v2 over IPv4", v2("21 11 000c c0000201 c0000209 dc04 527c"), header(28, "192.0.2.1", 56324)],
  [
    "v2 over IPv6",
    v2("21 21 0024 20010db8000000000000000000000001 20010db8000000000000000000000009 0fa0 1388"),
    header(52, "2001:db8::1", 4000),
  ],
  ["v2 with extensions", v2("21 11 0011 c0000201 c0000209 dc04 527c 0300021234 ff"), header(33, "192.0.2.1", 56324)],
  ["v2 LOCAL", v2("20 00 0000"), header(16)],
  ["v2 LOCAL with addresses that count for nothing", v2("20 11 000c c0000201 c0000209 dc04 527c"), header(28)],
  ["v2 over an unspecified family", v2("21 00 0000"), header(16)],
  ["v2 over a Unix socket", v2(`21 31 00d8 ${"00".repeat(216)}`), header(232)],
  ["v2 too short for its family", v2("21 11 000b c0000201 c0000209 dc04 52"), { kind: "bad" }],
  ["v2 of another version", v2("11 11 000c c0000201 c0000209 dc04 527c"), { kind: "bad" }],
  ["v2 with an unknown command", v2("22 11 000c c0000201 c0000209 dc04 527c"), { kind: "bad" }],
  ["v2 announcing more than 2048 bytes", v2("21 11 0801"), { kind: "bad" }],
  ["v2 unfinished", v2("21 11 000c c0000201"), { kind: "needMore" }],
  ["v2 without its length", v2("21"), { kind: "needMore" }],
];

describe("PROXY protocol header [PX-1]", () => {
  for (const [name, bytes, expected] of rows) {
    it(`reads ${name}`, () => assert.deepEqual(readProxyHeader(Buffer.from(bytes)), expected));
  }

  it("needs more for every beginning of a header, whatever its kind", () => {
    for (const [name, bytes, expected] of rows) {
      if (expected.kind !== "header") continue;
      const whole = Buffer.from(bytes).subarray(0, expected.lengthBytes);
      for (let length = 0; length < whole.length; length += 1) {
        assert.deepEqual(readProxyHeader(whole.subarray(0, length)), { kind: "needMore" }, `${name}, ${length} bytes`);
      }
    }
  });

  for (const [ip, port] of [
    ["192.0.2.7", 1],
    ["2001:db8::1", 65535],
    ["::1", 9],
    ["fe80::1:2:3", 0],
    ["1:2:3:4:5:6:7:8", 5],
  ] as const) {
    it(`writes ${ip} so that it reads back`, () => {
      const bytes = writeProxyV2(ip, port);
      assert.deepEqual(readProxyHeader(bytes), { kind: "header", lengthBytes: bytes.length, source: { ip, port } });
    });
  }
});
