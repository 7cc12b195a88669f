import assert from "node:assert/strict";
import { describe } from "node:test";
import { nodeName } from "@fairlead/base";
import type { RelayOrder, RelayOrders, RelayReport } from "../src/index.ts";
import { scenesOf, type UnderTest } from "./contract-scenes.ts";

export interface RelayOrdersUnderTest extends UnderTest {
  readonly orders: RelayOrders;
}

const [one, two] = [nodeName("relays-0-abcde"), nodeName("relays-1-fghij")];
const reportOf = (node: RelayReport["node"], change: Partial<RelayReport> = {}): RelayReport => ({
  node,
  state: "serving",
  address: "relay-1.example.com:21117",
  sessions: 3,
  awaited: 1,
  usedBps: 250_000,
  capacityBps: 1_000_000,
  load: 0.25,
  missedInARow: 2,
  version: "7",
  release: "0.1.0",
  ...change,
});
const order: RelayOrder = {
  address: "wss://rd.example.com/ws/relay/relays-0-abcde",
  region: "fra",
  latitude: 50.11,
  longitude: 8.68,
  pools: ["gold", "ü"],
  capacityMbps: 1000,
  maxSessions: 500,
  draining: false,
  unproven: true,
  cutAfterMs: 14_400_000,
  version: "7",
};
const bareOrder: RelayOrder = { address: "", region: "", pools: [], draining: true, version: "" };

/** Reports are equal whatever stands for what is absent. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));
const nodesOf = (reports: readonly RelayReport[]): string[] => reports.map(({ node }) => node).sort();

/** What orders to relays and their reports promise [KU-4]. */
export function relayOrdersContract(
  name: string,
  create: () => RelayOrdersUnderTest | Promise<RelayOrdersUnderTest>,
): void {
  describe(`relay orders contract: ${name}`, () => {
    const scene = scenesOf(create);

    scene("[KU-4] a relay has no order until one is given, and none when it is taken away", async ({ orders }) => {
      assert.equal(await orders.exchange(reportOf(one)), undefined);
      await orders.give(new Map([[one, order]]));
      assert.deepEqual(plain(await orders.exchange(reportOf(one))), plain(order));
      assert.equal(await orders.exchange(reportOf(two)), undefined);
      await orders.give(new Map([[one, undefined]]));
      assert.equal(await orders.exchange(reportOf(one)), undefined);
    });

    scene("[KU-4] gives several at once, keeps the others, and keeps them for good", async (under) => {
      const { orders } = under;
      await orders.give(new Map([[one, order]]));
      await orders.give(new Map([[two, bareOrder]]));
      await orders.give(new Map());
      await under.pass(90 * 24 * 3_600_000);
      assert.deepEqual(
        plain([...(await orders.orders())].sort()),
        plain([
          ...new Map([
            [one, order],
            [two, bareOrder],
          ]),
        ]),
      );
      await orders.give(
        new Map([
          [one, bareOrder],
          [two, undefined],
        ]),
      );
      assert.deepEqual(plain([...(await orders.orders())]), plain([[one, bareOrder]]));
    });

    scene("[KU-4] answers the report of each relay, its newest", async ({ orders }) => {
      assert.deepEqual(await orders.reports(), []);
      await orders.exchange(reportOf(one));
      await orders.exchange(reportOf(two, { state: "draining", address: "" }));
      await orders.exchange(reportOf(one, { sessions: 9, load: 1 }));
      const reports = await orders.reports();
      assert.deepEqual(nodesOf(reports), [one, two]);
      assert.deepEqual(
        reports.find(({ node }) => node === one),
        reportOf(one, { sessions: 9, load: 1 }),
      );
      assert.deepEqual(
        reports.find(({ node }) => node === two),
        reportOf(two, { state: "draining", address: "" }),
      );
    });

    scene("[KU-4] forgets the report of a relay that has said nothing for 5 s, and keeps its order", async (under) => {
      const { orders } = under;
      await orders.give(new Map([[one, order]]));
      await orders.exchange(reportOf(one));
      await orders.exchange(reportOf(two));
      await under.pass(4000);
      await orders.exchange(reportOf(two));
      assert.deepEqual(nodesOf(await orders.reports()), [one, two]);
      await under.pass(1500);
      assert.deepEqual(nodesOf(await orders.reports()), [two]);
      assert.deepEqual([...(await orders.orders()).keys()], [one]);
    });
  });
}
