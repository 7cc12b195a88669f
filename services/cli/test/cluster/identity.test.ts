import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { delay } from "@fairlead/base";
import { waitUntil } from "@fairlead/testkit";
import { RegisterPkResult } from "@fairlead/wire";
import { clock, newId } from "../whole/support/clients.ts";
import { RawDevice } from "./support/raw-device.ts";
import { TestCluster } from "./support/test-cluster.ts";

const RIVALS = 1000;
/** A client repeats a registration that nobody answered. */
const ROUNDS = 5;
/** An id that has rested so long may register three times in a row again, at each node. */
const REST_MS = 7_100;
const { ok, uuidMismatch, tooFrequent } = RegisterPkResult;

describe("one id that 1000 machines claim at once", () => {
  const id = newId();
  let cluster: TestCluster;
  let rivals: RawDevice[];
  before(async () => {
    cluster = await TestCluster.start({ relays: 1, rendezvousWords: ["--register-allow", "127.0.0.0/8"] });
    rivals = await RawDevice.openMany(RIVALS, cluster.hosts, () => ({
      id,
      uuid: randomBytes(16),
      pk: randomBytes(32),
    }));
  });
  after(async () => {
    await Promise.all(rivals.map((rival) => rival[Symbol.asyncDispose]()));
    await cluster[Symbol.asyncDispose]();
  });
  const node = (n: number): TestCluster["rendezvous"][number]["ports"] => {
    const { ports } = cluster.rendezvous[n % cluster.rendezvous.length] ?? assert.fail();
    return ports;
  };
  const winners = (): RawDevice[] => rivals.filter(({ results }) => results.includes(ok));

  it("[CL-10]: has one winner over three nodes; everybody else is told of the conflict, or nothing yet", async (t) => {
    for (let round = 0; round < ROUNDS && rivals.some(({ results }) => results.length === 0); round += 1) {
      for (const [n, rival] of rivals.entries()) if (rival.results.length === 0) rival.register(node(n));
      await delay(clock, 2000);
    }
    assert.equal(winners().length, 1);
    const others = rivals.filter((rival) => rival !== winners()[0]).flatMap(({ results }) => results);
    const refusals: readonly number[] = [uuidMismatch, tooFrequent];
    assert.deepEqual(
      others.filter((result) => !refusals.includes(result)),
      [],
    );
    const told = others.filter((result) => result === uuidMismatch).length;
    t.diagnostic(`${told} of ${RIVALS - 1} were told of the conflict`);
    assert.ok(told > 0);
  });

  it("[CL-10] [CL-27]: stays the winner's on every node, also while the store is stopped and after it", async () => {
    const [winner] = winners();
    assert.ok(winner !== undefined);
    const registers = async (n: number): Promise<void> => {
      const before = winner.results.length;
      winner.register(node(n));
      await waitUntil(clock, `an answer of node ${n}`, () => winner.results.length > before, 20_000);
      assert.equal(winner.results.at(-1), ok, `node ${n}`);
    };
    // A winner that was answered late has repeated itself, and each time counts.
    await delay(clock, REST_MS);
    for (const n of [0, 1, 2]) {
      await registers(n);
      // More than three in 6 s are too frequent, whoever asks.
      await delay(clock, 2500);
    }
    const before = winner.results.length;
    cluster.redis?.signal("SIGSTOP");
    for (let n = 0; n < 9; n += 1) {
      winner.register(node(n));
      for (const rival of rivals.slice(n * 3, n * 3 + 3)) if (rival !== winner) rival.register(node(n));
      await delay(clock, 1000);
    }
    cluster.redis?.signal("SIGCONT");
    await waitUntil(
      clock,
      "it is accepted everywhere again",
      async () => {
        await delay(clock, 3000);
        const heard = winner.results.length;
        for (const n of [0, 1, 2]) winner.register(node(n));
        await delay(clock, 1000);
        const answers = winner.results.slice(heard);
        return answers.length >= 3 && answers.every((result) => result === ok);
      },
      90_000,
    );
    assert.ok(winner.results.slice(before).includes(ok));
    assert.ok(!winner.results.includes(uuidMismatch), `the winner was told ${winner.results}`);
    assert.equal(winners().length, 1);
  });
});
