import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CidrList } from "@fairlead/wire";
import { decideForwardedAddress, type ForwardedAddress } from "../src/forwarded-address.ts";

const proxies = CidrList.parse(["10.0.0.0/8", "2001:db8:ff::/48"]);
const client = (ip: string): ForwardedAddress => ({ kind: "client", ip });
const none: ForwardedAddress = { kind: "none" };

interface Row {
  readonly name: string;
  readonly headers: Record<string, string>;
  readonly trusted?: boolean;
  readonly expected: ForwardedAddress;
}
const rows: readonly Row[] = [
  { name: "no header at all", headers: {}, expected: none },
  { name: "one address", headers: { "x-forwarded-for": "203.0.113.7" }, expected: client("203.0.113.7") },
  {
    name: "the same from somebody else",
    headers: { "x-forwarded-for": "203.0.113.7" },
    trusted: false,
    expected: { kind: "ignored" },
  },
  {
    name: "X-Real-IP from somebody else",
    headers: { "x-real-ip": "203.0.113.7" },
    trusted: false,
    expected: { kind: "ignored" },
  },
  {
    name: "a chain whose left end the client forged",
    headers: { "x-forwarded-for": "1.2.3.4, 203.0.113.7, 10.1.1.1" },
    expected: client("203.0.113.7"),
  },
  {
    name: "a chain of proxies only",
    headers: { "x-forwarded-for": "10.3.3.3, 10.2.2.2" },
    expected: client("10.3.3.3"),
  },
  {
    name: "garbage left of a proxy",
    headers: { "x-forwarded-for": "203.0.113.7, unknown, 10.1.1.1" },
    expected: client("10.1.1.1"),
  },
  { name: "garbage alone", headers: { "x-forwarded-for": "unknown" }, expected: none },
  { name: "an empty value", headers: { "x-forwarded-for": "" }, expected: none },
  {
    name: "an address with a port",
    headers: { "x-forwarded-for": "203.0.113.7:4711" },
    expected: client("203.0.113.7"),
  },
  {
    name: "IPv6 in brackets with a port",
    headers: { "x-forwarded-for": "[2001:db8::7]:4711" },
    expected: client("2001:db8::7"),
  },
  {
    name: "bare IPv6 behind an IPv6 proxy",
    headers: { "x-forwarded-for": "2001:db8::7, 2001:db8:ff::1" },
    expected: client("2001:db8::7"),
  },
  { name: "a mapped address", headers: { "x-forwarded-for": "::ffff:203.0.113.7" }, expected: client("203.0.113.7") },
  { name: "X-Real-IP", headers: { "x-real-ip": " 203.0.113.7 " }, expected: client("203.0.113.7") },
  {
    name: "X-Real-IP beside X-Forwarded-For",
    headers: { "x-real-ip": "1.2.3.4", "x-forwarded-for": "203.0.113.7" },
    expected: client("203.0.113.7"),
  },
  { name: "the sender's own address", headers: { "x-real-ip": "10.0.0.1" }, expected: none },
  {
    name: "a list longer than any real chain",
    headers: { "x-forwarded-for": `1.2.3.4, ${"10.1.1.1, ".repeat(100)}10.1.1.2` },
    expected: client("10.1.1.1"),
  },
];

describe("whose request it is [WS-4]", () => {
  for (const { name, headers, trusted = true, expected } of rows) {
    it(`takes ${name}`, () => {
      assert.deepEqual(decideForwardedAddress(headers, "10.0.0.1", trusted, proxies), expected);
    });
  }
});
