import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { waitUntil } from "@fairlead/testkit";
import { TestCluster, type TestNode } from "../cluster/support/test-cluster.ts";
import { clock, sessionBetween } from "../whole/support/clients.ts";

const rows = (text: string): readonly string[] =>
  text
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.replaceAll(/ {2,}/g, " "));

interface Readyz {
  readonly status: number;
  readonly phase: string;
  readonly degraded: readonly string[];
}

async function readyz({ server }: TestNode): Promise<Readyz> {
  const response = await fetch(`http://127.0.0.1:${server.opsPort}/readyz`);
  const body = (await response.json()) as { status: string; degraded: readonly { part: string }[] };
  return { status: response.status, phase: body.status, degraded: body.degraded.map(({ part }) => part) };
}

describe("ctl on a cluster of processes", () => {
  let cluster: TestCluster;
  let rd1: TestNode;
  let rd2: TestNode;
  let rl1: TestNode;
  const ctl = async (node: TestNode, ...words: readonly string[]): Promise<string> => {
    const { code, out, err } = await cluster.ctl(node, ...words);
    return code === 0 ? out : err;
  };
  before(async () => {
    cluster = await TestCluster.start({ rendezvous: 2, relays: 2, words: ["--drain-seconds", "1"] });
    [rd1, rd2] = cluster.rendezvous as [TestNode, TestNode];
    [rl1] = cluster.relays as [TestNode];
  });
  after(() => cluster[Symbol.asyncDispose]());

  it("shows all nodes from each, a relay too", async () => {
    for (const node of cluster.nodes) {
      const names = rows(await ctl(node, "nodes")).map((row) => row.split(" ").slice(0, 2).join(" "));
      assert.deepEqual(names, ["rd-1 rendezvous", "rd-2 rendezvous", "rl-1 relay", "rl-2 relay"]);
    }
    const relays = rows(await ctl(rl1, "relays")).map((row) => row.split(" ").slice(0, 2).join(" "));
    assert.deepEqual(
      relays.toSorted(),
      [`${cluster.relayAddress(0)} yes`, `${cluster.relayAddress(1)} yes`].toSorted(),
    );
  });

  it("explains for a tenant's sake, and lists the words of both roles", async () => {
    assert.match(
      await ctl(rd1, "explain", "127.0.0.1", "123456789", "--tenant", "nobody"),
      /no tenant is called nobody/,
    );
    const help = await ctl(rd1, "help");
    for (const word of ["nodes", "explain A-ADDR", "single-bandwidth(sb)"])
      assert.equal(help.split(`\n${word}`).length, 2, word);
  });

  it("finds a device from every node, and takes it offline from another [CL-34]", async () => {
    await using client = await cluster.registeredClient({ ...cluster.at(rd2), mode: "tcp" });
    for (const node of [rd1, rd2, rl1]) {
      assert.match(await ctl(node, "peers", client.id), new RegExp(`^rd-2 +${client.id} `, "m"));
      assert.match(await ctl(node, "peer", client.id), /^node +rd-2$/m);
    }
    assert.equal(
      await ctl(rd1, "kick-peer", client.id),
      `${client.id} was on rd-2; it is offline until it registers again\n`,
    );
  });

  it("lists a session of every relay by its relay's name, and ends it from anywhere [CL-34]", async () => {
    await using b = await cluster.registeredClient();
    await using a = cluster.client();
    const session = await sessionBetween(a, b, { forceRelay: true });
    const listed = rows(await ctl(rd1, "sessions")).find((row) => row.includes(session.a.uuid)) ?? "";
    const [name = ""] = listed.split(" ");
    assert.match(name, /^rl-[12]\/\d+$/);
    assert.equal(await ctl(rd2, "kick", name), `${name} has ended\n`);
    assert.doesNotMatch(await ctl(rl1, "sessions"), new RegExp(session.a.uuid));
    session.a.stream.close();
    session.b.stream.close();
  });

  it("changes settings and limits of all nodes at once, whichever role they are of [CL-34]", async () => {
    assert.match(await ctl(rd1, "aur", "Y"), /^in force on 4 of 4 nodes \(version \d+\)\n$/);
    assert.equal(await ctl(rd2, "aur"), "ALWAYS_USE_RELAY: true\n");
    assert.match(await ctl(rd2, "single-bandwidth", "16"), /^in force on 4 of 4 nodes/);
    for (const relay of cluster.relays) assert.match(await ctl(relay, "sb"), /^16Mb\/s/);
    assert.match(await ctl(rl1, "blocklist-add", "203.0.113.9"), /^in force on 4 of 4 nodes/);
    assert.match(await ctl(cluster.relays[1] as TestNode, "blocklist", "203.0.113.9"), /^true/);
    assert.match(await ctl(rd1, "aur", "N"), /^in force on 4 of 4/);
  });

  it("drains a node named on another and takes it back: its readyz alone says so [CL-2]", async () => {
    assert.match(await ctl(rd1, "drain", "rd-2"), /^rd-2 drains/);
    await waitUntil(clock, "503", async () => (await readyz(rd2)).status === 503, 30_000);
    assert.equal((await readyz(rd2)).phase, "draining");
    assert.equal((await readyz(rd1)).status, 200);
    // Others know of it with their next renewal.
    const isKnown = async (): Promise<boolean> => /^rd-2 .* draining /m.test(await ctl(rd1, "nodes"));
    await waitUntil(clock, "rd-1 knows that rd-2 drains", isKnown, 30_000);
    await using client = await cluster.registeredClient(cluster.at(rd2));
    assert.match(await ctl(rd1, "peers", client.id), /^rd-2 /m);
    assert.equal(await ctl(rd1, "undrain", "rd-2"), "rd-2 serves\n");
    assert.equal((await readyz(rd2)).status, 200);
  });

  it("while Redis is away: degraded and ready, alive, and nothing is half changed [CL-1][CL-2][CL-34]", async () => {
    cluster.redis?.signal("SIGSTOP");
    try {
      await waitUntil(clock, "degraded", async () => (await readyz(rd1)).degraded.includes("redis"), 30_000);
      assert.equal((await readyz(rd1)).status, 200);
      assert.equal((await fetch(`http://127.0.0.1:${rd1.server.opsPort}/livez`)).status, 200);
      assert.match(await ctl(rd1, "aur", "Y"), /nothing was changed: .*do: try again when Redis answers/);
      assert.equal(await ctl(rd1, "aur"), "ALWAYS_USE_RELAY: false\n");
    } finally {
      cluster.redis?.signal("SIGCONT");
    }
    await waitUntil(clock, "well again", async () => (await readyz(rd1)).degraded.length === 0, 30_000);
  });

  it("knows a node that came, with what was changed before it, and one that left on purpose", async () => {
    await ctl(rd1, "aur", "Y");
    const rd3 = await cluster.addRendezvous();
    assert.equal(await ctl(rd3, "aur"), "ALWAYS_USE_RELAY: true\n");
    await waitUntil(clock, "it is there", async () => /^rd-3 /m.test(await ctl(rl1, "nodes")), 30_000);
    assert.equal(await rd3.server.stop(), "0");
    cluster.rendezvous.pop();
    await waitUntil(clock, "it is gone", async () => !/^rd-3 /m.test(await ctl(rl1, "nodes")), 30_000);
    await ctl(rd1, "aur", "N");
  });
});
