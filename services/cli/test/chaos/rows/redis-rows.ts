import { delay } from "@fairlead/base";
import { clock } from "../../whole/support/clients.ts";
import type { ChaosReport } from "../support/chaos-report.ts";
import type { ChaosScene } from "../support/chaos-scene.ts";
import type { ChaosRow } from "../support/play-row.ts";
import { everybodyReachable, noneCut, noneFailed, noneLostTheirId } from "./promises.ts";

/** On the device's own node nothing depends on the store; when it is back, everything is as before. */
export async function asPromised(report: ChaosReport, scene: ChaosScene): Promise<void> {
  noneFailed(report, "same node");
  noneCut(report);
  noneLostTheirId(scene);
  await everybodyReachable(scene);
}

export const redisPaused: ChaosRow = {
  name: "Redis paused",
  tags: "[CL-5] [CL-20] [CL-27] [CL-31]",
  cluster: () => ({ pinned: true }),
  fault: async ({ cluster }) => {
    cluster.redis?.signal("SIGSTOP");
    await delay(clock, 10_000);
    cluster.redis?.signal("SIGCONT");
  },
  judge: asPromised,
};

export const redisWiped: ChaosRow = {
  name: "Redis wiped",
  tags: "[CL-12] [CL-13] [CL-27]",
  cluster: () => ({ pinned: true }),
  fault: async ({ cluster }) => {
    await cluster.redis?.command("FLUSHALL");
  },
  judge: asPromised,
};

export const redisRestarted: ChaosRow = {
  name: "Redis killed, back empty",
  tags: "[CL-12] [CL-13] [CL-17]",
  cluster: () => ({ pinned: true }),
  fault: async ({ cluster, plan }) => {
    await cluster.redis?.kill();
    await delay(clock, plan.faultMs);
    await cluster.redis?.startAgain();
  },
  judge: asPromised,
};
