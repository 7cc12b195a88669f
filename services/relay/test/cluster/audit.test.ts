import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { type LogFields, tenantId } from "@fairlead/base";
import { unlimitedBudget } from "@fairlead/cluster";
import { SESSION_ENDS } from "../../src/session-end.ts";
import type { RelayUnderTest } from "../support/relay-under-test.ts";
import { RelaysUnderTest } from "../support/relays-under-test.ts";

const page = readFileSync(new URL("../../../../docs/audit.md", import.meta.url), "utf8");
/** What the first column of a table says. */
const rowsOf = (heading: string): readonly string[] => {
  const section = page.split(/^## /m).find((text) => text.startsWith(heading)) ?? "";
  return [...section.matchAll(/^\| `(\w+)`/gm)].map((match) => match[1] ?? "");
};

const records = (relay: RelayUnderTest): readonly LogFields[] =>
  relay.lines.filter(({ fields }) => fields["stream"] === "audit").map(({ fields }) => fields);

async function openSession(all: RelaysUnderTest) {
  const budget = { ...unlimitedBudget, tenantBps: 1e9 };
  await all.tell(0, { tenant: tenantId("acme"), budget, trace: "0a-0b" });
  return all.first.relay.tcpPair();
}

describe("[CL-39] the record of a session", { timeout: 120_000 }, () => {
  it("says who, from where, of which tenant, how long, bytes per direction, and why it ended", async () => {
    await using all = await RelaysUnderTest.start(1);
    const { relay } = all.first;
    const [controlled, controlling] = await openSession(all);
    await controlling.write(Buffer.alloc(300));
    await controlled.read(300);
    await controlled.write(Buffer.alloc(20));
    await controlling.read(20);
    await all.pass(5000);
    for (const leg of [controlling, controlled]) leg.close();
    await relay.until(() => records(relay).length === 1);
    const { session, uuid, fromPort, toPort, ...rest } = records(relay)[0] ?? {};
    assert.ok([session, uuid, fromPort, toPort].every((field) => field !== undefined && field !== 0));
    assert.deepEqual(rest, {
      stream: "audit",
      end: "closed",
      device: "123456789",
      tenant: "acme",
      fromIp: "127.0.0.1",
      fromBy: "tcp",
      toIp: "127.0.0.1",
      toBy: "tcp",
      durationMs: 5000,
      bytesToControlled: 300,
      bytesFromControlled: 20,
      trace: "0a-0b",
    });
  });

  it("is written for a kicked one, and for those that end with the relay", async () => {
    const all = await RelaysUnderTest.start(1);
    const { relay } = all.first;
    await openSession(all);
    relay.relay.kick(1);
    await relay.until(() => records(relay).length === 1);
    await openSession(all);
    await all[Symbol.asyncDispose]();
    assert.deepEqual(
      records(relay).map(({ end }) => end),
      ["kicked", "aborted"],
    );
  });

  it("reaches the log of the process for each session, when the relay's thread is closed while it carries them", async () => {
    const program = new URL("../support/closing-relay.ts", import.meta.url).pathname;
    const { stderr } = await promisify(execFile)(process.execPath, [program], { timeout: 120_000 });
    const lines = stderr.split("\n").filter((line) => line.includes('"stream":"audit"'));
    assert.deepEqual(lines.map((line) => JSON.parse(line).uuid).toSorted(), ["one", "three", "two"]);
  });

  it("is not written for relay checks, nor for legs that were refused", async () => {
    await using all = await RelaysUnderTest.start(1);
    const { relay } = all.first;
    await all.tell(0, { purpose: "probe", peerId: "" });
    for (const leg of await relay.tcpPair()) leg.close();
    await relay.until(() => relay.events("relay.session.closed").length === 1);
    assert.deepEqual(records(relay), []);
  });

  it("has the fields of docs/audit.md, and ends for its reasons", async () => {
    await using all = await RelaysUnderTest.start(1);
    const { relay } = all.first;
    for (const leg of await openSession(all)) leg.close();
    await relay.until(() => records(relay).length === 1);
    assert.deepEqual(rowsOf("Fields").toSorted(), Object.keys(records(relay)[0] ?? {}).toSorted());
    assert.deepEqual(rowsOf("Why it ended").toSorted(), SESSION_ENDS.toSorted());
  });
});
