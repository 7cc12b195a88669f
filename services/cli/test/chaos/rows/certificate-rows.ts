import { delay } from "@fairlead/base";
import { TempFolder } from "@fairlead/testkit";
import { BusCertificates } from "../../cluster/support/bus-certificates.ts";
import { clock } from "../../whole/support/clients.ts";
import type { ChaosRow } from "../support/play-row.ts";
import { everybodyReachable, noneCut, noneFailed, noneLostTheirId } from "./promises.ts";

const NODES = [1, 2, 3].flatMap((n) => [`rd-${n}`, `rl-${n}`]);
const roleOf = (node: string): string => (node.startsWith("rl") ? "relay" : "rendezvous");

/** One node's certificate has run out, and its streams are opened anew: nobody takes it until there is another. */
export function certificateExpired(): ChaosRow {
  let certificates: BusCertificates | undefined;
  return {
    name: "a node's certificate expired",
    tags: "[CL-41] [CL-43] [CL-44]",
    cluster: async () => {
      const folder = await TempFolder.create("bus-certificates");
      const made = await BusCertificates.create(folder.path);
      for (const node of NODES) await made.issue(node, roleOf(node));
      certificates = made;
      return { around: folder, busProxies: true, trust: (name) => made.words(name) };
    },
    fault: async ({ cluster, plan }) => {
      await certificates?.issue("rd-1", "rendezvous", -60_000);
      await delay(clock, 2_000);
      for (const { bus } of cluster.nodes) await bus.cut();
      for (const { bus } of cluster.nodes) await bus.heal();
      await delay(clock, plan.faultMs);
      await certificates?.issue("rd-1", "rendezvous");
    },
    judge: async (report, scene) => {
      noneFailed(report);
      noneCut(report);
      noneLostTheirId(scene);
      await everybodyReachable(scene);
    },
  };
}
