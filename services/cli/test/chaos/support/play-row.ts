import { delay } from "@fairlead/base";
import { SeededRandom } from "@fairlead/testkit";
import type { TestClusterOptions } from "../../cluster/support/test-cluster.ts";
import { clock } from "../../whole/support/clients.ts";
import { type Attempt, attempt } from "./attempt.ts";
import type { ChaosPlan } from "./chaos-plan.ts";
import { type ChaosReport, healedAfter } from "./chaos-report.ts";
import { ChaosScene } from "./chaos-scene.ts";
import { keepSession } from "./session-slot.ts";

/** One line of the table "when X dies". */
export interface ChaosRow {
  readonly name: string;
  /** What is promised about it, by tag. */
  readonly tags: string;
  readonly cluster?: (plan: ChaosPlan) => Promise<ChaosCluster> | ChaosCluster;
  /** Of each session; without it they run to the end. */
  readonly sessionLifeMs?: number;
  /** The fault, from its beginning to its end; resolves when what was broken is whole again. */
  readonly fault: (scene: ChaosScene) => Promise<void>;
  /** Throws where the report, or the cluster after it, is not what is promised. */
  readonly judge: (report: ChaosReport, scene: ChaosScene) => void | Promise<void>;
}
export interface ChaosCluster extends TestClusterOptions {
  readonly pinned?: boolean;
  /** What stands around it and goes with it, such as a store of several servers. */
  readonly around?: AsyncDisposable;
}

/** Attempts before, during and after the fault, while sessions run; then the judgement. */
export async function playRow(row: ChaosRow, plan: ChaosPlan): Promise<ChaosReport> {
  const options = (await row.cluster?.(plan)) ?? {};
  await using _around = options.around ?? { [Symbol.asyncDispose]: async () => undefined };
  await using scene = await ChaosScene.open(plan, new SeededRandom(plan.seed), options);
  const stop = new AbortController();
  const life = row.sessionLifeMs ?? Number.POSITIVE_INFINITY;
  const slots = scene.devices.slice(0, plan.sessions).map((device) => keepSession(scene, device, life, stop.signal));
  const attempting = attempts(scene, stop.signal);
  await delay(clock, plan.beforeMs);
  const faultAtMs = scene.time.now();
  await row.fault(scene);
  await delay(clock, plan.afterMs);
  stop.abort();
  const made = await attempting;
  const kept = await Promise.all(slots);
  const report: ChaosReport = {
    row: row.name,
    attempts: made,
    sessions: kept.reduce((sum, slot) => sum + slot.sessions, 0),
    cuts: kept.flatMap(({ cuts }) => cuts),
    healedMs: healedAfter(made, faultAtMs),
  };
  await row.judge(report, scene);
  return report;
}

/** A new one every `everyMs`, however long each takes. Where clients keep to nodes, every second one asks on the device's own node. */
async function attempts(scene: ChaosScene, until: AbortSignal): Promise<readonly Attempt[]> {
  const running: Promise<Attempt>[] = [];
  while (!until.aborted) {
    running.push(oneAttempt(scene, running.length));
    await delay(clock, scene.plan.everyMs);
  }
  return Promise.all(running);
}

function oneAttempt(scene: ChaosScene, number: number): Promise<Attempt> {
  const { client, node } = scene.pick(scene.asked);
  if (node === undefined) return attempt(scene.time, "any node", () => scene.controller(), client.id);
  const other = scene.cluster.rendezvous.find((one) => one !== node) ?? node;
  const same = number % 2 === 0;
  return attempt(scene.time, same ? "same node" : "other node", () => scene.controller(same ? node : other), client.id);
}
