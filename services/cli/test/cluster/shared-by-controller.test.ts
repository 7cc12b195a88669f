import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { noMetrics, silentLogger } from "@fairlead/base";
import { openRedisStore, RedisSharedSettings, type RedisStore } from "@fairlead/cluster-redis";
import { ServerListPush, TenantPush, TenantSnapshot } from "@fairlead/controller";
import { waitUntil } from "@fairlead/testkit";
import { clock, random } from "../whole/support/clients.ts";
import { TestCluster } from "./support/test-cluster.ts";

describe("what the controller shares with nodes, by their Redis", () => {
  const stack = new AsyncDisposableStack();
  let cluster: TestCluster;
  let store: RedisStore;
  before(async () => {
    cluster = stack.use(await TestCluster.start({ rendezvous: 2, relays: 1, words: ["--tenants", "store"] }));
    const ports = { clock, random, logger: silentLogger, metrics: noMetrics };
    store = stack.use(await openRedisStore(ports, { url: cluster.redis?.url ?? "", prefix: "fairlead:" }));
  });
  after(async () => await stack.disposeAsync());

  const eachNode = async (
    what: string,
    isSo: (node: TestCluster["nodes"][number]) => Promise<boolean>,
  ): Promise<void> => {
    for (const node of cluster.rendezvous) await waitUntil(clock, `${node.name}: ${what}`, () => isSo(node), 30_000);
  };
  const servers = async (node: TestCluster["nodes"][number]): Promise<string> => {
    const answer = await cluster.ask(node, "servers");
    return answer.kind === "text" ? answer.text.trim() : answer.kind;
  };

  it("[KU-27] a server list is on every node, above what ctl said there", async () => {
    const [first] = cluster.rendezvous;
    assert.equal((await cluster.ctl(first ?? assert.fail(), "servers", "17", "old.example.com")).code, 0);
    await new ServerListPush({ clock, settings: new RedisSharedSettings(store) }).push([
      "rd1.example.com",
      "rd2.example.com",
    ]);
    await eachNode("has the list", async (node) => (await servers(node)) === "18 rd1.example.com,rd2.example.com");
  });

  it("[KU-26] tenants are in force on every node, those that can be used", async () => {
    const tenant = (name: string, devices: string[]) => ({
      metadata: { name },
      spec: { devices, pools: [], suspended: `${name} owes` },
    });
    const snapshot = new TenantSnapshot().of([tenant("late", ["late-*"]), tenant("bad", ["no id"])]);
    await new TenantPush({ clock, settings: new RedisSharedSettings(store) }).push(snapshot);
    await eachNode("has the tenant", async (node) => node.server.log.includes('"tenants":1'));
    await using device = await cluster.registeredClient({ id: "late-1" });
    await using client = cluster.client();
    const outcome = await client.connect(device.id);
    assert.equal(outcome.kind, "failed");
    assert.match(outcome.kind === "failed" ? outcome.text : "", /late owes/);
  });
});
