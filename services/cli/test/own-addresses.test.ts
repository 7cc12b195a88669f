import assert from "node:assert/strict";
import type { NetworkInterfaceInfo } from "node:os";
import { describe, it } from "node:test";
import { ownAddresses } from "../src/own-addresses.ts";

const at = (address: string, internal = false): NetworkInterfaceInfo => {
  const common = { address, netmask: "", mac: "", internal, cidr: null };
  return address.includes(":") ? { ...common, family: "IPv6", scopeid: 0 } : { ...common, family: "IPv4" };
};

describe("this machine's addresses", () => {
  it("are those of its interfaces, IPv4 first, containers' bridges last, loopback and link-local never", () => {
    const found = ownAddresses({
      lo: [at("127.0.0.1", true), at("::1", true)],
      docker0: [at("172.17.0.1")],
      eth0: [at("2001:db8::7"), at("192.0.2.7"), at("fe80::1")],
      gone: undefined,
      wlan0: [at("169.254.3.4"), at("198.51.100.2")],
    });
    assert.deepEqual(found, ["192.0.2.7", "198.51.100.2", "2001:db8::7", "172.17.0.1"]);
  });
  it("are none on a machine without a network", () =>
    assert.deepEqual(ownAddresses({ lo: [at("127.0.0.1", true)] }), []));
});
