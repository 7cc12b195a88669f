import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CidrRegions, noGeography } from "@fairlead/cluster";
import { CidrList } from "@fairlead/wire";

const override = (cidr: string, region: string) => ({ clients: CidrList.parse([cidr]), region });

describe("regions by network", () => {
  it("[CL-32] the first that fits wins over what a database says, coordinates included", () => {
    const database = { locate: () => ({ region: "us", latitude: 40.7, longitude: -74 }) };
    const geography = new CidrRegions([override("10.1.0.0/16", "fra"), override("10.0.0.0/8", "ams")], database);
    assert.deepEqual(geography.locate("10.1.2.3"), { region: "fra" });
    assert.deepEqual(geography.locate("::ffff:10.2.2.3"), { region: "ams" });
    assert.deepEqual(geography.locate("192.0.2.1"), { region: "us", latitude: 40.7, longitude: -74 });
  });

  it("knows nothing of text that is no address, and nothing where nobody says anything", () => {
    const geography = new CidrRegions([override("0.0.0.0/0", "fra")], noGeography);
    assert.equal(geography.locate("not an address"), undefined);
    assert.equal(geography.locate("2001:db8::1"), undefined);
  });
});
