import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { delay } from "@fairlead/base";
import { enterPrivateNetwork } from "@fairlead/kube-rig";
import { SeededRandom, type SimulatedClient } from "@fairlead/testkit";
import type { Attempt } from "../chaos/support/attempt.ts";
import { clock } from "../whole/support/clients.ts";
import { AttemptSeries, attemptsText } from "./support/attempt-series.ts";
import { NAMESPACE } from "./support/install.ts";
import { ProductScene } from "./support/product-scene.ts";
import { sceneRefusal } from "./support/scene-refusal.ts";
import { SessionCrowd } from "./support/session-crowd.ts";

await enterPrivateNetwork();

const SESSIONS = 8;
const FOREVER_MS = 3_600_000;
/** The Lease's 10 s, 2 s between its last writing and a look at it, and a moment for the call. */
const FAILOVER_MS = 13_000;
const AWAY_MS = 8_000;
const BEFORE = 2;
const AFTER = 4;
const POOL = "relays";
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

interface Lease {
  readonly spec: { readonly holderIdentity?: string; readonly acquireTime?: string };
}

describe("the control plane away, as clients outside see it", { skip: sceneRefusal() }, () => {
  const stack = new AsyncDisposableStack();
  const devices: SimulatedClient[] = [];
  let scene: ProductScene;
  let crowd: SessionCrowd;

  before(async () => {
    const values = { relayPool: { replicas: BEFORE, exposure: { mode: "nodePort" } } };
    scene = stack.use(await ProductScene.open({ values }));
    await scene.install.whenSettled(BEFORE, undefined, 180_000);
    for (const mode of ["udp", "udp", "tcp", "ws"] as const) devices.push(await scene.clients.registered({ mode }));
    const lives = { shortestMs: FOREVER_MS, longestMs: FOREVER_MS, skew: 1 };
    crowd = stack.use(new SessionCrowd(scene.clients, new SeededRandom(11), { sessions: SESSIONS, ...lives }));
    await crowd.start();
  });
  after(() => stack[Symbol.asyncDispose]());

  const lease = async (): Promise<Lease["spec"]> => {
    const path = `/apis/coordination.k8s.io/v1/namespaces/${NAMESPACE}/leases`;
    const { items } = await scene.plane.api.get<{ readonly items: readonly Lease[] }>(path);
    return items[0]?.spec ?? {};
  };
  const leader = async (): Promise<string> => (await lease()).holderIdentity ?? "";
  /** Users ask for sessions while this runs; nobody may fail, and no session may end. */
  const whileUsersAsk = async (run: () => Promise<unknown>): Promise<string> => {
    const cutsBefore = crowd.cuts.length;
    await using series = new AttemptSeries(scene.clients, devices);
    await run();
    const attempts = await series.stop();
    assert.deepEqual(failuresOf(attempts), []);
    assert.equal(crowd.cuts.length, cutsBefore, "no session ended");
    assert.equal(crowd.live, SESSIONS);
    return attemptsText(attempts);
  };
  /** How long the controller takes to put back what somebody changed of its own. */
  const putBackMs = async (): Promise<number> => {
    await scene.install.until("the API server has all kinds", async () => (await scene.install.serving()).length > 0);
    const startedMs = clock.now();
    const name = (await scene.install.relays())[0]?.metadata.name ?? "";
    const patch = JSON.stringify({ spec: { sessionAffinity: "ClientIP" } });
    await scene.install.kubectl("patch", "service", name, "--type=merge", "-p", patch);
    const path = `/api/v1/namespaces/${NAMESPACE}/services/${name}`;
    const affinity = async (): Promise<string> =>
      (await scene.plane.api.get<{ readonly spec: { readonly sessionAffinity: string } }>(path)).spec.sessionAffinity;
    await scene.install.until("session affinity is off again", async () => (await affinity()) === "None");
    return clock.now() - startedMs;
  };

  it("the leader is killed while it makes relays: the other leads within 13 s and finishes, with no relay twice [KU-3]", async () => {
    const before = await leader();
    let tookMs = 0;
    const text = await whileUsersAsk(async () => {
      await scene.install.kubectl("scale", "relaypool", POOL, `--replicas=${AFTER}`);
      await scene.install.until("it has begun", async () => (await scene.install.relays()).length > BEFORE);
      const [startedMs, killedMs] = [clock.now(), clock.wall()];
      // From now on it does nothing more, however long the deletion takes to end it.
      scene.runner.signal({ namespace: NAMESPACE, pod: before, container: "controller" }, "SIGSTOP");
      await scene.install.kubectl("delete", "pod", before, "--force", "--grace-period=0");
      await scene.install.until("another leads", async () => ![before, ""].includes(await leader()), 60_000);
      // By the Lease, however late this look is.
      tookMs = Date.parse((await lease()).acquireTime ?? "") - killedMs;
      const relays = await scene.install.whenSettled(AFTER, POOL, 180_000);
      assert.equal(new Set(relays.map(({ spec }) => spec.index)).size, AFTER);
      assert.equal((await scene.install.pods("relay")).length, AFTER);
      console.log(
        `leader killed: another led after ${seconds(tookMs)}, ${AFTER} relays served after ${seconds(clock.now() - startedMs)}`,
      );
    });
    console.log(`meanwhile: ${text}; ${SESSIONS} sessions, 0 cut`);
    assert.ok(tookMs <= FAILOVER_MS, `failover took ${seconds(tookMs)}`);
  });

  it("every watch is cut: the controller goes on from where it was [KU-5] [KU-28]", async () => {
    await scene.plane.cutConnections();
    console.log(`watches cut: a changed Service was put back within ${seconds(await putBackMs())}`);
  });

  it("the API server is killed and started again: sessions, new ones and registrations go on, then the controller does [KU-1] [KU-28]", async () => {
    const text = await whileUsersAsk(async () => {
      await scene.plane.kill("kube-apiserver");
      await scene.clients.registered();
      await delay(clock, AWAY_MS);
      await scene.plane.startAgain("kube-apiserver");
    });
    console.log(
      `API server away: ${text}; ${SESSIONS} sessions, 0 cut; back, a changed Service was put back within ${seconds(await putBackMs())}`,
    );
  });

  it("no controller at all: sessions, new ones and registrations go on, and a killed relay is chosen no more until it is back [KU-1]", async () => {
    await scene.install.kubectl("scale", "deployment", "fairlead-controller", "--replicas=0");
    await scene.install.until(
      "no controller is left",
      async () => (await scene.install.pods("controller")).length === 0,
    );
    const text = await whileUsersAsk(async () => {
      await scene.clients.registered();
      await delay(clock, AWAY_MS);
    });
    console.log(`no controller: ${text}; ${SESSIONS} sessions, 0 cut`);
    const serving = (await scene.install.relays()).filter(({ status }) => status?.state === "Serving");
    const [victim] = serving.toSorted((one, other) => on(other) - on(one));
    const [hit, cutsBefore, startedMs] = [on(victim), crowd.cuts.length, clock.now()];
    scene.runner.signal({ namespace: NAMESPACE, pod: victim?.metadata.name ?? "", container: "relay" }, "SIGKILL");
    await using series = new AttemptSeries(scene.clients, devices);
    await scene.install.until(
      "the sessions are back",
      async () => crowd.cuts.length === cutsBefore + hit && crowd.live === SESSIONS,
    );
    const backMs = clock.now() - startedMs;
    const used = (): boolean =>
      series.attempts.some((one) => one.relay === victim?.status?.address && one.startedMs > startedMs + 1_000);
    await scene.install.until("the relay is chosen again", async () => used(), 60_000);
    const attempts = await series.stop();
    console.log(
      `a relay killed without controller: ${hit} sessions were back after ${seconds(backMs)}, the relay after ${seconds(clock.now() - startedMs)}; ${attemptsText(attempts)}`,
    );
    assert.deepEqual(failuresOf(attempts), []);
    assert.deepEqual(crowd.refused, []);
    await scene.install.kubectl("scale", "deployment", "fairlead-controller", "--replicas=2");
    await scene.install.until(
      "one leads",
      async () => (await leader()) !== "" && (await scene.install.pods("controller")).length === 2,
    );
    await scene.install.whenSettled(AFTER);
  });

  const on = (relay: { readonly status?: { readonly address?: string | undefined } | undefined } | undefined): number =>
    crowd.liveOn(relay?.status?.address ?? "");
});

const failuresOf = (attempts: readonly Attempt[]): readonly Attempt[] =>
  attempts.filter(({ failure }) => failure !== undefined);
