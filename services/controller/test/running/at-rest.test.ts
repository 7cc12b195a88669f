import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { SeenRequest } from "@fairlead/testkit";
import { Stage } from "./stage.ts";

const RELAYS = 200;
const INSTANCES = "relayinstances.fairlead.io";

async function serving(stage: Stage): Promise<void> {
  const count = (): number =>
    stage.kube.list(INSTANCES).filter((one) => (one["status"] as { state?: string } | undefined)?.state === "Serving")
      .length;
  await stage.until(`${RELAYS} serve`, () => count() === RELAYS, 300_000);
}

/** Sessions that come and go: every load moves every second. */
function stir(stage: Stage, second: number): void {
  for (const [index, { metadata }] of stage.relays.pods.entries())
    stage.relays.loads.set(metadata.name, {
      sessions: 5 + ((index + second) % 7),
      usedBps: 1e8 + ((index * 7 + second * 13) % 50) * 1e6,
    });
}

const isChange = ({ resource }: SeenRequest): boolean =>
  !resource.endsWith("/status") && !resource.startsWith("leases");

/** What the start of so many brings is over: the last label, the last event. */
async function settle(stage: Stage): Promise<void> {
  for (let quietS = 0, second = 0; quietS < 20; second += 1) {
    assert.ok(second < 600, "it never rests");
    stage.kube.seen.forget();
    stir(stage, second);
    await stage.play(1_000, 250);
    quietS = stage.kube.seen.writes.some(isChange) ? 0 : quietS + 1;
  }
  stage.kube.seen.forget();
}

const byResource = (writes: readonly SeenRequest[]): Map<string, SeenRequest[]> => {
  const all = new Map<string, SeenRequest[]>();
  for (const write of writes) all.set(write.resource, [...(all.get(write.resource) ?? []), write]);
  return all;
};

describe("a controller at rest, with 200 relays under load", () => {
  it("writes statuses alone, each at most every 15 s and 20/s in all, beside its Lease [KU-8]", async () => {
    const nodes = Array.from({ length: RELAYS }, (_, index) => `node-${index}`);
    await using stage = await Stage.start({ replicas: RELAYS, nodes });
    await stage.controller("a");
    await serving(stage);
    await settle(stage);
    const perSecond: number[] = [];
    for (let second = 1; second <= 120; second += 1) {
      const before = stage.kube.seen.writes.length;
      stir(stage, second);
      await stage.play(1_000, 250);
      perSecond.push(stage.kube.seen.writes.filter(({ resource }) => !resource.startsWith("leases")).length - before);
    }
    const seen = byResource(stage.kube.seen.writes);
    const counts = Object.fromEntries([...seen].map(([resource, writes]) => [resource, writes.length]));
    assert.deepEqual(stage.kube.seen.writes.filter(isChange), [], `writes in 2 minutes: ${JSON.stringify(counts)}`);
    for (const [resource, writes] of seen) {
      if (!resource.endsWith("/status")) continue;
      const perObject = Map.groupBy(writes, ({ name }) => name);
      for (const [name, own] of perObject)
        assert.ok(own.length <= 9, `${resource} ${name}: ${own.length} in 2 minutes`);
    }
    assert.ok(Math.max(...perSecond) <= 40, `${Math.max(...perSecond)} in one second`);
    const total = counts[`${INSTANCES}/status`] ?? 0;
    assert.ok(total <= 120 * 20 && total >= RELAYS * 6, `${total} statuses in 2 minutes`);
  });
});
