import { delay } from "@fairlead/base";
import type { TestNode } from "../../cluster/support/test-cluster.ts";
import { clock } from "../../whole/support/clients.ts";
import type { ChaosScene } from "../support/chaos-scene.ts";
import type { ChaosRow } from "../support/play-row.ts";
import { everybodyReachable, noneCut, noneFailed, noneLostTheirId } from "./promises.ts";

const victim = (scene: ChaosScene): TestNode => scene.pick(scene.cluster.rendezvous);

async function kill(node: TestNode): Promise<void> {
  node.server.signal("SIGKILL");
  await node.server.ended;
}

/** A process is gone at once, and whoever balances goes round it at once. */
export const rendezvousKilled: ChaosRow = {
  name: "rendezvous process killed",
  tags: "[CL-6] [CL-20] [CL-22] [CL-26]",
  fault: async (scene) => kill(victim(scene)),
  judge: (report, scene) => {
    noneFailed(report);
    noneCut(report);
    noneLostTheirId(scene);
  },
};

/** The machine is gone, and the table of connections in front of it does not know: UDP devices are silent until it does. */
export const rendezvousNodeLost: ChaosRow = {
  name: "rendezvous node lost, UDP black hole",
  tags: "[CL-22]",
  fault: async (scene) => {
    const node = victim(scene);
    scene.udpBalancer?.blackHole(node.ports.address, true);
    await kill(node);
    await delay(clock, scene.plan.faultMs);
    scene.udpBalancer?.blackHole(node.ports.address, false);
  },
  // What fails meanwhile is printed: it depends on how long the black hole lasts.
  judge: async (report, scene) => {
    noneCut(report);
    noneLostTheirId(scene);
    await scene.cluster.startAgain(scene.cluster.rendezvous.find(({ server }) => server.hasEnded) as TestNode);
    await everybodyReachable(scene);
  },
};

/** A machine that was suspended, or a debugger: it wakes up and believes that nothing happened. */
export const rendezvousStopped: ChaosRow = {
  name: "rendezvous process stopped, woken",
  tags: "[CL-6] [CL-7]",
  fault: async (scene) => {
    const node = victim(scene);
    node.server.signal("SIGSTOP");
    await delay(clock, 10_000);
    node.server.signal("SIGCONT");
  },
  judge: async (report, scene) => {
    noneCut(report);
    noneLostTheirId(scene);
    await everybodyReachable(scene);
  },
};

/** Everything is started anew, one after the other, as an upgrade does. */
export const rollingRestart: ChaosRow = {
  name: "rolling restart of everything",
  tags: "[CL-47] [CL-48]",
  sessionLifeMs: 3_000,
  cluster: ({ drainSeconds }) => ({ words: ["--drain-seconds", String(drainSeconds)] }),
  fault: async ({ cluster }) => {
    for (const node of cluster.nodes) {
      await node.server.stop();
      await cluster.startAgain(node);
    }
  },
  judge: async (report, scene) => {
    noneFailed(report);
    noneCut(report);
    noneLostTheirId(scene);
    await everybodyReachable(scene);
  },
};
