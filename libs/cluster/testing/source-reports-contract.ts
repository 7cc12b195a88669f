import assert from "node:assert/strict";
import { describe } from "node:test";
import { nodeName } from "@fairlead/base";
import { noNetworks, type OwnNetworks, type SourceReport, type SourceReports } from "../src/index.ts";
import { scenesOf, type UnderTest } from "./contract-scenes.ts";

export interface SourceReportsUnderTest extends UnderTest {
  readonly reports: SourceReports;
}

const [one, two] = [nodeName("rd-1"), nodeName("rd-2")];
const reportOf = (node: SourceReport["node"], clients = 10): SourceReport => ({
  node,
  clients,
  fromNodes: 2,
  fromPods: 1,
  natTests: 5,
  portsDiffered: 4,
});
const networks: OwnNetworks = { nodes: ["192.0.2.0/24", "2001:db8::/64"], pods: ["10.244.0.0/16"] };

/** What is promised of where clients seem to come from [KU-24]. */
export function sourceReportsContract(
  name: string,
  create: () => SourceReportsUnderTest | Promise<SourceReportsUnderTest>,
): void {
  describe(`source reports contract: ${name}`, () => {
    const scene = scenesOf(create);

    scene("[KU-24] answers the networks that were named last, none before", async ({ reports }) => {
      assert.deepEqual(await reports.exchange(reportOf(one)), noNetworks);
      await reports.name(networks);
      assert.deepEqual(await reports.exchange(reportOf(one)), networks);
      await reports.name({ nodes: [], pods: ["10.0.0.0/8"] });
      assert.deepEqual(await reports.exchange(reportOf(two)), { nodes: [], pods: ["10.0.0.0/8"] });
    });

    scene("[KU-24] answers the newest report of each node", async ({ reports }) => {
      assert.deepEqual(await reports.reports(), []);
      await reports.exchange(reportOf(one));
      await reports.exchange(reportOf(two));
      await reports.exchange(reportOf(one, 11));
      const read = [...(await reports.reports())].sort((a, b) => a.node.localeCompare(b.node));
      assert.deepEqual(read, [reportOf(one, 11), reportOf(two)]);
    });

    scene("[KU-24] keeps a report for 45 s, and the networks for good", async ({ reports, pass }) => {
      await reports.name(networks);
      await reports.exchange(reportOf(one));
      await pass(40_000);
      await reports.exchange(reportOf(two));
      assert.equal((await reports.reports()).length, 2);
      await pass(6000);
      assert.deepEqual(await reports.reports(), [reportOf(two)]);
      await pass(24 * 3_600_000);
      assert.deepEqual(await reports.reports(), []);
      assert.deepEqual(await reports.exchange(reportOf(one)), networks);
    });
  });
}
