import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { describe, it } from "node:test";
import { SimulatedClient, TempFolder, waitUntil } from "@fairlead/testkit";
import { FairleadProcess, run } from "../fairlead-process.ts";
import { clock, newId, random } from "../whole/support/clients.ts";

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const pidsIn = (text: string): readonly number[] => [...text.matchAll(/pid (\d+)$/gm)].map(([, pid]) => Number(pid));

describe("a cluster on this machine", () => {
  it("shows its nodes, serves a client at each, and leaves no process behind", async () => {
    await using folder = await TempFolder.create("local-cluster");
    await using cluster = new FairleadProcess(["cluster", "--data-dir", folder.path]);
    await cluster.says(/Ctrl-C ends all of it/, 90_000);
    const said = cluster.out;
    const pids = pidsIn(said);
    assert.equal(pids.length, 7);
    const table = said.split("\n").filter((line) => /^r[dl]-\d +(rendezvous|relay) +\d+ +127\./.test(line));
    assert.equal(table.length, 6);
    const [, host = ""] = /ID server +(\S+)/.exec(said) ?? [];
    const [, key = ""] = /Key +(\S+)/.exec(said) ?? [];
    await using client = new SimulatedClient(
      { clock, random },
      { rendezvous: `${host}:21116`, key, id: newId(), localAddress: host.replace(/\d+$/, "50") },
    );
    await client.register(30_000);
    const { out } = await run(["ctl", "--data-dir", `${folder.path}/rd-3`, "peers", client.id]);
    assert.match(out, new RegExp(`^rd-1 +${client.id} `, "m"));
    const second = await run(["cluster", "--data-dir", folder.path]);
    assert.equal(second.code, 1);
    assert.match(
      second.err,
      /^fairlead: a cluster runs in .* already, its Redis answers at 127.*; do: end that one first/m,
    );
    cluster.signal("SIGINT");
    assert.equal((await cluster.ended).code, 0);
    const [redis = 0, ...nodes] = pids;
    assert.deepEqual(nodes.filter(isAlive), []);
    // One that was too slow is killed with whoever would have seen it end.
    await waitUntil(clock, "Redis is gone", () => !isAlive(redis), 10_000);
  });

  it("killed outright takes everything along", async () => {
    await using folder = await TempFolder.create("local-cluster");
    await using cluster = new FairleadProcess([
      "cluster",
      "--rendezvous",
      "1",
      "--relays",
      "1",
      "--data-dir",
      folder.path,
    ]);
    await cluster.says(/Ctrl-C ends all of it/, 90_000);
    const pids = pidsIn(cluster.out);
    cluster.signal("SIGKILL");
    await waitUntil(clock, "all are gone", () => !pids.some(isAlive), 40_000);
  });

  it("without a folder of its own leaves none", async () => {
    await using cluster = new FairleadProcess(["cluster", "--rendezvous", "1", "--relays", "1"]);
    const [, folder = ""] = await cluster.says(/runs in (\S+)\.$/m, 90_000);
    await cluster.says(/Ctrl-C ends all of it/, 90_000);
    const pids = pidsIn(cluster.out);
    cluster.signal("SIGINT");
    await cluster.ended;
    assert.equal(existsSync(folder), false);
    await waitUntil(clock, "all are gone", () => !pids.some(isAlive), 20_000);
  });
});
