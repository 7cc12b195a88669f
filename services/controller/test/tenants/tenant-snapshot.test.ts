import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { noMetrics, silentLogger, tenantId } from "@fairlead/base";
import { MemorySharedSettings } from "@fairlead/cluster";
import { readTenants, StoredTenants } from "@fairlead/tenants-file";
import { ManualClock } from "@fairlead/testkit";
import { TenantPush } from "../../src/tenants/tenant-push.ts";
import { type TenantObject, TenantSnapshot, tenantsSetting } from "../../src/tenants/tenant-snapshot.ts";

const tenant = (
  name: string,
  spec: TenantObject["spec"] = { devices: [], pools: [] },
  namespace = "rd",
): TenantObject => ({
  metadata: { name, namespace },
  spec,
});
const owning = (name: string, ...devices: readonly string[]): TenantObject => tenant(name, { devices, pools: [] });
const of = (...tenants: readonly TenantObject[]) => new TenantSnapshot().of(tenants);

describe("a snapshot of tenants", () => {
  it("[KU-26] is what nodes read from tenants.yaml, nothing lost and nothing changed on the way", () => {
    const all: TenantObject["spec"] = {
      displayName: 'Acme: "GmbH" # 1',
      devices: ["123456789", "0123", "true", "acme-*", "*", "pc-????-acme", "a:b#c", "Gerät-\u{1F600}"],
      pools: ["frankfurt", "gold"],
      limits: { session: "8 Mbit/s", device: "500 kbit/s", total: "1.5 Gbit/s", sessions: 50 },
      suspended: "unpaid: since May, ask #accounting",
    };
    const { text, verdicts } = of(tenant("acme", all), tenant("bare"));
    const { tenants, problems } = readTenants(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(tenants[0], {
      policy: {
        id: tenantId("acme"),
        suspended: all.suspended,
        pools: all.pools,
        budget: { sessionBps: 8 * 2 ** 20, deviceBps: 500 * 2 ** 10, tenantBps: 1.5 * 2 ** 30, tenantSessions: 50 },
      },
      devices: all.devices,
    });
    assert.equal(tenants[1]?.policy.id, "bare");
    assert.deepEqual(verdicts[0], { key: "rd/acme", inForce: true, problems: [], devices: 8 });
  });

  it("[KU-26] has a bound: a Tenant that would make every request slow, or every node large, is named and left out", () => {
    const tried = (count: number): string[] => Array.from({ length: count }, (_, index) => `*-${index}-*`);
    const patterns = of(
      owning("a", ...tried(1999), "acme-*"),
      owning("b", ...tried(2)),
      owning("c", "1", "?"),
      owning("d", "c-*"),
    );
    assert.deepEqual(
      patterns.verdicts.map(({ inForce }) => inForce),
      [true, false, true, true],
    );
    assert.match(patterns.verdicts[1]?.problems.join() ?? "", /more than 2000 patterns .*; do: /);
    const long = Array.from({ length: 9_000 }, (_, index) => `${index}`.padStart(128, "x"));
    const large = of(
      ...Array.from({ length: 30 }, (_, index) => tenant(`t${index + 10}`, { devices: long, pools: [] })),
    );
    const left = large.verdicts.filter(({ inForce }) => !inForce);
    assert.equal(left.length, 2);
    for (const { problems } of left) assert.match(problems.join(), /larger than 33554432 bytes; do: /);
    assert.ok(Buffer.byteLength(large.text) <= 2 ** 25 + 100);
  });

  it("[KU-26] without any Tenant is read, too, and has none", () => {
    assert.deepEqual(readTenants(of().text), { tenants: [], problems: [] });
  });

  it("[KU-26] is the same text and version for the same Tenants, in whichever order they are listed; another for others", () => {
    const [a, b, c] = [owning("a", "1"), owning("b", "2"), owning("B", "3")];
    assert.deepEqual(of(a, b, c), of(c, b, a));
    assert.notEqual(of(a, b).version, of(a, owning("b", "3")).version);
    assert.deepEqual(
      readTenants(of(b, c, a).text).tenants.map(({ policy }) => policy.id),
      ["B", "a", "b"],
    );
  });

  it("[KU-26] leaves a Tenant out that cannot be used, says what is wrong by its own names, and keeps the others", () => {
    const wrong: readonly (readonly [TenantObject, RegExp])[] = [
      [
        tenant("b", { devices: ["1"], pools: [], limits: { session: "fast" } }),
        /this is no rate; spec\.limits\.session=fast; do: /,
      ],
      [tenant("b", { devices: ["1 2"], pools: [] }), /this cannot be used; spec\.devices\[0\]=1 2; do: /],
      [tenant("b", { devices: [], pools: ["a/b"] }), /this cannot be used; spec\.pools\[0\]=a\/b; do: /],
      [tenant("b".repeat(65)), /this cannot be an id; metadata\.name=b{65}; do: /],
    ];
    for (const [bad, message] of wrong) {
      const { text, verdicts } = of(owning("a", "1"), bad, owning("c", "2"));
      assert.deepEqual(
        readTenants(text).tenants.map(({ policy }) => policy.id),
        ["a", "c"],
      );
      assert.deepEqual(
        verdicts.map(({ inForce }) => inForce),
        [true, false, true],
      );
      assert.match(verdicts[1]?.problems.join() ?? "", message);
    }
  });

  it("[KU-26] has one Tenant of a name, where several namespaces are taken together", () => {
    const twins = of(
      tenant("a", { devices: ["2"], pools: [] }, "two"),
      tenant("a", { devices: ["1"], pools: [] }, "one"),
    );
    assert.deepEqual(
      readTenants(twins.text).tenants.map(({ devices }) => devices),
      [["1"]],
    );
    assert.match(
      twins.verdicts[1]?.problems[0] ?? "",
      /another Tenant of this name is in force, one\/a; do: give two\/a another name/,
    );
  });

  it("names devices that another Tenant has, and keeps both in force", () => {
    const { verdicts } = of(owning("a", "1", "2"), owning("b", "2", "3"));
    assert.deepEqual(
      verdicts.map(({ inForce }) => inForce),
      [true, true],
    );
    assert.deepEqual(verdicts[0]?.problems, []);
    assert.match(verdicts[1]?.problems[0] ?? "", /^other Tenants name these devices before: 2 \(rd\/a\); do: /);
  });

  it("[KU-26] of 5000 Tenants is made anew as the first time, whatever changed since", () => {
    const many = Array.from({ length: 5000 }, (_, n) => owning(`t-${n}`, `${n}`, `pc-${n}-*`));
    const snapshot = new TenantSnapshot();
    assert.equal(snapshot.of(many).verdicts.filter(({ inForce }) => inForce).length, 5000);
    const changed = many.map((one, n) =>
      n === 7 ? owning("t-7", "7", "not one") : n === 8 ? owning("t-8", "8", "new") : one,
    );
    const again = snapshot.of(changed.slice(1));
    assert.deepEqual(again, of(...changed.slice(1)));
    assert.deepEqual(
      again.verdicts.filter(({ inForce }) => !inForce).map(({ key }) => key),
      ["rd/t-7"],
    );
    assert.equal(readTenants(again.text).tenants.length, 4998);
    const whole = snapshot.of(many);
    assert.deepEqual(whole, of(...many));
    assert.equal(snapshot.of([...many]), whole);
  });
});

describe("the push of tenants", () => {
  it("[KU-26] is one value with text and version, written once for one snapshot", async () => {
    const [clock, settings] = [new ManualClock(), new MemorySharedSettings()];
    const push = new TenantPush({ clock, settings });
    const snapshot = of(owning("a", "1"));
    assert.equal((await push.push(snapshot)).kind, "changed");
    assert.equal((await settings.read()).values.get("tenants"), tenantsSetting(snapshot));
    assert.deepEqual(JSON.parse(tenantsSetting(snapshot)), { version: snapshot.version, text: snapshot.text });
    for (let n = 0; n < 100; n += 1) {
      clock.advance(10_000);
      assert.equal((await push.push(snapshot)).kind, "kept");
    }
    assert.equal(settings.version, 1);
    assert.equal((await new TenantPush({ clock, settings }).push(snapshot)).kind, "kept", "another that leads");
  });

  it("[KU-26] is in force on a node that reads it", () => {
    const node = new StoredTenants({ logger: silentLogger, metrics: noMetrics });
    node.put(tenantsSetting(of(owning("a", "1", "pc-*"), tenant("bad", { devices: ["1 2"], pools: [] }))));
    assert.equal(node.complaint(), undefined);
    assert.deepEqual([node.tenantOf("pc-7")?.id, node.find(tenantId("bad"))], ["a", undefined]);
  });

  it("[KU-26] gathers changes that come at once, and the newest counts", async () => {
    const [clock, settings] = [new ManualClock(), new MemorySharedSettings()];
    const push = new TenantPush({ clock, settings });
    await push.push(of(owning("a", "0")));
    for (let n = 1; n <= 50; n += 1) assert.equal((await push.push(of(owning("a", `${n}`)))).kind, "waits");
    clock.advance(1_000);
    const last = of(owning("a", "50"));
    assert.equal((await push.push(last)).kind, "changed");
    assert.equal((await settings.read()).values.get("tenants"), tenantsSetting(last));
    assert.equal(settings.version, 2);
  });

  it("[KU-26] is repeated when the store was away or has lost it", async () => {
    const [clock, settings] = [new ManualClock(), new MemorySharedSettings()];
    const push = new TenantPush({ clock, settings });
    settings.fail(true);
    const snapshot = of(owning("a", "1"));
    await assert.rejects(push.push(snapshot));
    settings.fail(false);
    assert.equal((await push.push(snapshot)).kind, "changed");
    await settings.change(new Map([["tenants", undefined]]));
    clock.advance(60_000);
    assert.equal((await push.push(snapshot)).kind, "changed");
  });
});
