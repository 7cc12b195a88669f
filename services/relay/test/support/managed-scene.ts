import { nodeName } from "@fairlead/base";
import type { RelayAdvert, RelayOrder, RelayReport } from "@fairlead/cluster";
import { liveClock } from "@fairlead/testkit";
import { RelaysUnderTest } from "./relays-under-test.ts";

export const NODE = nodeName("node-0");
export const order = (change: Partial<RelayOrder> = {}): RelayOrder => ({
  address: "192.0.2.1:31000",
  region: "fra",
  latitude: 50,
  longitude: 8,
  pools: ["gold"],
  capacityMbps: 100,
  maxSessions: 40,
  draining: false,
  version: "1",
  ...change,
});

/** Sockets need real time. */
export const delayOf = (ms: number): Promise<void> => new Promise((resolve) => void liveClock().after(ms, resolve));

/** A cluster of one managed relay, and what is said of it. */
export class ManagedScene implements AsyncDisposable {
  readonly all: RelaysUnderTest;
  /** What the node was told, in order. */
  readonly told: string[] = [];

  constructor(all: RelaysUnderTest) {
    this.all = all;
    const { member } = all.first;
    const end = new AbortController();
    member.obey({
      begin: () => {
        this.told.push("drain");
        void member.drain(end.signal, false);
      },
      undrain: async () => {
        this.told.push("undrain");
        await member.undrain();
      },
    });
  }

  static async start(...settings: Parameters<typeof RelaysUnderTest.managed>[1][]): Promise<ManagedScene> {
    return new ManagedScene(await RelaysUnderTest.managed(1, ...settings));
  }

  async order(change: Partial<RelayOrder> | undefined): Promise<void> {
    await this.all.orders.give(new Map([[NODE, change && order(change)]]));
    await this.all.pass(2100);
  }

  adverts(): readonly RelayAdvert[] {
    return this.all.adverts.fresh() ?? [];
  }

  async report(): Promise<RelayReport | undefined> {
    return (await this.all.orders.reports()).find(({ node }) => node === NODE);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.all[Symbol.asyncDispose]();
  }
}
