import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { KubeObject, Service } from "@fairlead/kube";
import type { Plan } from "../../src/plan/index.ts";
import { config, pool } from "./fixtures.ts";
import { conditionOf, planOf, unproven, wishOf } from "./planned.ts";

const servicesOf = (made: Plan): readonly Service[] => made.apply.filter(({ kind }) => kind === "Service") as Service[];
const portsOf = (one: Service | undefined) =>
  one?.spec?.ports?.map(({ name, port, targetPort, nodePort }) => [name, port, targetPort, nodePort]);

describe("Services in front of relays [KU-24]", () => {
  const modes = ["nodePort", "perPodLoadBalancer", "sharedLoadBalancer", "gateway", "mesh"] as const;
  for (const mode of modes) {
    it(`of mode ${mode} have no session affinity, and an owner [KU-10]`, () => {
      const [one] = servicesOf(planOf(pool({ exposure: { mode, host: "rd.example.com" } }), { "relays-0-a": {} }));
      assert.equal(one?.spec?.sessionAffinity, "None");
      assert.equal(one?.metadata.ownerReferences?.length, 1);
      assert.deepEqual(one?.metadata.labels?.["app.kubernetes.io/instance"], "fl");
    });
  }

  it("keep the source's address, but where one Service has a port a pod: there a node would drop what is another's", () => {
    const policies = modes.map(
      (mode) =>
        servicesOf(planOf(pool({ exposure: { mode, host: "h" } }), { "relays-0-a": {} }))[0]?.spec
          ?.externalTrafficPolicy,
    );
    assert.deepEqual(policies, ["Local", "Local", "Cluster", undefined, "Local"]);
  });

  it("lead to a relay that just became unready, or half a pair would be lost; a mesh has other relays", () => {
    const unready = modes.map(
      (mode) =>
        servicesOf(planOf(pool({ exposure: { mode, host: "h" } }), { "relays-0-a": {} }))[0]?.spec
          ?.publishNotReadyAddresses,
    );
    assert.deepEqual(unready, [true, true, true, true, false]);
  });

  it("do not exist where the node itself is the front", () => {
    for (const mode of ["hostPort", "hostNetwork"] as const)
      assert.deepEqual(servicesOf(planOf(pool({ exposure: { mode } }), { "relays-0-a": {} })), []);
  });

  it("carry the pool's annotations, class and source ranges, and a name for external-dns", () => {
    const of = pool({
      exposure: {
        mode: "perPodLoadBalancer",
        serviceAnnotations: { a: "b" },
        loadBalancerClass: "x/y",
        loadBalancerSourceRanges: ["10.0.0.0/8"],
        domain: "r.example.com",
      },
    });
    const [one] = servicesOf(
      planOf(
        of,
        { "relays-0-a": {} },
        { config: { ...config, externalDns: true, ipFamilyPolicy: "PreferDualStack", ipFamilies: ["IPv6", "IPv4"] } },
      ),
    );
    assert.deepEqual(one?.metadata.annotations, {
      a: "b",
      "external-dns.alpha.kubernetes.io/hostname": "relays-0-a.r.example.com",
    });
    assert.deepEqual(
      [
        one?.spec?.loadBalancerClass,
        one?.spec?.loadBalancerSourceRanges,
        one?.spec?.ipFamilyPolicy,
        one?.spec?.ipFamilies,
      ],
      ["x/y", ["10.0.0.0/8"], "PreferDualStack", ["IPv6", "IPv4"]],
    );
  });
});

