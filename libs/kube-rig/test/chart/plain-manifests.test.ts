import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { parse, parseAllDocuments } from "yaml";
import { ManifestChecker } from "../../src/manifests/manifest-checker.ts";
import { inRepository } from "../../src/scripts.ts";

// biome-ignore lint/suspicious/noExplicitAny: manifests of any kind
type Manifest = any;
const root = inRepository("k8s");
const files = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
const yaml = files(root).filter((path) => path.endsWith(".yaml"));
const documents = (path: string): readonly Manifest[] =>
  parseAllDocuments(readFileSync(path, "utf8")).map((one) => one.toJS());
const definitions = readdirSync(inRepository("charts/fairlead/files/crds")).map((name) =>
  parse(readFileSync(inRepository(`charts/fairlead/files/crds/${name}`), "utf8")),
);
const checker = new ManifestChecker(definitions);
const kustomizations = yaml.filter((path) => path.endsWith("kustomization.yaml"));

describe("plain manifests, as they lie there", () => {
  it("the base is valid, every document", () => {
    const all = documents(join(root, "base/fairlead.yaml")).filter((one) => one !== null);
    assert.ok(all.length > 30);
    assert.deepEqual(
      all.flatMap((one) => checker.faultsOf(one)),
      [],
    );
  });

  it("what components add is valid", () => {
    const added = kustomizations.flatMap((path) =>
      (parse(readFileSync(path, "utf8")).resources ?? []).map((one: string) => join(dirname(path), one)),
    );
    const manifests = added
      .filter((path) => path.endsWith(".yaml"))
      .flatMap(documents)
      .filter((one) => one !== null);
    assert.deepEqual(
      manifests.flatMap((one) => checker.faultsOf(one)),
      [],
    );
  });

  it("every pool told to the controller is valid", () => {
    const pools = yaml.filter((path) => path.endsWith("relay-pool.yaml"));
    assert.ok(pools.length >= 3);
    for (const path of pools)
      assert.deepEqual(checker.faultsOf(parse(documents(path)[0].data["relay-pool.yaml"])), [], path);
  });

  it("every file that a kustomization names is there", () => {
    for (const path of kustomizations) {
      const { resources = [], components = [], patches = [] } = parse(readFileSync(path, "utf8"));
      const named = [...resources, ...components, ...patches.flatMap((one: Manifest) => one.path ?? [])];
      for (const one of named) assert.ok(existsSync(join(dirname(path), one)), `${path}: ${one}`);
    }
  });

  it("settings come last in every overlay, after what they replace in", () => {
    for (const path of kustomizations.filter((one) => one.includes("/overlays/"))) {
      const { components, configMapGenerator } = parse(readFileSync(path, "utf8"));
      assert.equal(components.at(-1), "../../components/settings", path);
      assert.deepEqual(
        configMapGenerator[0].literals.map((one: string) => one.split("=")[0]),
        ["host", "image"],
      );
    }
  });

  it("no kind of ours counts as healthy unasked in Argo CD", () => {
    const { data } = documents(join(root, "argocd/health.yaml"))[0];
    const kinds = definitions.map(({ spec }) => `resource.customizations.health.fairlead.io_${spec.names.kind}`);
    assert.deepEqual(Object.keys(data).sort(), kinds.sort());
    for (const script of Object.values(data)) assert.match(String(script), /condition\.type == "Ready"/);
  });

  it("Argo CD applies at the server, and leaves replicas to who scales", () => {
    const { spec } = documents(join(root, "argocd/application.yaml"))[0];
    assert.ok(spec.syncPolicy.syncOptions.includes("ServerSideApply=true"));
    assert.ok(
      spec.ignoreDifferences.some(
        (one: Manifest) => one.kind === "RelayPool" && one.jsonPointers.includes("/spec/replicas"),
      ),
    );
    assert.ok(spec.source.helm.valuesObject.host && spec.source.helm.valuesObject.image.repository);
  });
});
