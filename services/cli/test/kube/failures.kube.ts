import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { delay } from "@fairlead/base";
import { enterPrivateNetwork } from "@fairlead/kube-rig";
import { SeededRandom, type SimulatedClient } from "@fairlead/testkit";
import { type Attempt, attempt } from "../chaos/support/attempt.ts";
import { clock } from "../whole/support/clients.ts";
import { AttemptSeries, attemptsText } from "./support/attempt-series.ts";
import { NAMESPACE, type PodObject } from "./support/install.ts";
import { PATIENT } from "./support/outside-clients.ts";
import { ProductScene } from "./support/product-scene.ts";
import { sceneRefusal } from "./support/scene-refusal.ts";
import { SessionCrowd } from "./support/session-crowd.ts";

await enterPrivateNetwork();

const SESSIONS = 12;
const FOREVER_MS = 3_600_000;
/** A heartbeat of 15 s, then four registrations that nobody answers. */
const BLACK_HOLE_MS = 27_000;
/** Registers as a real client does, second for second. */
const REAL_REGISTRATION = { ...PATIENT, tickMs: 1_000, registerIntervalMs: 15_000, registerRetryMs: 3_000 };
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

describe("pods that are killed, as clients outside see it", { skip: sceneRefusal() }, () => {
  const stack = new AsyncDisposableStack();
  const devices: SimulatedClient[] = [];
  let scene: ProductScene;
  let crowd: SessionCrowd;

  before(async () => {
    const values = { relayPool: { replicas: 3, exposure: { mode: "nodePort" } } };
    scene = stack.use(await ProductScene.open({ values }));
    await scene.install.whenSettled(3, undefined, 180_000);
    for (const mode of ["udp", "udp", "udp", "udp", "udp", "udp", "tcp", "ws"] as const)
      devices.push(scene.clients.make({ mode, timings: REAL_REGISTRATION }));
    await Promise.all(devices.map((device) => device.register(60_000)));
    const lives = { shortestMs: FOREVER_MS, longestMs: FOREVER_MS, skew: 1 };
    crowd = stack.use(new SessionCrowd(scene.clients, new SeededRandom(7), { sessions: SESSIONS, ...lives }));
    await crowd.start();
  });
  after(() => stack[Symbol.asyncDispose]());

  const kill = (pod: string, container: string): void =>
    scene.runner.signal({ namespace: NAMESPACE, pod, container }, "SIGKILL");
  const readyOnes = async (component: string): Promise<readonly PodObject[]> =>
    (await scene.install.pods(component)).filter(
      ({ metadata, status }) => metadata.deletionTimestamp === undefined && isReady(status?.conditions),
    );
  const readyPods = async (component: string): Promise<readonly string[]> =>
    (await readyOnes(component)).map(({ metadata }) => metadata.name);
  /** Nobody is led to what was killed: kube-proxy has let go of it, or, on a machine that was slow to look, it is back. */
  const isPassed = async (before: PodObject): Promise<boolean> => {
    if (!(await scene.plane.proxyLeadsTo(before.status?.podIP ?? ""))) return true;
    const again = (await readyOnes("rendezvous")).find(({ metadata }) => metadata.name === before.metadata.name);
    return again !== undefined && restartsOf(again) > restartsOf(before);
  };
  const whenReady = (component: string, count: number): Promise<void> =>
    scene.install.until(`${count} ${component} are ready`, async () => (await readyPods(component)).length === count);

  it("a relay is killed: its own sessions end and no others, each is back on another relay", async () => {
    const relays = (await scene.install.serving()).map(({ metadata, status }) => ({
      name: metadata.name,
      address: status?.address ?? "",
    }));
    const [victim] = relays.toSorted((one, other) => crowd.liveOn(other.address) - crowd.liveOn(one.address));
    assert.ok(victim !== undefined && crowd.liveOn(victim.address) > 0);
    const hit = crowd.liveOn(victim.address);
    const [openedBefore, startedMs] = [crowd.opened, clock.now()];
    kill(victim.name, "relay");
    await scene.install.until(
      `${hit} sessions are back`,
      async () => crowd.opened === openedBefore + hit && crowd.live === SESSIONS,
    );
    const backMs = clock.now() - startedMs;
    assert.equal(crowd.cuts.length, hit);
    for (const { relay } of crowd.cuts) assert.equal(relay, victim.address);
    assert.deepEqual(crowd.refused, []);
    await scene.install.whenSettled(3);
    console.log(
      `relay killed: ${hit} of ${SESSIONS} sessions were on it and no other ended; all were back after ${seconds(backMs)}, 0 refused; 3 relays serve again after ${seconds(clock.now() - startedMs)}`,
    );
  });

  it("a rendezvous is told to end: no attempt fails, no session ends [KU-34]", async () => {
    const cutsBefore = crowd.cuts.length;
    const [pod = ""] = await readyPods("rendezvous");
    await using series = new AttemptSeries(scene.clients, devices);
    await delay(clock, 1_000);
    const startedMs = clock.now();
    await scene.install.kubectl("delete", "pod", pod);
    await whenReady("rendezvous", 2);
    const attempts = await series.stop();
    console.log(`rendezvous deleted, gone after ${seconds(clock.now() - startedMs)}: ${attemptsText(attempts)}`);
    assert.deepEqual(failuresOf(attempts), []);
    assert.equal(crowd.cuts.length, cutsBefore);
  });

  it("a rendezvous is killed: once kube-proxy has re-routed no attempt fails, and devices on UDP are reached within 27 s", async () => {
    const cutsBefore = crowd.cuts.length;
    const [pod] = await readyOnes("rendezvous");
    assert.ok(pod !== undefined && (await scene.plane.proxyLeadsTo(pod.status?.podIP ?? "")));
    await using series = new AttemptSeries(scene.clients, devices);
    await delay(clock, 1_000);
    const startedMs = clock.now();
    kill(pod.metadata.name, "rendezvous");
    const holes = Promise.all(devices.map((device) => unreachedMs(device, startedMs)));
    await scene.install.until("its endpoint is out", () => isPassed(pod), 30_000);
    const reroutedMs = clock.now();
    const longest = Math.max(...(await holes));
    await whenReady("rendezvous", 2);
    const attempts = await series.stop();
    const late = attempts.filter((one) => one.startedMs > reroutedMs);
    console.log(
      `rendezvous killed: ${attemptsText(attempts)}; begun after kube-proxy re-routed (${seconds(reroutedMs - startedMs)}): ${attemptsText(late)}; the last device was reached ${seconds(longest)} after the kill`,
    );
    assert.deepEqual(failuresOf(late), []);
    assert.ok(longest <= BLACK_HOLE_MS, `a device was unreachable for ${seconds(longest)}`);
    assert.equal(crowd.cuts.length, cutsBefore);
  });

  it("Redis is killed: sessions go on, known devices stay reachable, new ones come in when it is back", async () => {
    const cutsBefore = crowd.cuts.length;
    await using series = new AttemptSeries(scene.clients, devices);
    await delay(clock, 1_000);
    const startedMs = clock.now();
    await scene.install.kubectl("delete", "pod", "fairlead-redis-0", "--force", "--grace-period=0");
    const fresh = scene.clients.make();
    await fresh.register(90_000);
    const registeredMs = clock.now() - startedMs;
    await whenReady("redis", 1);
    const last = await attempt(clock, "udp", () => scene.clients.make({ mode: "tcp" }), fresh.id);
    const attempts = await series.stop();
    console.log(`redis killed: ${attemptsText(attempts)}; a new device was registered after ${seconds(registeredMs)}`);
    assert.equal(last.failure, undefined);
    assert.deepEqual(failuresOf(attempts), []);
    assert.equal(crowd.cuts.length, cutsBefore);
    await scene.install.whenSettled(3);
  });

  /** Until somebody who asks for it gets it. */
  const unreachedMs = async (device: SimulatedClient, sinceMs: number): Promise<number> => {
    const endsAtMs = clock.now() + 2 * BLACK_HOLE_MS;
    for (;;) {
      const { failure } = await attempt(clock, "udp", () => scene.clients.make({ mode: "tcp" }), device.id);
      if (failure === undefined || clock.now() > endsAtMs) return clock.now() - sinceMs;
      await delay(clock, 500);
    }
  };
});

const failuresOf = (attempts: readonly Attempt[]): readonly Attempt[] =>
  attempts.filter(({ failure }) => failure !== undefined);

const restartsOf = ({ status }: PodObject): number => status?.containerStatuses?.[0]?.restartCount ?? 0;

function isReady(conditions: readonly { readonly type: string; readonly status: string }[] = []): boolean {
  return conditions.some(({ type, status }) => type === "Ready" && status === "True");
}
