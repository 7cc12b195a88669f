import assert from "node:assert/strict";
import type { SimulatedClient } from "@fairlead/testkit";
import type { TestNode } from "../../cluster/support/test-cluster.ts";
import { attempt } from "../support/attempt.ts";
import { type ChaosReport, failuresOf } from "../support/chaos-report.ts";
import type { ChaosScene } from "../support/chaos-scene.ts";

export function noneFailed(report: ChaosReport, kind?: string): void {
  assert.deepEqual(failuresOf(report, kind), [], `${report.row}: attempts failed`);
  assert.ok(report.attempts.length > 0, "no attempts were made");
}

export function noneCut({ row, cuts, sessions }: ChaosReport): void {
  assert.deepEqual(cuts, [], `${row}: sessions were cut`);
  assert.ok(sessions > 0, "no sessions were open");
}

/** Nobody was made to throw its id away, and nobody was taken for somebody else. */
export function noneLostTheirId({ devices }: ChaosScene): void {
  for (const { client } of devices)
    assert.deepEqual(client.state.ids.length, 1, `${client.state.ids[0]} was told UUID_MISMATCH`);
}

/** Every device is reached through every rendezvous node. */
export async function everybodyReachable(scene: ChaosScene): Promise<void> {
  for (const { client } of scene.devices) {
    for (const node of scene.cluster.rendezvous) {
      const { failure } = await attempt(scene.time, "sweep", () => scene.controller(node), client.id);
      if (failure !== undefined) assert.fail(await unreached(scene, node, client, failure));
    }
  }
}

/** With what each node knows of the device. */
async function unreached(scene: ChaosScene, by: TestNode, client: SimulatedClient, failure: string): Promise<string> {
  const lines = [`${client.id} (${client.state.settings.mode}) is not reached by ${by.name}: ${failure}`];
  for (const node of scene.cluster.rendezvous)
    lines.push(`${node.name}: ${JSON.stringify(await scene.cluster.ask(node, "peer", client.id))}`);
  lines.push(JSON.stringify(await scene.cluster.ask(by, "nodes")));
  return lines.join("\n");
}

/** What was broken was whole again this long after the fault began. */
export function healedWithin(report: ChaosReport, limitMs: number): void {
  assert.ok(report.healedMs <= limitMs, `${report.row}: still hurt ${report.healedMs} ms after the fault`);
}
