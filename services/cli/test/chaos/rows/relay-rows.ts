import assert from "node:assert/strict";
import { delay } from "@fairlead/base";
import { clock } from "../../whole/support/clients.ts";
import type { ChaosReport } from "../support/chaos-report.ts";
import type { ChaosScene } from "../support/chaos-scene.ts";
import type { ChaosRow } from "../support/play-row.ts";
import { healedWithin, noneLostTheirId } from "./promises.ts";

/** After a relay is silent nobody is sent there, though attempts that were on their way fail or wait. */
const GIVEN_OUT_MS = 6_000;

/** Only the sessions of this relay, and each retry on another one. */
function onlyItsOwn(report: ChaosReport, relay: string): void {
  for (const cut of report.cuts) {
    assert.equal(cut.relay, relay, `a session on ${cut.relay} was cut too: ${cut.why}`);
    assert.notEqual(cut.nextRelay, "", "the retry did not succeed");
    assert.notEqual(cut.nextRelay, relay, "the retry was sent to the dead relay");
  }
}

export const relayKilled: ChaosRow = {
  name: "relay process killed",
  tags: "[CL-31] [CL-32]",
  fault: async ({ cluster }) => {
    const relay = cluster.relays[0];
    relay?.server.signal("SIGKILL");
    await relay?.server.ended;
  },
  judge: (report, scene) => {
    onlyItsOwn(report, scene.cluster.relayAddress(0));
    noneLostTheirId(scene);
    healedWithin(report, GIVEN_OUT_MS);
  },
};

/** The kernel still takes connections for it, and nobody answers. */
export const relayStopped: ChaosRow = {
  name: "relay node lost, or stopped",
  tags: "[CL-31] [CL-32]",
  fault: async ({ cluster, plan }: ChaosScene) => {
    const relay = cluster.relays[0];
    relay?.server.signal("SIGSTOP");
    await delay(clock, plan.faultMs);
    relay?.server.signal("SIGCONT");
  },
  judge: (report, scene) => {
    onlyItsOwn(report, scene.cluster.relayAddress(0));
    noneLostTheirId(scene);
    healedWithin(report, GIVEN_OUT_MS);
  },
};
