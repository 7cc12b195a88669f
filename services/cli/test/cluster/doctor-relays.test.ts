import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { doctorIdentities, relayCheck, runDoctor } from "@fairlead/client";
import { clock, newId, random } from "../whole/support/clients.ts";
import { TestCluster } from "./support/test-cluster.ts";

describe("the doctor visits relays one by one", () => {
  let cluster: TestCluster;
  before(async () => {
    cluster = await TestCluster.start({ rendezvous: 1, relays: 3 });
  });
  after(() => cluster?.[Symbol.asyncDispose]());

  it("[RR-4] names the relay itself, and goes through that very one by every way", async () => {
    const [rendezvous] = cluster.rendezvous;
    assert.ok(rendezvous !== undefined);
    const relays = cluster.relays.map(({ ports }) => `${ports.address}:${ports.relay}`);
    const results = await runDoctor({
      host: rendezvous.server.rendezvous,
      key: cluster.publicKey,
      ids: doctorIdentities(newId()),
      clock,
      random,
      relays: [...relays, "127.0.0.1:9"],
      relayBytes: 64 * 1024,
      judgesPorts: false,
      answerTimeoutMs: 15_000,
      totalTimeoutMs: 180_000,
    });
    for (const address of relays) {
      for (const way of ["TCP", "WebSocket"] as const) {
        const found = results.find(({ check }) => check === relayCheck(address, way));
        assert.equal(found?.outcome, "works", `${address} by ${way}: ${found?.detail}`);
        assert.ok(found?.detail.startsWith(`${address}: `), found?.detail);
      }
    }
    const absent = results.filter(({ check }) => check.includes("127.0.0.1:9 "));
    assert.deepEqual(
      absent.map(({ outcome }) => outcome),
      ["fails", "fails"],
    );
  });
});
