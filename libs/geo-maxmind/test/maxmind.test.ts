import assert from "node:assert/strict";
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { type Logger, noMetrics, silentLogger } from "@fairlead/base";
import { fileQuestionsAnswered, RecordedMetrics } from "@fairlead/base/testing";
import { openMaxMind } from "@fairlead/geo-maxmind";
import { writeMmdb } from "@fairlead/geo-maxmind/testing";
import { ManualClock, TempFolder } from "@fairlead/testkit";

const city = (code: string, latitude: number, longitude: number) => ({
  country: { iso_code: code },
  location: { latitude, longitude },
});
const cities = writeMmdb("GeoLite2-City", {
  "203.0.113.0/24": city("DE", 50.11, 8.68),
  "10.0.0.0/8": city("US", 1, 1),
  "2001:db8:0:0:0:0:0:0/32": city("SG", 1.35, 103.82),
  "198.51.100.0/24": { registered_country: { iso_code: "FR" } },
  "192.0.2.0/24": { location: { latitude: 1000, longitude: 0 } },
});

async function opened(folder: TempFolder, database: Buffer, logger: Logger = silentLogger) {
  const [file, clock, metrics] = [join(folder.path, "places.mmdb"), new ManualClock(), new RecordedMetrics()];
  await writeFile(file, database);
  return { file, clock, metrics, geography: await openMaxMind({ clock, logger, metrics }, { file }) };
}

/** In steps: what is asked of the file system takes none of them. */
async function twoSeconds(clock: ManualClock): Promise<void> {
  for (let step = 0; step < 20; step += 1) {
    clock.advance(100);
    await fileQuestionsAnswered();
  }
}

describe("a MaxMind database", () => {
  for (const [ip, place] of [
    ["203.0.113.77", { region: "de", latitude: 50.11, longitude: 8.68 }],
    ["::ffff:203.0.113.77", { region: "de", latitude: 50.11, longitude: 8.68 }],
    ["2001:db8::1", { region: "sg", latitude: 1.35, longitude: 103.82 }],
    ["198.51.100.1", { region: "fr" }],
    ["192.0.2.1", undefined],
    ["10.1.2.3", undefined],
    ["127.0.0.1", undefined],
    ["fe80::1", undefined],
    ["8.8.8.8", undefined],
    ["no address", undefined],
    ["", undefined],
  ] as const)
    it(`[CL-32] says where ${ip || "nothing"} is: ${place?.region ?? "nowhere"}`, async () => {
      await using folder = await TempFolder.create("mmdb");
      await using geography = (await opened(folder, cities)).geography;
      assert.deepEqual(geography.locate(ip), place);
    });

  it("is read again when its file changes, and a bad one changes nothing", async () => {
    await using folder = await TempFolder.create("mmdb");
    const warned: unknown[] = [];
    const logger: Logger = { ...silentLogger, warn: (event) => void warned.push(event) };
    const { file, clock, metrics, geography } = await opened(folder, cities, logger);
    await using _geography = geography;
    await writeFile(
      `${file}.new`,
      writeMmdb("GeoLite2-Country", { "203.0.113.0/24": { country: { iso_code: "AT" } } }),
    );
    await rename(`${file}.new`, file);
    await twoSeconds(clock);
    assert.deepEqual(geography.locate("203.0.113.77"), { region: "at" });
    await writeFile(file, "no database");
    await twoSeconds(clock);
    assert.deepEqual(geography.locate("203.0.113.77"), { region: "at" });
    assert.match(geography.complaint() ?? "", /places\.mmdb: .*do: put a MaxMind database/);
    assert.deepEqual(warned, ["geography.refused"]);
    await rm(file);
    await twoSeconds(clock);
    assert.match(geography.complaint() ?? "", /there is no such file/);
    await writeFile(file, cities);
    await twoSeconds(clock);
    assert.deepEqual([geography.locate("203.0.113.77")?.region, geography.complaint()], ["de", undefined]);
    assert.deepEqual(Object.fromEntries(metrics.counts), {
      "fairlead_geography_reads_total read": 3,
      "fairlead_geography_reads_total refused": 2,
    });
    assert.equal(typeof metrics.gaugeNow("fairlead_geography_built_timestamp_seconds"), "number");
  });

  it("never throws for a record that is damaged", async () => {
    await using folder = await TempFolder.create("mmdb");
    const damaged = Buffer.from(cities);
    const data = damaged.indexOf("iso_code") - 20;
    damaged.fill(0xff, data, data + 120);
    await using geography = (await opened(folder, damaged)).geography;
    assert.doesNotThrow(() => geography.locate("203.0.113.77"));
  });

  it("is refused at start when it is missing, no database, packed, or not of places", async () => {
    await using folder = await TempFolder.create("mmdb");
    const [file, ports] = [
      join(folder.path, "x.mmdb"),
      { clock: new ManualClock(), logger: silentLogger, metrics: noMetrics },
    ];
    const refusal = async (contents: Buffer | string): Promise<unknown> => {
      await writeFile(file, contents);
      return openMaxMind(ports, { file }).then(
        () => assert.fail("it was taken"),
        (error: unknown) => error,
      );
    };
    await assert.rejects(openMaxMind(ports, { file }), {
      code: "GEOGRAPHY_OPEN_FAILED",
      message: `${file}: there is no such file; do: put a MaxMind database (.mmdb) of cities or countries there`,
    });
    for (const contents of ["", "no database", Buffer.from("1f8b080000", "hex")])
      assert.equal(((await refusal(contents)) as { code: string }).code, "GEOGRAPHY_OPEN_FAILED");
    assert.match(
      String(await refusal(writeMmdb("GeoLite2-ASN", {}))),
      /a GeoLite2-ASN database says nothing of places/,
    );
    assert.equal(ports.clock.pending, 0);
  });
});
