import assert from "node:assert/strict";
import { describe } from "node:test";
import { sessionUuid, tenantId } from "@fairlead/base";
import type { Admission, AdmissionStore } from "../src/index.ts";
import { scenesOf, type UnderTest } from "./contract-scenes.ts";

export interface AdmissionStoreUnderTest extends UnderTest {
  readonly store: AdmissionStore;
}

const uuid = sessionUuid("11111111-2222-4333-8444-555555555555");
const admission: Admission = { uuid, peerId: "123456789", fromIp: "203.0.113.7", purpose: "session" };

/** What every store of admissions promises [CL-29] [CL-30]. */
export function admissionStoreContract(
  name: string,
  create: () => AdmissionStoreUnderTest | Promise<AdmissionStoreUnderTest>,
): void {
  describe(`admission store contract: ${name}`, () => {
    const scene = scenesOf(create);

    scene("[CL-29] reads what was put, with all it says, and nothing else", async ({ store }) => {
      const full: Admission = {
        ...admission,
        tenant: tenantId("acme"),
        budget: { sessionBps: 1, deviceBps: 2, tenantBps: 3, tenantSessions: 4 },
        relay: "relay.example.com:21117",
        trace: "00ff-1",
      };
      await store.put(full);
      assert.deepEqual(await store.read(uuid), full);
      assert.equal(await store.read(sessionUuid("{another} one")), undefined);
    });

    scene("[CL-29] keeps it for 60 s, anew when it is put again", async ({ store, pass }) => {
      await store.put(admission);
      await pass(40_000);
      await store.put({ ...admission, fromIp: "203.0.113.8" });
      await pass(59_000);
      assert.equal((await store.read(uuid))?.fromIp, "203.0.113.8");
      await pass(1500);
      assert.equal(await store.read(uuid), undefined);
      assert.equal(await store.take(uuid), false);
    });

    scene("[CL-30] is taken by exactly one", async ({ store }) => {
      await store.put(admission);
      const takers = await Promise.all(Array.from({ length: 10 }, () => store.take(uuid)));
      assert.equal(takers.filter((taken) => taken).length, 1);
      assert.equal(await store.read(uuid), undefined);
    });
  });
}
