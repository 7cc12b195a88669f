import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { DROP_REASONS } from "@fairlead/base";
import { TempFolder } from "@fairlead/testkit";
import { FairleadProcess } from "./fairlead-process.ts";
import { freePort } from "./free-port.ts";

/** What dashboards are built on: there from the start, at 0. */
const SERIES: readonly string[] = [
  ...["udp", "tcp", "ws", "wss"].flatMap((transport) => [
    `fairlead_online_peers{transport="${transport}"}`,
    `fairlead_registrations_total{transport="${transport}",result="ok"}`,
    `fairlead_registrations_total{transport="${transport}",result="conflict"}`,
  ]),
  ...["pushed", "direct", "udp", "lan", "relay", "unknown_peer", "offline_peer", "wrong_key"].map(
    (outcome) => `fairlead_punches_total{outcome="${outcome}"}`,
  ),
  "fairlead_relay_sessions",
  'fairlead_relay_sessions_ended_total{end="closed"}',
  'fairlead_relay_bytes_total{direction="to_controlled"}',
  'fairlead_relay_bytes_total{direction="from_controlled"}',
  "fairlead_relay_pairing_seconds_count",
  'fairlead_event_loop_lag_seconds{thread="main",stat="p99"}',
  'fairlead_event_loop_lag_seconds{thread="relay",stat="p99"}',
  'fairlead_store_seconds_count{operation="read"}',
  'fairlead_store_seconds_count{operation="write"}',
  ...Object.keys(DROP_REASONS).map((reason) => `fairlead_drops_total{reason="${reason}"}`),
];

interface AdminFile {
  readonly ops: { readonly host: string; readonly port: number };
}

describe("a standalone that just started, seen from outside", () => {
  const pages = new Map<string, { readonly status: number; readonly text: string }>();

  before(async () => {
    await using folder = await TempFolder.create("cli");
    const words = ["standalone", "-p", String(await freePort()), "--data-dir", folder.path];
    await using server = new FairleadProcess(words, {});
    await server.says(/is ready/);
    const { ops } = JSON.parse(readFileSync(join(folder.path, "admin.json"), "utf8")) as AdminFile;
    for (const page of ["/livez", "/readyz", "/metrics"]) {
      const response = await fetch(`http://${ops.host}:${ops.port}${page}`);
      pages.set(page, { status: response.status, text: await response.text() });
    }
  });

  const metrics = (): string => pages.get("/metrics")?.text ?? "";

  it("lives, is ready, and nothing is degraded; admin.json says where that is asked", () => {
    assert.deepEqual(pages.get("/livez"), { status: 200, text: '{"alive":true,"silent":[]}' });
    assert.deepEqual(pages.get("/readyz"), { status: 200, text: '{"status":"serving","degraded":[]}' });
  });

  it("has every series from the start", () => {
    const lines = new Set(
      metrics()
        .split("\n")
        .map((line) => line.slice(0, line.lastIndexOf(" "))),
    );
    assert.deepEqual(
      SERIES.filter((series) => !lines.has(series)),
      [],
    );
  });

  it("has help for every family, names in base units, and passes promtool where there is one", (context) => {
    const helped = new Set([...metrics().matchAll(/^# HELP (\S+) \S/gm)].map((match) => match[1]));
    const families = [...metrics().matchAll(/^# TYPE (\S+) (\S+)$/gm)];
    assert.ok(families.length > 20);
    for (const [, name = "", type] of families) {
      assert.ok(helped.has(name), `${name} has no HELP`);
      assert.equal(type === "counter", name.endsWith("_total"), name);
      assert.doesNotMatch(name, /_(ms|milliseconds|minutes|kb|mb|kilobytes|megabytes|bits)(_|$)/);
    }
    const checked = spawnSync("promtool", ["check", "metrics"], { input: metrics(), encoding: "utf8" });
    if (checked.error !== undefined) return context.diagnostic("promtool is not installed");
    assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  });
});

describe("a standalone of which a part limps", () => {
  it("is ready all the same, and names the relays that do not answer", async () => {
    await using folder = await TempFolder.create("cli");
    const relays = [await freePort(), await freePort()].map((port) => `127.0.0.1:${port}`);
    const words = ["standalone", "-p", String(await freePort()), "--data-dir", folder.path, "-r", relays.join(",")];
    await using server = new FairleadProcess(words, {});
    await server.says(/is ready/);
    await server.says(/relay\.unreachable[\s\S]*relay\.unreachable/);
    const { ops } = JSON.parse(readFileSync(join(folder.path, "admin.json"), "utf8")) as AdminFile;
    const response = await fetch(`http://${ops.host}:${ops.port}/readyz`);
    assert.equal(response.status, 200);
    const reason = `not answering: ${relays.join(", ")}`;
    assert.deepEqual(await response.json(), { status: "serving", degraded: [{ part: "relays", reason }] });
  });
});
