import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nodeName } from "@fairlead/base";
import { MemorySourceReports, type SourceReport } from "@fairlead/cluster";
import { ManualClock } from "@fairlead/testkit";
import { type FrontService, judgeSources } from "../../src/sources/judge-sources.ts";
import { ownNetworks } from "../../src/sources/own-networks.ts";
import { SourceJudge } from "../../src/sources/source-judge.ts";

const report = (change: Partial<SourceReport>): SourceReport => ({
  node: nodeName("rd-1"),
  clients: 100,
  fromNodes: 0,
  fromPods: 0,
  natTests: 0,
  portsDiffered: 0,
  ...change,
});
const service = (spec: FrontService["spec"], name = "fl-rendezvous"): FrontService => ({ metadata: { name }, spec });
const local = service({ type: "LoadBalancer", externalTrafficPolicy: "Local", sessionAffinity: "None" });
const rewriting = service({ type: "LoadBalancer", externalTrafficPolicy: "Cluster" });
const CLUSTER = /Service fl-rendezvous: spec\.externalTrafficPolicy is Cluster.*; do: set it to Local/;

describe("what clients' addresses tell", () => {
  const table: readonly (readonly [string, Partial<SourceReport>, FrontService, string, string, RegExp])[] = [
    ["nobody was seen", { clients: 0 }, local, "Unknown", "NoClientsYet", /no client was seen/],
    ["nobody was seen, and the field is wrong", { clients: 0 }, rewriting, "Unknown", "NoClientsYet", CLUSTER],
    ["all come as they are", {}, local, "True", "ClientsSeen", /of 100 clients 0 /],
    [
      "all come as they are, though the field says Cluster: a cloud that keeps them",
      {},
      rewriting,
      "True",
      "ClientsSeen",
      /of 100/,
    ],
    ["nearly all come from nodes", { fromNodes: 90 }, rewriting, "False", "AddressesRewritten", CLUSTER],
    [
      "one client, from a node, and the field is wrong",
      { clients: 1, fromNodes: 1 },
      rewriting,
      "False",
      "AddressesRewritten",
      CLUSTER,
    ],
    [
      "one client, from a node: a program there",
      { clients: 1, fromNodes: 1 },
      local,
      "True",
      "ClientsSeen",
      /of 1 clients 1 /,
    ],
    ["a few from nodes, of many", { fromNodes: 20 }, local, "True", "ClientsSeen", /20/],
    [
      "many from nodes, and no field is wrong",
      { fromNodes: 21 },
      local,
      "False",
      "AddressesRewritten",
      /something else rewrites.*; do: fairlead doctor/,
    ],
    ["from pods, through a rewriting Service", { fromPods: 50 }, rewriting, "False", "AddressesRewritten", CLUSTER],
    [
      "from pods: a proxy that is not believed",
      { fromPods: 50 },
      local,
      "False",
      "ProxyNotTrusted",
      /do: name its addresses in trustedProxies/,
    ],
    ["the pod of helm test", { clients: 2, fromPods: 2 }, local, "True", "ClientsSeen", /2/],
    [
      "two ports in half of the NAT tests: carriers",
      { natTests: 20, portsDiffered: 10 },
      local,
      "True",
      "ClientsSeen",
      /10 of 20 NAT tests/,
    ],
    [
      "two ports in more",
      { natTests: 20, portsDiffered: 11 },
      local,
      "False",
      "PortsRewritten",
      /something else rewrites/,
    ],
    ["two ports in a few tests: chance", { natTests: 19, portsDiffered: 19 }, local, "True", "ClientsSeen", /19 of 19/],
    [
      "two ports in one test, and the field is wrong",
      { natTests: 1, portsDiffered: 1 },
      rewriting,
      "False",
      "PortsRewritten",
      CLUSTER,
    ],
  ];
  for (const [scene, seen, front, status, reason, message] of table) {
    it(`[KU-24] ${scene}`, () => {
      const judged = judgeSources([report(seen)], [front]);
      assert.deepEqual([judged.status, judged.reason], [status, reason]);
      assert.match(judged.message, message);
    });
  }

  it("[KU-24] of all rendezvous nodes together, as a share", () => {
    const judged = judgeSources(
      [report({ clients: 30, fromNodes: 20, fromPods: 5 }), report({ clients: 70 })],
      [local],
    );
    assert.equal(judged.share, 75);
    assert.equal(judgeSources([], [local]).share, undefined);
    assert.equal(judgeSources([report({ fromNodes: 100, fromPods: 100 })], [local]).share, 0);
  });

  it("[KU-24] names the Service of several that is wrong, and none that takes nobody from outside", () => {
    const inside = service({ type: "ClusterIP" }, "fl-inside");
    const udp = service({ type: "NodePort", externalTrafficPolicy: "Cluster" }, "fl-udp");
    const { message } = judgeSources([report({ fromNodes: 100 })], [local, inside, udp]);
    assert.match(message, /; Service fl-udp: spec\.externalTrafficPolicy is Cluster,/);
    assert.doesNotMatch(message, /fl-inside|Service fl-rendezvous/);
  });

  it("[KU-24] tells of session affinity, whatever else there is", () => {
    const sticky = service({ type: "LoadBalancer", externalTrafficPolicy: "Local", sessionAffinity: "ClientIP" });
    const judged = judgeSources([report({})], [sticky]);
    assert.equal(judged.status, "True");
    assert.match(judged.message, /Service fl-rendezvous: spec\.sessionAffinity is ClientIP.*; do: set it to None/);
  });
});

