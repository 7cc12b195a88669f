import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { liveClock, waitUntil } from "@fairlead/testkit";
import { parse, stringify } from "yaml";
import { ControlPlane } from "../../../src/control-plane.ts";
import { kubeTools } from "../../../src/kube-tools.ts";
import { inRepository } from "../../../src/scripts.ts";
import {
  at,
  type Manifest,
  merged,
  REQUIRED,
  RenderedChart,
  render,
  tryRender,
  type Values,
} from "./rendered-chart.ts";

const found = kubeTools();
const skip = found.kind === "missing" ? found.reason : false;
const NAMESPACE = "fl";
const example = (name: string): Values =>
  parse(readFileSync(inRepository(`charts/fairlead/examples/${name}.yaml`), "utf8"));

const stream = (manifests: readonly Manifest[]): string => manifests.map((one) => stringify(one)).join("---\n");
/** Every pod as its controller would make it. */
function podsOf(chart: RenderedChart): readonly Manifest[] {
  return [...chart.pods()].map(([component, { metadata, spec }]) => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...metadata, name: `try-${component}`, namespace: NAMESPACE },
    // The claim of a StatefulSet's template.
    spec: {
      ...spec,
      serviceAccountName: undefined,
      volumes: [...spec.volumes, ...(component === "redis" ? [{ name: "data", emptyDir: {} }] : [])],
    },
  }));
}

