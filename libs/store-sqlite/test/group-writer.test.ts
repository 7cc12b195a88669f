import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { StoreUnavailableError } from "@fairlead/cluster";
import { ManualClock } from "@fairlead/testkit";
import { GroupWriter } from "../src/group-writer.ts";
import type { WriteOperation, WriteResult } from "../src/worker-protocol.ts";
import { identity } from "./registry.ts";

const claim = (id: string): WriteOperation => ({ kind: "claim", identity: identity(id) });
const created: WriteResult = { kind: "claim", result: { kind: "created" } };
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A writer whose commits end when the test says so. */
function bench(groupSize = 100, queueCapacity = 1000) {
  const clock = new ManualClock();
  const commits: { readonly size: number; end(): void; fail(error: Error): void }[] = [];
  const writer = new GroupWriter(clock, { groupDelayMs: 5, groupSize, queueCapacity }, (operations) => {
    const { promise, resolve, reject } = Promise.withResolvers<readonly WriteResult[]>();
    commits.push({ size: operations.length, end: () => resolve(operations.map(() => created)), fail: reject });
    return promise;
  });
  return { clock, commits, writer };
}

describe("group commit", () => {
  it("gives the first write a few milliseconds of company, then one commit for all", async () => {
    const { clock, commits, writer } = bench();
    const writes = Array.from({ length: 10 }, (_, at) => writer.write(claim(`1000000${at}`)));
    clock.advance(4);
    assert.equal(commits.length, 0);
    clock.advance(1);
    assert.deepEqual(
      commits.map(({ size }) => size),
      [10],
    );
    commits[0]?.end();
    assert.deepEqual(
      await Promise.all(writes),
      writes.map(() => created),
    );
    assert.equal(clock.pending, 0);
  });

  it("answers nobody before the commit has ended", async () => {
    const { clock, commits, writer } = bench();
    let answered = false;
    const write = writer.write(claim("100000001")).then(() => {
      answered = true;
    });
    clock.advance(100);
    await turn();
    assert.equal(answered, false);
    commits[0]?.end();
    await write;
  });

  it("starts at once when a group is full, and carries the rest in the next", async () => {
    const { commits, writer } = bench(3);
    const writes = Array.from({ length: 7 }, (_, at) => writer.write(claim(`1000000${at}`)));
    for (const size of [3, 3, 1]) {
      assert.equal(commits.at(-1)?.size, size);
      commits.at(-1)?.end();
      await turn();
    }
    assert.equal((await Promise.all(writes)).length, 7);
  });

  it("gathers the next group while a commit is under way, one commit at a time", async () => {
    const { clock, commits, writer } = bench();
    const first = writer.write(claim("100000001"));
    clock.advance(5);
    const others = [writer.write(claim("100000002")), writer.write(claim("100000003"))];
    clock.advance(1000);
    assert.equal(commits.length, 1);
    commits[0]?.end();
    await first;
    await turn();
    assert.deepEqual(
      commits.map(({ size }) => size),
      [1, 2],
    );
    commits[1]?.end();
    await Promise.all(others);
  });

  it("tells those who wait behind a failed commit at once, and serves those who come later", async () => {
    const { clock, commits, writer } = bench();
    const failing = writer.write(claim("100000001"));
    clock.advance(5);
    const behind = writer.write(claim("100000002"));
    commits[0]?.fail(new StoreUnavailableError("disk full"));
    await assert.rejects(failing, /disk full/);
    await assert.rejects(behind, /disk full/);
    const later = writer.write(claim("100000003"));
    clock.advance(5);
    commits[1]?.end();
    assert.equal(await later, created);
  });

  it("refuses at once when too many wait", async () => {
    const { clock, commits, writer } = bench(100, 2);
    const kept = [writer.write(claim("100000001")), writer.write(claim("100000002"))];
    await assert.rejects(writer.write(claim("100000003")), { code: "STORE_UNAVAILABLE" });
    assert.equal(writer.waiting, 2);
    clock.advance(5);
    commits[0]?.end();
    await Promise.all(kept);
  });

  it("drains without waiting for the delay", async () => {
    const { commits, writer } = bench();
    const write = writer.write(claim("100000001"));
    const drained = writer.drained();
    commits[0]?.end();
    await drained;
    assert.equal(await write, created);
  });
});
