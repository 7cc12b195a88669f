import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { ManifestChecker } from "../../../src/manifests/manifest-checker.ts";
import { inRepository } from "../../../src/scripts.ts";
import { foreignFaults, isForeign } from "./foreign-kinds.ts";
import type { RenderedChart } from "./rendered-chart.ts";

const folder = inRepository("charts/fairlead/files/crds");
const definitions = readdirSync(folder).map((name): unknown => parse(readFileSync(`${folder}/${name}`, "utf8")));
const checker = new ManifestChecker(definitions);

/** What no API server would take: of the manifests, of what is told to the controller, and of the relays' pod. */
export function strictFaults(chart: RenderedChart): readonly string[] {
  const { metadata, spec } = chart.told("relay-pod.yaml");
  const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "relay", ...metadata }, spec };
  const told = [chart.told("rendezvous-cluster.yaml"), chart.told("relay-pool.yaml"), pod];
  const all = [...chart.manifests, ...told.filter((one) => one !== undefined)];
  return all.flatMap((one) => (isForeign(one) ? foreignFaults(one) : checker.faultsOf(one)));
}
