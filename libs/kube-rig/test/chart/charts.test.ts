import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { parse } from "yaml";
import { ManifestChecker } from "../../src/manifests/manifest-checker.ts";
import { inRepository } from "../../src/scripts.ts";

const CHARTS = ["charts/fairlead", "charts/fairlead-crds"].map(inRepository);
const read = (folder: string, name: string): string => readFileSync(join(folder, name), "utf8");
const definitions = (folder: string): readonly string[] => readdirSync(join(folder, "files/crds")).sort();

describe("the charts", () => {
  it("have the same definitions, each valid", () => {
    const [whole = "", apart = ""] = CHARTS;
    assert.deepEqual(definitions(whole), [
      "relayinstances.yaml",
      "relaypools.yaml",
      "rendezvousclusters.yaml",
      "tenants.yaml",
    ]);
    assert.deepEqual(definitions(apart), definitions(whole));
    const checker = new ManifestChecker();
    for (const name of definitions(whole)) {
      const text = read(whole, `files/crds/${name}`);
      assert.equal(read(apart, `files/crds/${name}`), text);
      assert.deepEqual(checker.faultsIn(text), [], name);
    }
  });

  it("have definitions that Go reads as we do: no word of them is a YAML 1.1 boolean", () => {
    const [whole = ""] = CHARTS;
    for (const name of definitions(whole)) {
      const text = read(whole, `files/crds/${name}`);
      assert.deepEqual(parse(text, { version: "1.1" }), parse(text), name);
    }
  });

  it("have the program's version, and what Artifact Hub asks for", () => {
    const { version } = JSON.parse(read(inRepository("."), "package.json")) as { version: string };
    for (const folder of CHARTS) {
      const chart = parse(read(folder, "Chart.yaml"));
      assert.deepEqual([chart.apiVersion, chart.appVersion, chart.type], ["v2", version, "application"]);
      for (const name of ["category", "license", "changes", "prerelease"])
        assert.ok(chart.annotations[`artifacthub.io/${name}`], `${folder}: ${name}`);
    }
  });

  it("tell Artifact Hub of exactly the kinds there are, with examples that their definitions take", () => {
    const [whole = ""] = CHARTS;
    const { annotations } = parse(read(whole, "Chart.yaml"));
    const all = definitions(whole).map((name) => parse(read(whole, `files/crds/${name}`)));
    const told = parse(annotations["artifacthub.io/crds"]).map((one: { kind: string; name: string }) => [
      one.kind,
      one.name,
    ]);
    assert.deepEqual(told.sort(), all.map(({ spec, metadata }) => [spec.names.kind, metadata.name]).sort());
    const checker = new ManifestChecker(all);
    for (const example of parse(annotations["artifacthub.io/crdsExamples"]))
      assert.deepEqual(checker.faultsOf(example), []);
  });

  it("have a README, values, a strict schema and notes", () => {
    for (const folder of CHARTS)
      for (const name of ["README.md", "values.yaml", "values.schema.json", "templates/crds.yaml"])
        assert.ok(existsSync(join(folder, name)), `${folder}/${name}`);
    assert.ok(existsSync(join(CHARTS[0] ?? "", "templates/NOTES.txt")));
  });

  it("have files of modes that every reader of YAML reads alike: no number begins with 0", () => {
    const [whole = ""] = CHARTS;
    for (const name of readdirSync(join(whole, "templates")).filter((one) => /\.(yaml|tpl)$/.test(one)))
      assert.doesNotMatch(read(whole, `templates/${name}`), /: 0\d/, name);
  });
});