describe("the chart at a real API server", { skip }, () => {
  let plane: ControlPlane;

  before(async () => {
    plane = await ControlPlane.start({ scheduler: false });
    await plane.kubectl(["create", "namespace", NAMESPACE]);
    await plane.kubectl(["label", "namespace", NAMESPACE, "pod-security.kubernetes.io/enforce=restricted"]);
    await plane.define(stream(render().all("CustomResourceDefinition")));
  });
  after(async () => plane[Symbol.asyncDispose]());

  const dryRun = async (text: string) =>
    plane.tryKubectl(
      ["apply", "--server-side", "--force-conflicts", "--dry-run=server", "--validate=strict", "-f", "-"],
      { stdin: text },
    );

  for (const [name, values] of [
    ["nothing but what is required", {}],
    ...["single-node", "bare-metal", "port-443"].map((one) => [one, example(one)] as const),
  ] as const) {
    it(`takes every object of ${name}, strictly`, async () => {
      const { text, refusal } = tryRender(merged(REQUIRED, values));
      assert.equal(refusal, "");
      // The test's pod wants its account to be there; it is looked at below.
      const ran = await dryRun(stream(new RenderedChart(text).manifests.filter(({ kind }) => kind !== "Pod")));
      assert.equal(ran.code, 0, ran.stderr);
    });

    it(`takes what ${name} tells the controller to make: its rules are asked`, async () => {
      const chart = render(values);
      const told = [chart.told("rendezvous-cluster.yaml"), chart.told("relay-pool.yaml")].map((one) =>
        merged(one, at("metadata.namespace", NAMESPACE)),
      );
      const ran = await dryRun(stream(told));
      assert.equal(ran.code, 0, ran.stderr);
    });
  }

  for (const [mode, more] of Object.entries({
    mesh: {},
    hostPort: {},
    hostNetwork: {},
    nodePort: {},
    perPodLoadBalancer: { domain: "r.example.com" },
    sharedLoadBalancer: { host: "r.example.com" },
    gateway: { gateway: { kind: "Ingress" } },
  })) {
    it(`takes a default pool of mode ${mode}`, async () => {
      const chart = render({ relayPool: { exposure: { mode, ...more } }, networkPolicy: { enabled: false } });
      const ran = await dryRun(stringify(merged(chart.told("relay-pool.yaml"), at("metadata.namespace", NAMESPACE))));
      assert.equal(ran.code, 0, ran.stderr);
    });
  }

  it("takes a RelayInstance by the name that a controller gives it alone: its pod and its Service have that name [KU-6] [KU-12]", async () => {
    const named = (name: string) =>
      dryRun(
        stringify({
          apiVersion: "fairlead.io/v1alpha1",
          kind: "RelayInstance",
          metadata: { name, namespace: NAMESPACE },
          spec: { pool: "relays", index: 3 },
        }),
      );
    assert.equal((await named("relays-3-x7k2p")).code, 0);
    for (const name of ["desk-fairlead-rendezvous", "relays-3", "relays-3-x7k2p.a", "other-3-x7k2p"])
      assert.match((await named(name)).stderr, /a relay is named POOL-INDEX-XXXXX/, name);
  });

  it("lets every pod into a namespace of restricted Pod Security [KU-33]", async () => {
    for (const pod of podsOf(render())) {
      const ran = await dryRun(stringify(pod));
      assert.equal(ran.code, 0, ran.stderr);
      assert.doesNotMatch(ran.stderr, /PodSecurity/);
    }
  });

  it("keeps a pod out that uses its node's network there, as the notes say [KU-33]", async () => {
    const pods = podsOf(render({ service: { mode: "hostNetwork" }, networkPolicy: { enabled: false } }));
    const ran = await dryRun(stringify(pods.find(({ spec }) => spec.hostNetwork === true)));
    assert.notEqual(ran.code, 0);
    assert.match(ran.stderr, /violates PodSecurity "restricted.*host namespaces/s);
  });

  /** Asked again and again: kubectl's own wait was once still waiting a minute after all of them were deleted, nobody knows for what. */
  const withoutDefinitions = async (): Promise<void> => {
    await plane.kubectl(["delete", "crd", "--all", "--wait=false"]);
    const areGone = async (): Promise<boolean> => (await plane.kubectl(["get", "crd", "-o", "name"])) === "";
    await waitUntil(liveClock(), "no definition is left", areGone, 60_000);
  };

  for (const program of ["helm", "helm3"] as const) {
    it(`${program}: installs, upgrades, rolls back and uninstalls; definitions stay`, async () => {
      const words = ["--namespace", NAMESPACE, "--no-hooks", "--values", "-"];
      const input = (values: Values) => ({ program, stdin: JSON.stringify(merged(REQUIRED, values)) });
      const replicas = async () =>
        plane.kubectl([
          "-n",
          NAMESPACE,
          "get",
          "deployment",
          "desk-fairlead-rendezvous",
          "-o",
          "jsonpath={.spec.replicas}",
        ]);
      await withoutDefinitions();
      await plane.helm(["install", "desk", inRepository("charts/fairlead"), ...words], input({}));
      assert.equal(await replicas(), "2");
      await plane.helm(
        ["upgrade", "desk", inRepository("charts/fairlead"), ...words],
        input({ rendezvous: { replicas: 3 } }),
      );
      assert.equal(await replicas(), "3");
      await plane.helm(["rollback", "desk", "1", "--namespace", NAMESPACE, "--no-hooks"], { program });
      assert.equal(await replicas(), "2");
      await plane.helm(["uninstall", "desk", "--namespace", NAMESPACE, "--no-hooks"], { program });
      const left = await plane.kubectl(["get", "crd", "-o", "name"]);
      assert.equal(left.trim().split("\n").length, 4, left);
      await plane.kubectl(["wait", "--for=condition=Established", "crd", "--all", "--timeout=60s"]);
    });
  }

  it("refuses by what the cluster has, without being told: Gateway API and monitors are not here [KU-32]", async () => {
    const words = [
      "install",
      "desk",
      inRepository("charts/fairlead"),
      "--namespace",
      NAMESPACE,
      "--dry-run=server",
      "--values",
      "-",
    ];
    const values = merged(REQUIRED, { metrics: { podMonitor: { enabled: true } } });
    for (const program of ["helm", "helm3"] as const) {
      const ran = await plane.tryHelm(words, { program, stdin: JSON.stringify(values) });
      assert.notEqual(ran.code, 0);
      assert.match(ran.stderr, /metrics\.podMonitor\.enabled=true, but this cluster has no PodMonitor/);
    }
  });

  it("gives each account what it must have and no more, asked as that account [KU-33]", async () => {
    await plane.apply(
      stream(
        render()
          .manifests.filter(({ kind }) => /Role|ServiceAccount/.test(kind))
          .map(({ metadata, ...rest }) => ({ ...rest, metadata: { ...metadata, annotations: {} } })),
      ),
    );
    const asks: readonly (readonly [account: string, expected: "yes" | "no", ...words: string[]])[] = [
      ["controller", "yes", "create", "pods"],
      ["controller", "yes", "get", "nodes"],
      ["controller", "yes", "patch", "relaypools.fairlead.io/status"],
      ["controller", "yes", "get", "secrets/fairlead-bus-ca"],
      ["controller", "no", "get", "secrets/fairlead-signing-key"],
      ["controller", "no", "list", "secrets"],
      ["controller", "no", "create", "secrets"],
      ["controller", "no", "delete", "nodes"],
      ["controller", "no", "create", "pods", "--subresource=exec"],
      ["controller", "no", "create", "roles"],
      ["controller", "no", "get", "pods", "--namespace", "kube-system"],
      ["init", "yes", "create", "secrets"],
      ["init", "yes", "get", "secrets/fairlead-signing-key"],
      ["init", "no", "list", "secrets"],
      ["init", "no", "patch", "secrets/fairlead-signing-key"],
      ["init", "no", "delete", "secrets/fairlead-signing-key"],
      ["init", "no", "get", "secrets/other"],
      ["test", "yes", "list", "relayinstances.fairlead.io"],
      ["test", "no", "list", "secrets"],
      ["test", "no", "list", "pods"],
      ["rendezvous", "no", "get", "secrets/fairlead-signing-key"],
      ["relay", "no", "get", "secrets/fairlead-signing-key"],
      ["relay", "no", "list", "pods"],
      ["redis", "no", "list", "pods"],
    ];
    const told = async (account: string, words: readonly string[]): Promise<string> => {
      const as = `--as=system:serviceaccount:${NAMESPACE}:fairlead-${account}`;
      return (await plane.tryKubectl(["--namespace", NAMESPACE, "auth", "can-i", ...words, as])).stdout.trim();
    };
    // The server judges by what it has heard of the roles so far: once all that is granted is, what is refused is refused for good.
    for (const [account, , ...words] of asks.filter(([, expected]) => expected === "yes")) {
      const isGranted = async (): Promise<boolean> => (await told(account, words)) === "yes";
      await waitUntil(liveClock(), `${account} may ${words.join(" ")}`, isGranted, 30_000);
    }
    for (const [account, expected, ...words] of asks)
      assert.equal(await told(account, words), expected, `${account} ${words.join(" ")}`);
  });
});
