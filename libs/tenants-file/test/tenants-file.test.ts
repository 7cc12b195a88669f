import assert from "node:assert/strict";
import { mkdir, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { type Logger, noMetrics, silentLogger, tenantId } from "@fairlead/base";
import { fileQuestionsAnswered, RecordedMetrics } from "@fairlead/base/testing";
import { openTenantsFile } from "@fairlead/tenants-file";
import { ManualClock, TempFolder } from "@fairlead/testkit";

const tenants = (id: string): string => `tenants:\n  - id: ${id}\n    devices: ["*"]\n`;

/** Plays the 2 s in which a change is to be in force, in steps: what is asked of the file system takes none of them. */
async function twoSeconds(clock: ManualClock): Promise<void> {
  for (let step = 0; step < 20; step += 1) {
    clock.advance(100);
    await fileQuestionsAnswered();
  }
}

describe("the tenants file", () => {
  it("[CL-49] is in force within 2 s of its change, and says so", async () => {
    await using folder = await TempFolder.create("tenants");
    const file = join(folder.path, "tenants.yaml");
    await writeFile(file, tenants("before"));
    const clock = new ManualClock();
    await using store = await openTenantsFile({ clock, logger: silentLogger, metrics: noMetrics }, { file });
    let told = 0;
    using _watching = store.watch(() => {
      told += 1;
    });
    assert.equal(store.tenantOf("any")?.id, "before");
    await writeFile(file, tenants("after"));
    await twoSeconds(clock);
    assert.equal(store.tenantOf("any")?.id, "after");
    assert.equal(told, 1);
    assert.equal(store.find(tenantId("before")), undefined);
  });

  it("[CL-49] is seen where a link leads elsewhere all at once, as a mounted ConfigMap does", async () => {
    await using folder = await TempFolder.create("tenants");
    const at = (name: string): string => join(folder.path, name);
    for (const [version, id] of [
      ["one", "before"],
      ["two", "latter"],
    ] as const) {
      await mkdir(at(version));
      await writeFile(at(`${version}/tenants.yaml`), tenants(id));
      await utimes(at(`${version}/tenants.yaml`), 1e9, 1e9);
    }
    await symlink("one", at("..data"));
    await symlink("..data/tenants.yaml", at("tenants.yaml"));
    const clock = new ManualClock();
    await using store = await openTenantsFile(
      { clock, logger: silentLogger, metrics: noMetrics },
      { file: at("tenants.yaml") },
    );
    await symlink("two", at("..new"));
    await rename(at("..new"), at("..data"));
    await twoSeconds(clock);
    assert.equal(store.tenantOf("any")?.id, "latter");
  });

  it("keeps the last good version in force, complains, and is content again when it is right", async () => {
    await using folder = await TempFolder.create("tenants");
    const file = join(folder.path, "tenants.yaml");
    await writeFile(file, tenants("good"));
    const clock = new ManualClock();
    const warned: unknown[] = [];
    const logger: Logger = { ...silentLogger, warn: (event, fields) => void warned.push([event, fields?.["reason"]]) };
    const metrics = new RecordedMetrics();
    await using store = await openTenantsFile({ clock, logger, metrics }, { file });
    await writeFile(file, "tenants:\n  - id: bad\n    limits: {session: fast}\n");
    await twoSeconds(clock);
    assert.match(store.complaint() ?? "", /tenants\.yaml:3: this is no rate; tenants\[0\]\.limits\.session=fast; do: /);
    assert.equal(warned.length, 1);
    assert.equal(store.tenantOf("any")?.id, "good");
    await rm(file);
    await twoSeconds(clock);
    assert.match(store.complaint() ?? "", /there is no such file/);
    assert.equal(store.tenantOf("any")?.id, "good");
    await writeFile(file, tenants("better"));
    await twoSeconds(clock);
    assert.equal(store.tenantOf("any")?.id, "better");
    assert.deepEqual(Object.fromEntries(metrics.counts), {
      "fairlead_tenants_file_reads_total read": 2,
      "fairlead_tenants_file_reads_total refused": 2,
    });
    assert.equal(metrics.gaugeNow("fairlead_tenants"), 1);
  });

  it("is refused at start when it is missing or wrong, with its name", async () => {
    await using folder = await TempFolder.create("tenants");
    const ports = { clock: new ManualClock(), logger: silentLogger, metrics: noMetrics };
    const file = join(folder.path, "tenants.yaml");
    await assert.rejects(openTenantsFile(ports, { file }), {
      code: "TENANTS_FILE_INVALID",
      message: `${file}: there is no such file; do: put the file there, readable for this user`,
    });
    await writeFile(file, "tenants: 3\n");
    await assert.rejects(openTenantsFile(ports, { file }), {
      code: "TENANTS_FILE_INVALID",
      message: /:1: this is no list/,
    });
    assert.equal(ports.clock.pending, 0);
  });

  it("stops looking when it is disposed", async () => {
    await using folder = await TempFolder.create("tenants");
    const file = join(folder.path, "tenants.yaml");
    await writeFile(file, tenants("a"));
    const clock = new ManualClock();
    const store = await openTenantsFile({ clock, logger: silentLogger, metrics: noMetrics }, { file });
    await store[Symbol.asyncDispose]();
    assert.equal(clock.pending, 0);
  });
});
