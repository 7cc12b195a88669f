import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { parse } from "yaml";
import { kubeTools } from "../../../src/kube-tools.ts";
import { inRepository } from "../../../src/scripts.ts";
import { type Manifest, RenderedChart, render, tryRender, type Values } from "./rendered-chart.ts";
import { strictFaults } from "./strict-faults.ts";

const found = kubeTools();
const skip = found.kind === "missing" ? found.reason : false;
const EXAMPLES = inRepository("charts/fairlead/examples");
const GOLDEN = inRepository("libs/kube-rig/test/testdata/chart");
/** `UPDATE_GOLDEN=1 node --test …/examples.kube.ts` writes them; look at the difference before it is committed. */
const writes = process.env["UPDATE_GOLDEN"] === "1";

const APIS = [
  "gateway.networking.k8s.io/v1/HTTPRoute",
  "monitoring.coreos.com/v1/PodMonitor",
  "cert-manager.io/v1/Certificate",
  "fairlead.io/v1alpha1",
];

describe("the examples of values", { skip }, () => {
  for (const name of readdirSync(EXAMPLES)) {
    const values = parse(readFileSync(join(EXAMPLES, name), "utf8")) as Values;
    it(`${name} gives what its golden file says`, () => {
      const { text, refusal } = tryRender({ ...values, crds: { enabled: false } }, { apis: APIS });
      assert.equal(refusal, "");
      const golden = join(GOLDEN, name);
      if (writes) writeFileSync(golden, text);
      assert.ok(existsSync(golden), `no ${golden}`);
      assert.equal(text, readFileSync(golden, "utf8"));
      assert.deepEqual(strictFaults(new RenderedChart(text)), []);
    });

    it(`${name} is the same by Helm 3 and 4, definitions too`, () => {
      const [four, three] = (["helm", "helm3"] as const).map((helm) => render(values, { helm, apis: APIS }).manifests);
      const byName = (manifests: readonly Manifest[] = []): readonly string[] =>
        manifests.map((one) => JSON.stringify(one)).sort();
      assert.deepEqual(byName(three), byName(four));
    });
  }

  it("an upgrade renders what an install did: nothing is made anew by a template [KU-11]", () => {
    assert.equal(render({}, { isUpgrade: true }).text, render({}).text);
  });
});

describe("the definitions", { skip }, () => {
  it("stay at uninstall unless told, in both charts", () => {
    const kept = (chart: readonly Manifest[]): readonly unknown[] =>
      chart
        .filter(({ kind }) => kind === "CustomResourceDefinition")
        .map(({ metadata }) => metadata.annotations?.["helm.sh/resource-policy"]);
    const apart = (values: Values): readonly Manifest[] =>
      new RenderedChart(tryRender(values, { chart: "charts/fairlead-crds" }).text).manifests;
    assert.deepEqual(kept(render().manifests), ["keep", "keep", "keep", "keep"]);
    assert.deepEqual(kept(render({ crds: { keep: false } }).manifests), [undefined, undefined, undefined, undefined]);
    assert.deepEqual(kept(apart({})), ["keep", "keep", "keep", "keep"]);
    assert.deepEqual(kept(apart({ keep: false })), [undefined, undefined, undefined, undefined]);
  });

  it("are those of the files, whole: nothing is lost on the way through a template", () => {
    const folder = inRepository("charts/fairlead/files/crds");
    const rendered = new Map(
      render()
        .all("CustomResourceDefinition")
        .map((one) => [one.metadata.name, one.spec]),
    );
    for (const name of readdirSync(folder)) {
      const { metadata, spec } = parse(readFileSync(join(folder, name), "utf8"));
      assert.deepEqual(rendered.get(metadata.name), spec, name);
    }
  });

  it("are left out where others bring them", () => {
    const chart = render({ crds: { enabled: false } }, { apis: ["fairlead.io/v1alpha1"] });
    assert.deepEqual(chart.names("CustomResourceDefinition"), []);
  });

  it("the chart of definitions refuses what it does not know [KU-32]", () => {
    assert.match(tryRender({ kept: true }, { chart: "charts/fairlead-crds" }).refusal, /kept/);
  });
});