describe("ports [KU-22]", () => {
  const of = pool({ replicas: 2, exposure: { mode: "nodePort" } });

  it("of nodes are chosen as pairs p and p + 2, no two alike", () => {
    const all = servicesOf(planOf(of, { "relays-0-a": {}, "relays-1-b": {} })).map(
      (one) => one.spec?.ports?.map(({ nodePort = 0 }) => nodePort) ?? [],
    );
    for (const [tcp = 0, ws = 0] of all) assert.equal(ws, tcp + 2);
    assert.equal(new Set(all.flat()).size, 4);
    for (const port of all.flat()) assert.ok(port >= 30_000 && port <= 32_767);
  });

  it("of nodes stay what they are, and keep away from those of others and those that were refused", () => {
    const [first] = servicesOf(planOf(of, { "relays-0-a": {} }));
    const [tcp = 0, ws = 0] = first?.spec?.ports?.map(({ nodePort = 0 }) => nodePort) ?? [];
    const kept = { ...first, metadata: { ...first?.metadata, name: "relays-0-a", namespace: "rd" } } as Service;
    assert.deepEqual(portsOf(servicesOf(planOf(of, { "relays-0-a": {} }, { services: [kept] }))[0]), portsOf(first));
    const theirs = { ...kept, metadata: { name: "other", namespace: "rd" } } as Service;
    const [moved] = servicesOf(
      planOf(of, { "relays-0-a": {} }, { services: [theirs], refusedNodePorts: new Set([tcp + 3]) }),
    );
    const now = moved?.spec?.ports?.map(({ nodePort = 0 }) => nodePort) ?? [];
    assert.ok(!now.includes(tcp) && !now.includes(ws) && !now.includes(tcp + 3), String(now));
    assert.equal(now[1], (now[0] ?? 0) + 2);
  });

  it("of a shared load balancer are base + 4i and + 2, each leading to one pod by a name no other has", () => {
    const shared = pool({ exposure: { mode: "sharedLoadBalancer", portBase: 31_000 } });
    const [one, ...more] = servicesOf(planOf(shared, { "relays-0-a": {}, "relays-2-c": {} }));
    assert.deepEqual(more, []);
    assert.deepEqual(portsOf(one), [
      ["tcp-0", 31_000, "tcp-0", undefined],
      ["ws-0", 31_002, "ws-0", undefined],
      ["tcp-2", 31_008, "tcp-2", undefined],
      ["ws-2", 31_010, "ws-2", undefined],
    ]);
    const made = planOf(shared, { "relays-2-c": { ...unproven, pod: "none", report: "none" } });
    const pod = made.apply.find(({ kind }) => kind === "Pod") as KubeObject & {
      spec: { containers: { ports: { name: string }[] }[] };
    };
    assert.deepEqual(
      pod.spec.containers[0]?.ports.map(({ name }) => name),
      ["ops", "tcp-2", "ws-2"],
    );
  });

  it("of a shared load balancer never run out, or its address would go", () => {
    const [one] = servicesOf(planOf(pool({ replicas: 0, exposure: { mode: "sharedLoadBalancer" } }), {}));
    assert.equal(one?.spec?.ports?.length, 2);
  });

  it("of a mesh lead to relays that are not being emptied", () => {
    const [one] = servicesOf(planOf(pool({ exposure: { mode: "mesh" } }), { "relays-0-a": {} }));
    assert.equal(one?.spec?.selector?.["fairlead.io/open"], "true");
  });
});

describe("a gateway leads to each relay by a path [KU-22]", () => {
  const routeOf = (made: Plan): (KubeObject & { spec: Record<string, unknown> }) | undefined =>
    made.apply.find(({ kind }) => kind === "HTTPRoute" || kind === "Ingress") as never;
  const on = { config: { ...config, gatewayApi: true } };

  it("as an HTTPRoute without a time limit", () => {
    const of = pool({
      exposure: { mode: "gateway", host: "rd.example.com", gateway: { parentRefs: [{ name: "edge" }] } },
    });
    const made = planOf(of, { "relays-0-a": unproven }, on);
    assert.deepEqual(routeOf(made)?.spec, {
      parentRefs: [{ name: "edge" }],
      hostnames: ["rd.example.com"],
      rules: [
        {
          matches: [{ path: { type: "PathPrefix", value: "/ws/relay/relays-0-a" } }],
          backendRefs: [{ name: "relays-0-a", port: 21_119 }],
          timeouts: { request: "0s", backendRequest: "0s" },
        },
      ],
    });
    assert.equal(wishOf(made), "wss://rd.example.com/ws/relay/relays-0-a");
  });

  it("as an Ingress, with a class, a certificate and long silences", () => {
    const of = pool({
      exposure: {
        mode: "gateway",
        host: "h.example",
        gateway: { kind: "Ingress", ingressClassName: "nginx", tlsSecretName: "tls" },
      },
    });
    const route = routeOf(planOf(of, { "relays-0-a": {} }));
    assert.deepEqual(
      [route?.spec["ingressClassName"], route?.spec["tls"]],
      ["nginx", [{ hosts: ["h.example"], secretName: "tls" }]],
    );
    assert.equal(route?.metadata.annotations?.["nginx.ingress.kubernetes.io/proxy-read-timeout"], "3600");
  });

  it("and without the Gateway API the pool says what to do", () => {
    const made = planOf(pool({ exposure: { mode: "gateway", host: "h.example" } }), { "relays-0-a": unproven });
    assert.equal(routeOf(made), undefined);
    assert.match(conditionOf(made, "relays", "Degraded")?.message ?? "", /do: set controller.routes.httpRoutes/);
  });

  it("and where Ingresses may not be made, too", () => {
    const of = pool({ exposure: { mode: "gateway", host: "h.example", gateway: { kind: "Ingress" } } });
    const made = planOf(of, { "relays-0-a": unproven }, { config: { ...config, ingresses: false } });
    assert.equal(routeOf(made), undefined);
    assert.match(conditionOf(made, "relays", "Degraded")?.message ?? "", /do: set controller.routes.ingresses/);
  });
});
