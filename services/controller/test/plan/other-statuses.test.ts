import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { PersistentVolumeClaim, Pod, Service } from "@fairlead/kube";
import type { RelayPool, RendezvousCluster, Tenant } from "../../src/api/index.ts";
import { API_VERSION } from "../../src/api/kinds.ts";
import { type Plan, plan, type Snapshot } from "../../src/plan/index.ts";
import { at, balancer, pool, snapshot } from "./fixtures.ts";
import { conditionOf, statusOf } from "./planned.ts";

const cluster = (more: Partial<RendezvousCluster> = {}): RendezvousCluster =>
  ({
    apiVersion: API_VERSION,
    kind: "RendezvousCluster",
    metadata: { name: "rd", uid: "rv" },
    spec: { domain: "rd.example.com" },
    ...more,
  }) as RendezvousCluster;
const rendezvous = (name: string, ready: boolean): Pod =>
  ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, labels: { "app.kubernetes.io/component": "rendezvous" } },
    spec: { nodeName: "node-a", containers: [] },
    status: { conditions: [{ type: "Ready", status: ready ? "True" : "False" }] },
  }) as Pod;
const front = (service: Service): Service => ({
  ...service,
  metadata: { ...service.metadata, labels: { "fairlead.io/front": "true" } },
});
const clusterPlan = (more: Partial<Snapshot>): Plan =>
  plan(snapshot([], [], { clusters: [cluster()], pods: [rendezvous("a", true), rendezvous("b", false)], ...more }));

describe("a RendezvousCluster's status", () => {
  it("counts ready nodes and names their addresses", () => {
    const status = statusOf(clusterPlan({ services: [front(balancer("x", [{ ip: "4.4.4.4" }]))] }), "rd");
    assert.deepEqual([status.replicas, status.addresses], [1, ["4.4.4.4"]]);
  });

  it("names the nodes' addresses where their ports lead to the pods: node ports and the nodes' own network", () => {
    const nodePort = front({ ...balancer("x", []), spec: { type: "NodePort" } });
    assert.deepEqual(statusOf(clusterPlan({ services: [nodePort] }), "rd").addresses, ["203.0.113.6"]);
    const own = rendezvous("a", true);
    const pods = [{ ...own, spec: { ...own.spec, containers: [], hostNetwork: true } }] as Pod[];
    assert.deepEqual(statusOf(clusterPlan({ pods }), "rd").addresses, ["203.0.113.6"]);
  });

  it("names none where Services within the cluster are all there is, and says so", () => {
    const made = clusterPlan({});
    assert.deepEqual(statusOf(made, "rd").addresses, []);
    const { status, reason } = conditionOf(made, "rd", "AddressAssigned");
    assert.deepEqual([status, reason], ["True", "InsideOnly"]);
  });

  it("names TCP and UDP that are at two addresses", () => {
    const split = (udp: string) =>
      clusterPlan({
        services: [
          front(balancer("fl-rendezvous-tcp", [{ ip: "4.4.4.4" }])),
          front(balancer("fl-rendezvous-udp", [{ ip: udp }])),
        ],
      });
    assert.equal(conditionOf(split("4.4.4.4"), "rd", "AddressAssigned").status, "True");
    const { status, reason, message } = conditionOf(split("5.5.5.5"), "rd", "AddressAssigned");
    assert.deepEqual([status, reason], ["False", "AddressesDiffer"]);
    assert.match(message, /fl-rendezvous-tcp has 4\.4\.4\.4, Service fl-rendezvous-udp has 5\.5\.5\.5/);
  });

  it("names a load balancer that does not come [KU-23]", () => {
    const made = clusterPlan({ services: [front(balancer("fl-rendezvous", [], 200))] });
    assert.match(
      conditionOf(made, "rd", "AddressAssigned").message,
      /fl-rendezvous has had no address for 3 min; do: kubectl describe service fl-rendezvous .*MetalLB/,
    );
    assert.equal(conditionOf(made, "rd", "Ready").status, "False");
  });

  it("names a claim without a storage class, and one whose class brings nothing [KU-23]", () => {
    const claim = (storageClassName: string | undefined, secondsAgo: number): PersistentVolumeClaim =>
      ({
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        metadata: { name: "redis", creationTimestamp: at(secondsAgo) },
        spec: { storageClassName },
        status: { phase: "Pending" },
      }) as PersistentVolumeClaim;
    const told = (one: PersistentVolumeClaim) => conditionOf(clusterPlan({ claims: [one] }), "rd", "StorageReady");
    assert.equal(told(claim(undefined, 60)).status, "True");
    assert.deepEqual(
      [told(claim(undefined, 130)).status, told(claim(undefined, 130)).reason],
      ["False", "StorageClassMissing"],
    );
    assert.match(told(claim(undefined, 130)).message, /do: make a StorageClass the cluster's default/);
    assert.match(told(claim("fast", 130)).message, /do: look whether StorageClass fast exists/);
  });

  it("takes over what others have found, with the share of own addresses", () => {
    const found = { type: "SourceAddressPreserved", status: "False", reason: "NodeAddresses", message: "m" } as const;
    const made = clusterPlan({ clusterFindings: new Map([["rd", { conditions: [found], sourceAddressShare: 12.4 }]]) });
    assert.equal(statusOf(made, "rd").sourceAddressShare, 12);
    assert.deepEqual(
      [conditionOf(made, "rd", "Ready").status, conditionOf(made, "rd", "Ready").reason],
      ["False", "NodeAddresses"],
    );
  });
});

describe("Tenants", () => {
  const tenant = (name: string, pools: readonly string[] = []): Tenant =>
    ({
      apiVersion: API_VERSION,
      kind: "Tenant",
      metadata: { name, uid: name },
      spec: { pools, devices: [] },
    }) as unknown as Tenant;

  it("get their status from whoever judged them, and none before", () => {
    const bad = { type: "Ready", status: "False", reason: "Invalid", message: "spec.limits.total=x" } as const;
    const tenantFindings = new Map([["acme", { conditions: [bad], devices: 0, keyFingerprints: [] }]]);
    const made = plan(snapshot([], [], { tenants: [tenant("acme"), tenant("b")], tenantFindings }));
    assert.equal(conditionOf(made, "acme", "Ready").message, "spec.limits.total=x");
    assert.equal(statusOf(made, "b"), undefined);
  });

  it("may use the pools that let them: allow and deny are turned into each one's own list", () => {
    const named = (name: string, tenants: { allow?: string[]; deny?: string[] }): RelayPool => ({
      ...pool({ tenants }),
      metadata: { ...pool().metadata, name, uid: name },
    });
    const pools = [named("gold", { allow: ["acme"] }), named("open", {}), named("rest", { deny: ["b"] })];
    const { tenantPools } = plan(
      snapshot(pools, [], { tenants: [tenant("acme"), tenant("b"), tenant("c", ["gold", "open"])] }),
    );
    assert.deepEqual(
      [...tenantPools.of],
      [
        ["b", ["open"]],
        ["c", ["open"]],
      ],
    );
    assert.deepEqual(tenantPools.others, ["open", "rest"]);
    const free = plan(snapshot([named("open", {})], [], { tenants: [tenant("acme")] })).tenantPools;
    assert.deepEqual([[...free.of], free.others], [[], undefined]);
  });
});