describe("the cluster's own networks", () => {
  const node = (addresses: readonly (readonly [string, string])[], podCIDRs?: string[]) => ({
    spec: { ...(podCIDRs === undefined ? {} : { podCIDRs }) },
    status: { addresses: addresses.map(([type, address]) => ({ type, address })) },
  });
  const nodes = [
    node(
      [
        ["InternalIP", "10.0.0.2"],
        ["ExternalIP", "192.0.2.2"],
        ["Hostname", "two"],
      ],
      ["10.244.2.0/24", "fd00:2::/64"],
    ),
    node(
      [
        ["InternalIP", "10.0.0.1"],
        ["InternalIP", "fd00::1"],
      ],
      ["10.244.1.0/24"],
    ),
  ];

  it("[KU-24] are nodes' addresses and pods' CIDRs, the same for the same nodes", () => {
    const networks = {
      nodes: ["10.0.0.1/32", "10.0.0.2/32", "192.0.2.2/32", "fd00::1/128"],
      pods: ["10.244.1.0/24", "10.244.2.0/24", "fd00:2::/64"],
    };
    assert.deepEqual(ownNetworks(nodes), networks);
    assert.deepEqual(ownNetworks([...nodes].reverse()), networks);
    assert.deepEqual(ownNetworks(nodes, { pods: ["10.0.0.0/8"] }), { ...networks, pods: ["10.0.0.0/8"] });
    assert.deepEqual(ownNetworks([]), { nodes: [], pods: [] });
  });

  it("[KU-24] are named to rendezvous nodes: when they change, and now and then", async () => {
    const clock = new ManualClock();
    const reports = new MemorySourceReports(clock);
    const judge = new SourceJudge({ clock, reports });
    const named = () => reports.exchange(report({ clients: 10, fromNodes: 10 }));
    const judged = await judge.judge({ nodes, services: [local] });
    assert.equal(judged.status, "Unknown");
    assert.deepEqual(await named(), ownNetworks(nodes));
    await reports.name({ nodes: [], pods: [] });
    assert.equal((await judge.judge({ nodes, services: [local] })).reason, "AddressesRewritten");
    assert.deepEqual(await named(), { nodes: [], pods: [] }, "not with every judgement");
    clock.advance(5 * 60_000);
    await judge.judge({ nodes, services: [local] });
    assert.deepEqual(await named(), ownNetworks(nodes));
    await judge.judge({ nodes: nodes.slice(1), services: [local] });
    assert.deepEqual(await named(), ownNetworks(nodes.slice(1)));
  });
});
