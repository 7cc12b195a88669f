import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { enterPrivateNetwork } from "@fairlead/kube-rig";
import { SeededRandom } from "@fairlead/testkit";
import { clock } from "../whole/support/clients.ts";
import { DrainWatch } from "./support/drain-watch.ts";
import { NAMESPACE } from "./support/install.ts";
import { ProductScene } from "./support/product-scene.ts";
import { sceneRefusal } from "./support/scene-refusal.ts";
import { SessionCrowd } from "./support/session-crowd.ts";

await enterPrivateNetwork();

/** Of each: rolling updates, and scale-downs. */
const ROUNDS = Number(process.env["FAIRLEAD_KUBE_ROUNDS"] || 5);
const SEED = 20_261_121;
const POOL = "crowd";
const RELAYS = 3;
/** On every relay that is emptied, at least. */
const LEAST_LIVE = 20;
/** What each has before one is: some sessions end between that look and the drain. */
const FULL = LEAST_LIVE + 8;
/** So many more than the least, on the mean, that the choice of relays leaves each of them enough. */
const SESSIONS = 104;
const ROUND_MS = 300_000;

const pool = (replicas: number, template: string): string =>
  JSON.stringify({
    apiVersion: "fairlead.io/v1alpha1",
    kind: "RelayPool",
    metadata: { name: POOL, namespace: NAMESPACE },
    spec: {
      replicas,
      exposure: { mode: "perPodLoadBalancer" },
      // Longer than any client here takes to come; the default would only make each round longer.
      drain: { acceptAssignedSeconds: 20 },
      podTemplate: { annotations: { "example.com/template": template } },
    },
  });

describe(`zero cut: ${ROUNDS} scale-downs and ${ROUNDS} rolling updates under sessions [KU-14] [KU-15] [KU-17]`, {
  skip: sceneRefusal(),
}, () => {
  const stack = new AsyncDisposableStack();
  let scene: ProductScene;
  let crowd: SessionCrowd;
  let watch: DrainWatch;

  before(async () => {
    scene = stack.use(await ProductScene.open({ values: { relayPool: { enabled: false } } }));
    await scene.plane.apply(pool(RELAYS, "0"));
    await scene.install.whenSettled(RELAYS, POOL);
    const settings = { sessions: SESSIONS, shortestMs: 5_000, longestMs: 60_000, skew: 3 };
    crowd = stack.use(new SessionCrowd(scene.clients, new SeededRandom(SEED), settings));
    await crowd.start();
    watch = stack.use(new DrainWatch(scene.install, crowd));
  });
  after(() => stack[Symbol.asyncDispose]());

  const whenFull = (count: number): Promise<void> =>
    scene.install.until(`${count} relays have ${FULL} sessions each`, async () => {
      const serving = await scene.install.serving(POOL);
      return serving.length === count && serving.every(({ status }) => crowd.liveOn(status?.address ?? "") >= FULL);
    });
  /** Without those that are being emptied. */
  const names = async (): Promise<readonly string[]> =>
    (await scene.install.serving(POOL)).map(({ metadata }) => metadata.name);

  /** One relay fewer; while that is emptied, the others are replaced; then one more again. */
  const round = async (number: number): Promise<void> => {
    await whenFull(RELAYS);
    await scene.plane.apply(pool(RELAYS - 1, `${number - 1}`));
    await scene.install.until("one is emptied", async () => watch.running.length === 1);
    await whenFull(RELAYS - 1);
    const old = await names();
    await scene.plane.apply(pool(RELAYS - 1, `${number}`));
    await scene.install.until(
      "all are replaced",
      async () => {
        const now = await names();
        return now.length === RELAYS - 1 && now.every((name) => !old.includes(name));
      },
      ROUND_MS,
    );
    // The watch looks at its own moments: it may not have seen the last drain yet.
    await scene.install.whenSettled(RELAYS - 1, POOL, ROUND_MS);
    await scene.install.until("all that were emptied are gone", async () => watch.running.length === 0, ROUND_MS);
    await scene.plane.apply(pool(RELAYS, `${number}`));
  };

  it("cuts no session", { timeout: ROUNDS * ROUND_MS + 600_000 }, async () => {
    const startedMs = clock.now();
    for (let number = 1; number <= ROUNDS; number += 1) {
      await round(number);
      console.log(roundLine(number));
      assert.deepEqual(crowd.cuts, []);
    }
    await crowd.stop();
    const minutes = ((clock.now() - startedMs) / 60_000).toFixed(1);
    console.log(
      `zero cut: ${ROUNDS} scale-downs, ${ROUNDS} rolling updates in ${minutes} min: ${crowd.opened} sessions, ${crowd.cuts.length} cut, ${crowd.refused.length} refused; ` +
        `${watch.drains.length} relays emptied, with ${Math.min(...watch.drains.map(({ live }) => live))} sessions and more on each; ${crowd.meanRate.toFixed(0)} kB/s each way on the mean, every byte compared`,
    );
    assert.deepEqual(crowd.cuts, []);
    assert.deepEqual(crowd.refused, []);
    assert.equal(watch.drains.length, ROUNDS * RELAYS, "each round empties every relay once");
    for (const { relay, live } of watch.drains) assert.ok(live >= LEAST_LIVE, `${relay} had ${live} sessions`);
  });

  const roundLine = (number: number): string => {
    const rows = watch.drains
      .slice(-RELAYS)
      .map(
        ({ reason, live, sinceMs, endedMs }) =>
          `${reason} with ${live} live, empty and gone after ${(((endedMs ?? 0) - sinceMs) / 1000).toFixed(0)} s`,
      );
    return `round ${number}: ${rows.join("; ")}; ${crowd.opened} sessions opened, ${crowd.cuts.length} cut, ${crowd.refused.length} refused`;
  };
});
