import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Service } from "@fairlead/kube";
import type { RelayPool } from "../../src/api/index.ts";
import type { Snapshot } from "../../src/plan/index.ts";
import { balancer, node, pool } from "./fixtures.ts";
import { conditionOf, planOf, unproven, wishOf } from "./planned.ts";

describe("addresses [KU-19]", () => {
  const at = (addresses: Record<string, string>, annotations: Record<string, string> = {}) => ({
    nodes: [node("node-a", { addresses, annotations }), node("node-b")],
  });
  const hosts: readonly { readonly why: string; readonly nodes: Partial<Snapshot>; readonly address: string }[] = [
    {
      why: "ExternalDNS first",
      nodes: at({ InternalIP: "10.0.0.1", ExternalIP: "1.2.3.4", ExternalDNS: "a.example" }),
      address: "a.example:21117",
    },
    {
      why: "then ExternalIP",
      nodes: at({ InternalIP: "10.0.0.1", ExternalIP: "1.2.3.4" }, { "fairlead.io/public-address": "9.9.9.9" }),
      address: "1.2.3.4:21117",
    },
    {
      why: "then the annotation",
      nodes: at({ InternalIP: "10.0.0.1" }, { "fairlead.io/public-address": "9.9.9.9" }),
      address: "9.9.9.9:21117",
    },
    { why: "then InternalIP", nodes: at({ InternalIP: "10.0.0.1" }), address: "10.0.0.1:21117" },
    { why: "IPv6 in brackets", nodes: at({ ExternalIP: "2001:db8::1" }), address: "[2001:db8::1]:21117" },
  ];
  for (const { why, nodes, address } of hosts) {
    it(`of nodes: ${why}`, () => assert.equal(wishOf(planOf(pool(), { "relays-0-a": unproven }, nodes)), address));
  }

  it("of nodes: an InternalIP is told of, with what to do", () => {
    const found = conditionOf(
      planOf(pool(), { "relays-0-a": unproven }, at({ InternalIP: "10.0.0.1" })),
      "relays-0-a",
      "AddressAssigned",
    );
    assert.equal(found?.reason, "InDoubt");
    assert.match(found?.message ?? "", /do: kubectl annotate node node-a fairlead.io\/public-address=ADDRESS/);
  });

  it("of node ports: the pod's own node, and no other", () => {
    const of = pool({ exposure: { mode: "nodePort" } });
    const service = {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "relays-0-a", labels: { "fairlead.io/relay": "relays-0-a" } },
      spec: { ports: [{ name: "tcp", port: 21117, nodePort: 30_500 }] },
    } as Service;
    const nodes = [
      node("node-a", { addresses: { ExternalIP: "1.1.1.1" } }),
      node("node-b", { addresses: { ExternalIP: "2.2.2.2" } }),
    ];
    assert.equal(
      wishOf(planOf(of, { "relays-0-a": { ...unproven, node: "node-b" } }, { nodes, services: [service] })),
      "2.2.2.2:30500",
    );
  });

  it("of load balancers: what their ingress says", () => {
    const own = pool({ exposure: { mode: "perPodLoadBalancer" } });
    const wish = (services: Service[], of: RelayPool, name = "relays-0-a") =>
      wishOf(planOf(of, { [name]: unproven }, { services }), name);
    assert.equal(wish([balancer("relays-0-a", [{ ip: "5.5.5.5" }])], own), "5.5.5.5:21117");
    assert.equal(wish([balancer("relays-0-a", [{ hostname: "lb.example" }])], own), "lb.example:21117");
    const shared = pool({ exposure: { mode: "sharedLoadBalancer", portBase: 31_000 } });
    assert.equal(
      wish([balancer("fl-fairlead-pool-relays", [{ ip: "6.6.6.6" }])], shared, "relays-2-c"),
      "6.6.6.6:31008",
    );
    const mesh = pool({ exposure: { mode: "mesh" } });
    assert.equal(wish([balancer("fl-fairlead-pool-relays", [{ ip: "7.7.7.7" }])], mesh), "7.7.7.7:21117");
    assert.equal(wish([], pool({ exposure: { mode: "mesh", host: "rd.example.com" } })), "rd.example.com:21117");
  });

  it("what is advertised wins over all, filled in", () => {
    const told = (advertise: string): string | undefined =>
      wishOf(
        planOf(
          pool({ exposure: { advertise, domain: "d.example", host: "h.example" } }),
          { "relays-0-a": unproven },
          at({ ExternalIP: "1.2.3.4" }),
        ),
      );
    assert.equal(told("{name}.{domain}:{port}"), "relays-0-a.d.example:21117");
    assert.equal(told("{host}/{pool}/{index}"), "h.example/relays/0");
    assert.equal(told("{nodeAddress}:{port}"), "1.2.3.4:21117");
  });

  it("a template that names what does not exist is refused with what does", () => {
    const made = planOf(pool({ exposure: { advertise: "{nme}:1" } }), { "relays-0-a": unproven });
    assert.match(
      conditionOf(made, "relays", "Degraded")?.message ?? "",
      /names \{nme\}, which is nothing; do: use \{name\}, /,
    );
  });
});

describe("what does not come [KU-23]", () => {
  const of = pool({ exposure: { mode: "perPodLoadBalancer" } });
  const waiting = (secondsAgo: number) =>
    planOf(of, { "relays-0-a": unproven }, { services: [balancer("relays-0-a", [], secondsAgo)] });

  it("a load balancer may take two minutes", () => {
    assert.equal(conditionOf(waiting(100), "relays", "AddressAssigned")?.status, "Unknown");
    const late = conditionOf(waiting(130), "relays", "AddressAssigned");
    assert.deepEqual([late?.status, late?.reason], ["False", "LoadBalancerPending"]);
    assert.match(
      late?.message ?? "",
      /Service relays-0-a has had no address for 2 min.*do: kubectl describe service relays-0-a .*MetalLB/,
    );
    assert.equal(conditionOf(waiting(130), "relays", "Ready")?.reason, "LoadBalancerPending");
  });

  it("is told of once it is so, as a warning", () => {
    const warnings = waiting(130).events.filter(
      ({ type, reason }) => type === "Warning" && reason === "LoadBalancerPending",
    );
    assert.ok(warnings.some(({ regarding }) => regarding.kind === "RelayPool"));
    assert.deepEqual(
      waiting(100).events.filter(({ type }) => type === "Warning"),
      [],
    );
  });

  it("a pod that no node takes", () => {
    const made = planOf(pool(), { "relays-0-a": { ...unproven, pod: "pending", report: "none" } });
    assert.match(
      conditionOf(made, "relays", "Degraded")?.message ?? "",
      /no node takes the pod: 0\/1 nodes; do: add a node/,
    );
  });
});
