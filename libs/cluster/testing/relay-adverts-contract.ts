import assert from "node:assert/strict";
import { describe } from "node:test";
import { relayName } from "@fairlead/base";
import type { RelayAdvert, RelayAdverts, RelayDirectory } from "../src/index.ts";
import { scenesOf, type UnderTest } from "./contract-scenes.ts";

export interface RelayAdvertsUnderTest extends UnderTest {
  readonly adverts: RelayAdverts;
  /** Reads what is advertised; `read` when it does so by itself only once in a while. */
  readonly directory: RelayDirectory;
  read?(): Promise<void>;
}

const [one, two, three] = ["relay-1:21117", "relay-2:21117", "relay-3:21117"].map(relayName) as [
  RelayAdvert["name"],
  RelayAdvert["name"],
  RelayAdvert["name"],
];
const advertOf = (name: RelayAdvert["name"], change: Partial<RelayAdvert> = {}): RelayAdvert => ({
  name,
  node: { slot: 4, epoch: "e" },
  state: "serving",
  capacityBps: 1000,
  usedBps: 250,
  sessions: 3,
  maxSessions: 100,
  meanSessionBps: 80,
  region: "eu",
  latitude: 52.5,
  longitude: 13.4,
  pools: ["gold"],
  mesh: true,
  unproven: true,
  release: "0.1.0",
  ...change,
});

/** What relays' words and whoever reads them promise together [CL-31]. */
export function relayAdvertsContract(
  name: string,
  create: () => RelayAdvertsUnderTest | Promise<RelayAdvertsUnderTest>,
): void {
  describe(`relay adverts contract: ${name}`, () => {
    const scene = scenesOf(create);
    const names = async ({ directory, read }: RelayAdvertsUnderTest): Promise<string[]> => {
      await read?.();
      return directory.snapshot().map((view) => view.name);
    };

    scene("[CL-31] shows what a relay says of itself, and its load", async (under) => {
      await under.adverts.advertise(advertOf(one));
      assert.deepEqual(await names(under), [one]);
      assert.deepEqual(under.directory.snapshot()[0], { ...advertOf(one), serving: true, load: 0.25 });
      await under.adverts.advertise(advertOf(one, { state: "draining", usedBps: 5000 }));
      await under.read?.();
      assert.equal(under.directory.snapshot()[0]?.load, 1);
      assert.equal(under.directory.snapshot()[0]?.state, "draining");
    });

    scene("[CL-31] knows a limit that is not there from one that is", async (under) => {
      const unlimited = { capacityBps: Number.POSITIVE_INFINITY, maxSessions: Number.POSITIVE_INFINITY };
      await under.adverts.advertise(advertOf(one, unlimited));
      await under.read?.();
      const [view] = under.directory.snapshot();
      assert.equal(view?.capacityBps, Number.POSITIVE_INFINITY);
      assert.equal(view?.maxSessions, Number.POSITIVE_INFINITY);
      assert.equal(view?.load, 0);
    });

    scene("[CL-31] lists the operator's own first, in order, then the others by name", async (under) => {
      await under.adverts.advertise(advertOf(three));
      await under.adverts.advertise(advertOf(one));
      under.directory.replace([two, three]);
      assert.deepEqual(await names(under), [two, three, one]);
      assert.equal(under.directory.snapshot()[1]?.sessions, 3);
    });

    scene("[CL-31] forgets a relay that has said nothing for 5 s", async (under) => {
      await under.adverts.advertise(advertOf(one));
      await under.adverts.advertise(advertOf(two));
      assert.deepEqual(await names(under), [one, two]);
      for (let second = 0; second < 4; second += 1) {
        await under.pass(1000);
        await under.adverts.advertise(advertOf(two));
        assert.deepEqual(await names(under), [one, two]);
      }
      await under.pass(1500);
      await under.adverts.advertise(advertOf(two));
      assert.deepEqual(await names(under), [two]);
    });

    scene("[CL-31] forgets a relay that leaves at once, and keeps the operator's name of it", async (under) => {
      await under.adverts.advertise(advertOf(one));
      await under.adverts.advertise(advertOf(two));
      under.directory.replace([two]);
      assert.deepEqual(await names(under), [two, one]);
      await under.adverts.leave(advertOf(one));
      await under.adverts.leave(advertOf(two));
      assert.deepEqual(await names(under), [two]);
      assert.equal(under.directory.snapshot()[0]?.sessions, 0);
      await under.adverts.advertise(advertOf(one));
      assert.deepEqual(await names(under), [two, one]);
    });

    const at = (slot: number, change: Partial<RelayAdvert> = {}): RelayAdvert =>
      advertOf(one, { node: { slot, epoch: "e" }, ...change });

    scene("[CL-31] [CL-38] adds up what relays of one address say, and takes the newest of others", async (under) => {
      await under.adverts.advertise(at(6, { usedBps: 50, sessions: 1, meanSessionBps: 40 }));
      await under.adverts.advertise(at(4, { region: "us" }));
      await under.adverts.advertise(at(5, { state: "draining", usedBps: 999 }));
      assert.deepEqual(await names(under), [one]);
      const [view] = under.directory.snapshot();
      assert.deepEqual([view?.node?.slot, view?.state, view?.region], [4, "serving", "us"]);
      assert.deepEqual([view?.capacityBps, view?.usedBps, view?.load], [2000, 300, 0.15]);
      assert.deepEqual([view?.sessions, view?.maxSessions, view?.meanSessionBps], [4, 200, 70]);
      await under.pass(1000);
      await under.adverts.advertise(advertOf(two, { mesh: false }));
      await under.pass(10);
      await under.adverts.advertise(advertOf(two, { mesh: false, node: { slot: 3, epoch: "e" }, usedBps: 10 }));
      await under.pass(10);
      assert.deepEqual(under.directory.snapshot()[1]?.usedBps, 10);
    });

    scene("[CL-38] [CL-48] an address drains when all its relays do, and goes with the last of them", async (under) => {
      await under.adverts.advertise(at(4, { state: "draining" }));
      await under.adverts.advertise(at(5));
      await under.read?.();
      assert.equal(under.directory.snapshot()[0]?.state, "serving");
      await under.adverts.leave(at(5));
      await under.read?.();
      assert.equal(under.directory.snapshot()[0]?.state, "draining");
      await under.adverts.leave(at(4));
      assert.deepEqual(await names(under), []);
    });

    scene("[CL-31] keeps what a probe found while the relay goes on speaking", async (under) => {
      await under.adverts.advertise(advertOf(one));
      await under.read?.();
      under.directory.judge(one, false);
      await under.adverts.advertise(advertOf(one, { sessions: 9 }));
      await under.read?.();
      const [view] = under.directory.snapshot();
      assert.deepEqual([view?.serving, view?.sessions], [false, 9]);
      const before = under.directory.snapshot();
      await under.read?.();
      assert.equal(under.directory.snapshot(), before);
    });
  });
}
