import { delay } from "@fairlead/base";
import { clock } from "../../whole/support/clients.ts";
import type { ChaosRow } from "../support/play-row.ts";
import { everybodyReachable, noneCut, noneFailed, noneLostTheirId } from "./promises.ts";

/** Nobody can speak to one node by stream, while it speaks to everybody: pub/sub carries what is for it. */
export const busCutOneWay: ChaosRow = {
  name: "bus cut, one way",
  tags: "[CL-4] [CL-22] [CL-44]",
  cluster: () => ({ busProxies: true }),
  fault: async ({ cluster, plan }) => {
    const bus = cluster.rendezvous[0]?.bus;
    await bus?.cut();
    await delay(clock, plan.faultMs);
    await bus?.heal();
  },
  judge: async (report, scene) => {
    noneFailed(report);
    noneCut(report);
    noneLostTheirId(scene);
    await everybodyReachable(scene);
  },
};

/** No node reaches any other by stream. */
export const busCutBothWays: ChaosRow = {
  name: "bus cut, both ways",
  tags: "[CL-4] [CL-22] [CL-44]",
  cluster: () => ({ busProxies: true }),
  fault: async ({ cluster, plan }) => {
    for (const { bus } of cluster.nodes) await bus.cut();
    await delay(clock, plan.faultMs);
    for (const { bus } of cluster.nodes) await bus.heal();
  },
  judge: async (report, scene) => {
    noneFailed(report);
    noneCut(report);
    noneLostTheirId(scene);
    await everybodyReachable(scene);
  },
};
