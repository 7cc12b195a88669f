import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  CidrList,
  canonicalIp,
  formatSocketAddress,
  limitKey,
  mangleAddress,
  packTag,
  parseSocketAddress,
  readRouting,
  unmangleAddress,
  unpackTag,
  WireError,
} from "../src/index.ts";
import { hex } from "./vectors.ts";

describe("[AD-1] one text for each address", () => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["::ffff:1.2.3.4", "1.2.3.4"],
    ["::ffff:102:304", "1.2.3.4"],
    ["::1.2.3.4", "1.2.3.4"],
    ["::", "0.0.0.0"],
    ["::1", "::1"],
    ["2001:db8::1", "2001:db8::1"],
    ["2001:0DB8:0:0:0:0:0:1", "2001:db8::1"],
    ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["[2001:db8::1]", "2001:db8::1"],
    ["fe80::1%eth0", "fe80::1"],
    ["10.0.0.1", "10.0.0.1"],
    ["10.0.0.256", undefined],
    ["example.com", undefined],
    ["", undefined],
  ];
  for (const [text, canonical] of rows) {
    it(`${text === "" ? "nothing" : text} is ${canonical ?? "no address"}`, () =>
      assert.equal(canonicalIp(text), canonical));
  }

  it("writes and reads ip and port", () => {
    assert.equal(formatSocketAddress({ ip: "2001:db8::1", port: 80 }), "[2001:db8::1]:80");
    assert.deepEqual(parseSocketAddress("[::ffff:1.2.3.4]:5"), { ip: "1.2.3.4", port: 5 });
    assert.deepEqual(parseSocketAddress("1.2.3.4:65536"), undefined);
    assert.deepEqual(parseSocketAddress("name:1"), undefined);
  });

  it("limits IPv6 by /64", () => {
    assert.equal(limitKey("2001:db8:1:2:3:4:5:6"), limitKey("2001:db8:1:2::9"));
    assert.notEqual(limitKey("2001:db8:1:2::1"), limitKey("2001:db8:1:3::1"));
    assert.equal(limitKey("10.0.0.1"), "10.0.0.1");
    assert.equal(limitKey("::ffff:10.0.0.1"), "10.0.0.1");
    assert.equal(limitKey("fe80::1%eth0"), "fe80::/64");
  });
});

describe("C2 [AD-2] mangled addresses", () => {
  const rows: readonly (readonly [string, number, string])[] = [
    ["192.168.16.32:21116", 0x12345678, "f4a8f0ac682470fe8964"],
    ["203.0.113.7:54321", 0, "31d4000000009601e20e"],
    ["203.0.113.7:54321", 1, "32d4020000009801e20e"],
    ["203.0.113.7:54321", 0x12345678, "a92af1ac682486ae4a33"],
    ["203.0.113.7:54321", 0xffffffff, "30d4ffffffff9501e20e02"],
    ["198.51.100.9:61000", 0xdeadbeef, "37addf7d5bbd6be523d001"],
    ["255.255.255.255:65535", 0xffffffff, "fefffffffffffdffffff03"],
    ["10.0.0.5:0", 0x00010000, "0000000002001400020a"],
    ["127.0.0.1:8080", 0xabcd, "5dcb9a57010098580102"],
    ["[2001:db8::1]:8080", 0, "20010db8000000000000000000000001901f"],
    ["[::1]:8080", 0, "00000000000000000000000000000001901f"],
  ];
  for (const [text, tm, bytes] of rows) {
    it(`${text} at ${tm} is ${bytes} and back`, () => {
      const address = parseSocketAddress(text);
      assert.ok(address);
      assert.equal(mangleAddress(address, tm).toString("hex"), bytes);
      assert.deepEqual(unmangleAddress(hex(bytes)), address);
    });
  }

  it("reads nothing, 17 and 19 bytes without a throw", () => {
    assert.deepEqual(unmangleAddress(new Uint8Array(0)), { ip: "0.0.0.0", port: 0 });
    for (const length of [17, 19, 40]) assert.deepEqual(unmangleAddress(new Uint8Array(length)), { ip: "::", port: 0 });
  });

  it("[AD-1] reads a mapped IPv6 address as IPv4", () => {
    assert.deepEqual(unmangleAddress(hex("00000000000000000000ffff01020304901f")), { ip: "1.2.3.4", port: 8080 });
  });

  it("[AD-3] carries a tag and a nonce that old decoders do not see", () => {
    const address = { ip: "203.0.113.7", port: 54321 };
    const bytes = mangleAddress(address, 0x12345678, 0x2aaaaaaaaaaan);
    assert.equal(bytes.toString("hex"), "a92af1ac682486ae4a33a8aaaaaaaaaa");
    assert.deepEqual(unmangleAddress(bytes), address);
    assert.deepEqual(readRouting(bytes), { address, tm: 0x12345678, tag: 0x2aaaaaaaaaaan });
    assert.equal(readRouting(new Uint8Array(18)), undefined, "IPv6 has no room");
  });

  it("[AD-3] packs slot, entry and nonce into 46 bits", () => {
    for (const tag of [
      { slot: 0, entry: 0, nonce: 0 },
      { slot: 1023, entry: 1048575, nonce: 16383 },
      { slot: 5, entry: 77, nonce: 999 },
    ]) {
      const packed = packTag(tag);
      assert.ok(packed < 1n << 46n);
      assert.deepEqual(unpackTag(packed), tag);
      const routing = readRouting(mangleAddress({ ip: "255.255.255.255", port: 65535 }, 0xffffffff, packed));
      assert.equal(routing?.tag, packed);
      assert.equal(routing?.tm, 0xffffffff);
    }
    assert.equal(unpackTag(0n), undefined, "an old server's zero is not our version");
  });
});

describe("networks", () => {
  it("holds IPv4 and IPv6, plain and mapped", () => {
    const list = CidrList.parse(["10.0.0.0/8", "192.0.2.1", "2001:db8::/32", "::ffff:198.51.100.0/120"]);
    const inside = ["10.1.2.3", "::ffff:10.1.2.3", "192.0.2.1", "2001:db8:5::1", "198.51.100.77"];
    const outside = ["11.0.0.1", "192.0.2.2", "2001:db9::1", "198.51.101.1", "name"];
    assert.deepEqual(
      inside.filter((ip) => !list.contains(ip)),
      [],
    );
    assert.deepEqual(
      outside.filter((ip) => list.contains(ip)),
      [],
    );
    assert.equal(CidrList.none.contains("10.0.0.1"), false);
  });

  it("keeps the families apart: ::/0 is all IPv6 and no IPv4, 0.0.0.0/0 the reverse", () => {
    assert.equal(CidrList.parse(["::/0"]).contains("2001:db8::1"), true);
    assert.equal(CidrList.parse(["::/0"]).contains("10.0.0.1"), false);
    assert.equal(CidrList.parse(["0.0.0.0/0"]).contains("10.0.0.1"), true);
    assert.equal(CidrList.parse(["0.0.0.0/0"]).contains("2001:db8::1"), false);
  });

  for (const entry of ["10.0.0.0/33", "10.0.0.0/x", "office", "1.2.3.4/8/9", "", "2001:db8::/129"]) {
    it(`refuses "${entry}" by name`, () => {
      assert.throws(
        () => CidrList.parse(["10.0.0.0/8", entry]),
        (error) => error instanceof WireError && error.code === "WIRE_BAD_CIDR" && error.message.includes(`"${entry}"`),
      );
    });
  }
});
