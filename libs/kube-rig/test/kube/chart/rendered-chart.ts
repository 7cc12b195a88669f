import { spawnSync } from "node:child_process";
import { parse, parseAllDocuments } from "yaml";
import { neededTools } from "../../../src/kube-tools.ts";
import { inRepository } from "../../../src/scripts.ts";

// biome-ignore lint/suspicious/noExplicitAny: manifests of any kind, looked into by path
export type Manifest = any;
export type Values = Readonly<Record<string, unknown>>;

export interface RenderOptions {
  readonly helm?: "helm" | "helm3";
  readonly chart?: string;
  /** As the cluster would tell: group/version/Kind. */
  readonly apis?: readonly string[];
  readonly release?: string;
  readonly isUpgrade?: boolean;
}

/** What a platform engineer cannot do without. */
export const REQUIRED = { host: "rd.example.com", image: { repository: "registry.example.com/fairlead" } };

/** What a chart gives for some values. */
export class RenderedChart {
  readonly text: string;
  readonly manifests: readonly Manifest[];

  constructor(text: string) {
    this.text = text;
    this.manifests = parseAllDocuments(text)
      .map((one) => one.toJS() as Manifest)
      .filter((one) => one !== null);
  }

  all(kind: string): readonly Manifest[] {
    return this.manifests.filter((one) => one.kind === kind);
  }

  names(kind: string): readonly string[] {
    return this.all(kind)
      .map((one) => one.metadata.name as string)
      .sort();
  }

  /** The one of this kind whose name ends so. Throws when there is none, or are several. */
  one(kind: string, end = ""): Manifest {
    const found = this.all(kind).filter((one) => one.metadata.name.endsWith(end));
    if (found.length === 1) return found[0];
    throw new Error(`${found.length} of ${kind} *${end}: ${this.names(kind).join(", ")}`);
  }

  has(kind: string, end = ""): boolean {
    return this.all(kind).some((one) => one.metadata.name.endsWith(end));
  }

  /** A document in the controller's ConfigMap; `undefined` = not there. */
  told(key: string): Manifest {
    const text = this.one("ConfigMap", "-controller").data[key];
    return text === undefined ? undefined : parse(text);
  }

  /** Every pod template there is, by component; the relays' too. */
  pods(): ReadonlyMap<string, Manifest> {
    const kinds = ["Deployment", "DaemonSet", "StatefulSet", "Job"];
    const templates = kinds.flatMap((kind) => this.all(kind)).map((one) => one.spec.template);
    const test = this.all("Pod").map(({ metadata, spec }) => ({ metadata, spec }));
    return new Map(
      [...templates, ...test, this.told("relay-pod.yaml")].map((one) => [
        one.metadata.labels["app.kubernetes.io/component"] as string,
        one,
      ]),
    );
  }

  pod(component: string): Manifest {
    const found = this.pods().get(component);
    if (found === undefined) throw new Error(`no pod of ${component}`);
    return found;
  }

  /** The only container of a pod. */
  container(component: string): Manifest {
    return this.pod(component).spec.containers[0];
  }

  args(component: string): readonly string[] {
    return this.container(component).args;
  }

  pool(): Manifest {
    return this.told("relay-pool.yaml")?.spec;
  }
}

/** What helm said: the manifests, or why not. */
export function tryRender(
  values: Values,
  options: RenderOptions = {},
): { readonly text: string; readonly refusal: string } {
  const { helm = "helm", chart = "charts/fairlead", apis = [], release = "fairlead", isUpgrade = false } = options;
  const words = [
    "template",
    release,
    inRepository(chart),
    "--namespace",
    "fl",
    "--kube-version",
    "1.35.0",
    "--values",
    "-",
  ];
  const more = [...apis.flatMap((api) => ["--api-versions", api]), ...(isUpgrade ? ["--is-upgrade"] : [])];
  const ran = spawnSync(neededTools().bin(helm), [...words, ...more], {
    input: JSON.stringify(values),
    encoding: "utf8",
    timeout: 60_000,
    env: { PATH: process.env["PATH"] ?? "", HOME: "/nonexistent", HELM_NO_PLUGINS: "1" },
  });
  return { text: ran.status === 0 ? ran.stdout : "", refusal: ran.status === 0 ? "" : ran.stderr };
}

/** Rejects nothing: throws what helm complained of. */
export function render(values: Values = {}, options: RenderOptions = {}): RenderedChart {
  const { text, refusal } = tryRender(merged(REQUIRED, values), options);
  if (refusal !== "") throw new Error(refusal);
  return new RenderedChart(text);
}

export function refusalOf(values: Values, options: RenderOptions = {}): string {
  return tryRender(merged(REQUIRED, values), options).refusal;
}

/** As Helm merges values. */
export function merged(under: Values, over: Values): Values {
  const isMap = (one: unknown): one is Values => typeof one === "object" && one !== null && !Array.isArray(one);
  const result: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = result[key];
    result[key] = isMap(below) && isMap(value) ? merged(below, value) : value;
  }
  return result;
}

/** `service.mode` -> {service: {mode}}; dots within "…" of a key stay. */
export function at(path: string, value: unknown): Values {
  return path.split(".").reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Values;
}
