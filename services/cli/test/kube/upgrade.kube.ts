import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { delay } from "@fairlead/base";
import { enterPrivateNetwork, inRepository } from "@fairlead/kube-rig";
import { SeededRandom, type SimulatedClient } from "@fairlead/testkit";
import { clock } from "../whole/support/clients.ts";
import { AttemptSeries, attemptsText } from "./support/attempt-series.ts";
import { chartVersion } from "./support/install.ts";
import { PATIENT } from "./support/outside-clients.ts";
import { baseValues, IMAGE, merged, ProductScene, TAGS } from "./support/product-scene.ts";
import { sceneRefusal } from "./support/scene-refusal.ts";
import { SessionCrowd } from "./support/session-crowd.ts";

await enterPrivateNetwork();

const SESSIONS = 24;
const RELAYS = 2;
const NEXT = "99.0.0";
const ROLL_MS = 240_000;
/** Registers as a real client does, second for second. */
const REAL_REGISTRATION = { ...PATIENT, tickMs: 1_000, registerIntervalMs: 15_000, registerRetryMs: 3_000 };
/** A real client's own patience with one connection [CL-21]: who waits longer has hit a hole. */
const PATIENCE_MS = 27_000;

const values = {
  relayPool: { replicas: RELAYS, exposure: { mode: "perPodLoadBalancer" }, drain: { acceptAssignedSeconds: 10 } },
};
const seconds = (sinceMs: number): string => `${((clock.now() - sinceMs) / 1000).toFixed(0)} s`;

describe("the chart from N to N + 1 and back, under sessions [KU-14] [KU-34]", { skip: sceneRefusal() }, () => {
  const stack = new AsyncDisposableStack();
  const devices: SimulatedClient[] = [];
  let scene: ProductScene;
  let crowd: SessionCrowd;
  let nextChart: string;

  before(async () => {
    scene = stack.use(await ProductScene.open({ values }));
    nextChart = chartOfNextVersion(scene.plane.folder);
    await scene.install.whenSettled(RELAYS);
    for (const mode of ["udp", "udp", "udp", "udp", "tcp", "ws"] as const)
      devices.push(scene.clients.make({ mode, timings: REAL_REGISTRATION }));
    await Promise.all(devices.map((device) => device.register(60_000)));
    const settings = { sessions: SESSIONS, shortestMs: 5_000, longestMs: 30_000, skew: 2 };
    crowd = stack.use(new SessionCrowd(scene.clients, new SeededRandom(11), settings));
    await crowd.start();
  });
  after(() => stack[Symbol.asyncDispose]());

  const imagesOf = async (component: string): Promise<readonly string[]> =>
    (
      await scene.install.kubectl(
        "get",
        "pods",
        `--selector=app.kubernetes.io/component=${component}`,
        "-o",
        "jsonpath={.items[*].spec.containers[0].image}",
      )
    ).split(" ");
  const isAllOf = async (tag: string): Promise<boolean> => {
    const images = await Promise.all(["rendezvous", "relay", "controller"].map(imagesOf));
    return images.flat().every((image) => image === `${IMAGE}:${tag}`) && images[1]?.length === RELAYS;
  };

  const roll = async (what: string, tag: string, change: () => Promise<void>): Promise<void> => {
    const before = new Set((await scene.install.relays()).map(({ metadata }) => metadata.name));
    await using series = new AttemptSeries(scene.clients, devices);
    await delay(clock, 1_000);
    const [startedMs, opened] = [clock.now(), crowd.opened];
    await change();
    await scene.install.until(`every pod runs ${tag}`, () => isAllOf(tag), ROLL_MS);
    await scene.install.whenSettled(RELAYS);
    const took = seconds(startedMs);
    const attempts = await series.stop();
    console.log(
      `${what}: every pod replaced after ${took}; ${attemptsText(attempts)}; ${crowd.opened - opened} sessions opened meanwhile, ${crowd.live} live, ${crowd.cuts.length} cut, ${crowd.refused.length} refused`,
    );
    assert.deepEqual(crowd.cuts, []);
    assert.deepEqual(crowd.refused, []);
    assert.deepEqual(
      attempts.filter(({ failure }) => failure !== undefined),
      [],
    );
    const longest = Math.max(...attempts.map(({ tookMs }) => tookMs));
    assert.ok(longest <= PATIENCE_MS, `somebody waited ${Math.round(longest)} ms for a device`);
    for (const { metadata } of await scene.install.relays())
      assert.ok(!before.has(metadata.name), `${metadata.name} was not replaced`);
  };

  it("helm upgrade to a newer chart and image: no session is cut, every device stays reachable", async () => {
    await roll("upgrade", TAGS[1], () =>
      scene.install.upgrade(merged(merged(baseValues, values), { image: { tag: TAGS[1] } }), nextChart),
    );
    assert.match(await scene.plane.helm(["list", "--all-namespaces"]), new RegExp(`fairlead-${NEXT}`));
  });

  it("helm rollback: the same, the other way", async () => {
    await roll("rollback", TAGS[0], () => scene.install.rollback());
    assert.match(
      await scene.plane.helm(["list", "--all-namespaces"]),
      new RegExp(`fairlead-${chartVersion(scene.install.chart)}`),
    );
  });
});

/** This chart as its next release would be. */
function chartOfNextVersion(folder: string): string {
  const chart = join(folder, "next-chart");
  cpSync(inRepository("charts/fairlead"), chart, { recursive: true });
  const file = join(chart, "Chart.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace(/^version:.*$/m, `version: ${NEXT}`));
  return chart;
}
