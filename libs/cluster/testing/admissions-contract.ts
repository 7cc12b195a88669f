import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { sessionUuid } from "@fairlead/base";
import type { Admission, Admissions } from "../src/index.ts";

export interface AdmissionsUnderTest {
  readonly admissions: Admissions;
  /** Lets time pass on its clock. */
  pass(ms: number): Promise<void>;
  /** Ends what stands behind it. */
  close?(): Promise<void>;
}

const uuid = sessionUuid("11111111-2222-4333-8444-555555555555");
const admission: Admission = { uuid, peerId: "123456789", fromIp: "203.0.113.7", purpose: "session" };

/** What every set of admissions promises [RL-3]. `create` makes an empty one. */
export function admissionsContract(
  name: string,
  create: () => AdmissionsUnderTest | Promise<AdmissionsUnderTest>,
): void {
  describe(`admissions contract: ${name}`, () => {
    const opened: AdmissionsUnderTest[] = [];
    const open = async (): Promise<AdmissionsUnderTest> => {
      const one = await create();
      opened.push(one);
      return one;
    };
    afterEach(async () => {
      for (const one of opened.splice(0)) await one.close?.();
    });

    it("[RL-3] finds what was admitted, and nothing else", async () => {
      const { admissions } = await open();
      await admissions.admit(admission);
      assert.deepEqual(admissions.find(uuid), admission);
      assert.equal(admissions.find(sessionUuid("another")), undefined);
    });

    it("[RL-3] is valid for 60 s, and not a moment longer", async () => {
      const { admissions, pass } = await open();
      await admissions.admit(admission);
      await pass(59_000);
      assert.deepEqual(admissions.find(uuid), admission);
      await pass(1001);
      assert.equal(admissions.find(uuid), undefined);
      assert.equal(admissions.consume(uuid), false);
    });

    it("[RL-3] is used up once", async () => {
      const { admissions } = await open();
      await admissions.admit(admission);
      assert.equal(admissions.consume(uuid), true);
      assert.equal(admissions.find(uuid), undefined);
      assert.equal(admissions.consume(uuid), false);
    });

    it("[RR-2] admits a uuid again: the 60 s start anew", async () => {
      const { admissions, pass } = await open();
      await admissions.admit(admission);
      await pass(40_000);
      await admissions.admit({ ...admission, fromIp: "203.0.113.8" });
      await pass(40_000);
      assert.equal(admissions.find(uuid)?.fromIp, "203.0.113.8");
    });

    it("tells watchers of each admission once, and none after they left", async () => {
      const { admissions } = await open();
      const heard: string[] = [];
      const watch = admissions.watch((one) => heard.push(one.uuid));
      await admissions.admit(admission);
      watch[Symbol.dispose]();
      watch[Symbol.dispose]();
      await admissions.admit({ ...admission, uuid: sessionUuid("later") });
      assert.deepEqual(heard, [uuid]);
    });

    it("lets a watcher find what it hears of", async () => {
      const { admissions } = await open();
      let found: Admission | undefined;
      using _watch = admissions.watch((one) => {
        found = admissions.find(one.uuid);
      });
      await admissions.admit(admission);
      assert.deepEqual(found, admission);
    });
  });
}
