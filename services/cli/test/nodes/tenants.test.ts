import assert from "node:assert/strict";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { TempFolder, waitUntil } from "@fairlead/testkit";
import { TestCluster, type TestNode } from "../cluster/support/test-cluster.ts";
import { clock, newId, sessionBetween } from "../whole/support/clients.ts";

describe("tenants of a cluster", () => {
  it("are served, suspended on every node within seconds of the file's change, and never named by metrics [CL-46][CL-49]", async () => {
    await using folder = await TempFolder.create("tenants");
    const file = join(folder.path, "tenants.yaml");
    const id = newId();
    const write = async (suspended: boolean): Promise<void> => {
      const lines = ["tenants:", "  - id: acme-secret", `    suspended: ${suspended}`, `    devices: ["${id}"]`];
      await writeFile(`${file}.new`, `${lines.join("\n")}\n`);
      await rename(`${file}.new`, file);
    };
    await write(false);
    await using cluster = await TestCluster.start({ rendezvous: 2, relays: 1, words: ["--tenants", file] });
    await using device = await cluster.registeredClient({ id });
    await using controlling = cluster.client();
    const session = await sessionBetween(controlling, device, { forceRelay: true });
    for (const { server } of cluster.nodes) assert.doesNotMatch(await server.metrics(), /acme-secret/);
    session.a.stream.close();
    session.b.stream.close();
    await write(true);
    const refusedAt = async (node: TestNode): Promise<boolean> => {
      await using client = cluster.client(cluster.at(node));
      const outcome = await client.connect(id, { forceRelay: true });
      return outcome.kind === "failed" && outcome.text.includes("suspended");
    };
    // Each node reads the file at its own moments.
    await Promise.all(
      cluster.rendezvous.map((node) => waitUntil(clock, `${node.name} refuses`, () => refusedAt(node), 10_000)),
    );
  });
});
