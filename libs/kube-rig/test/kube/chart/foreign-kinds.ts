import { Ajv2020 } from "ajv/dist/2020.js";
import type { Manifest } from "./rendered-chart.ts";

const text = { type: "string" };
const whole = { type: "integer" };
const texts = { type: "object", additionalProperties: text };
const list = (items: object) => ({ type: "array", items, minItems: 1 });
const part = (properties: object, required: readonly string[] = []) => ({
  type: "object",
  additionalProperties: false,
  properties,
  required,
});
const DURATION = { type: "string", pattern: "^(0|(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$" };

const rule = part({
  matches: list(
    part({
      path: part({ type: { enum: ["PathPrefix", "Exact"] }, value: { type: "string", pattern: "^/" } }, [
        "type",
        "value",
      ]),
    }),
  ),
  backendRefs: list(part({ name: text, port: whole }, ["name", "port"])),
  timeouts: part({ request: DURATION, backendRequest: DURATION }),
});
const parent = part({ group: text, kind: text, name: text, namespace: text, sectionName: text, port: whole }, ["name"]);
const endpoint = part(
  {
    port: text,
    path: text,
    interval: DURATION,
    scrapeTimeout: DURATION,
    relabelings: list({ type: "object" }),
    metricRelabelings: list({ type: "object" }),
  },
  ["port"],
);
const requirement = part(
  { key: text, operator: { enum: ["In", "NotIn", "Exists", "DoesNotExist"] }, values: list(text) },
  ["key", "operator"],
);
const selector = part({ matchLabels: texts, matchExpressions: list(requirement) });
const monitor = (endpoints: string) =>
  part(
    {
      namespaceSelector: part({ matchNames: list(text) }),
      selector,
      podTargetLabels: list(text),
      [endpoints]: list(endpoint),
    },
    ["selector", endpoints],
  );

/** Of kinds that other projects define: the fields that the chart uses, as their documents have them, and no others. */
const SPECS: Readonly<Record<string, object>> = {
  "gateway.networking.k8s.io/v1/HTTPRoute": part(
    { parentRefs: list(parent), hostnames: list(text), rules: list(rule) },
    ["parentRefs", "rules"],
  ),
  "monitoring.coreos.com/v1/PodMonitor": monitor("podMetricsEndpoints"),
  "monitoring.coreos.com/v1/ServiceMonitor": monitor("endpoints"),
  "cert-manager.io/v1/Certificate": part(
    {
      secretName: text,
      dnsNames: list(text),
      duration: DURATION,
      renewBefore: DURATION,
      privateKey: part({
        algorithm: { enum: ["RSA", "ECDSA", "Ed25519"] },
        size: whole,
        rotationPolicy: { enum: ["Always", "Never"] },
      }),
      issuerRef: part({ name: text, kind: text, group: text }, ["name"]),
    },
    ["secretName", "issuerRef"],
  ),
};

const kindOf = ({ apiVersion, kind }: Manifest): string => `${apiVersion}/${kind}`;
export const isForeign = (manifest: Manifest): boolean => kindOf(manifest) in SPECS;

const ajv = new Ajv2020({ allErrors: true, strict: false });
const metadata = part({ name: text, namespace: text, labels: texts, annotations: texts }, ["name"]);

export function foreignFaults(manifest: Manifest): readonly string[] {
  const schema = part({ apiVersion: text, kind: text, metadata, spec: SPECS[kindOf(manifest)] }, ["metadata", "spec"]);
  if (ajv.validate(schema, manifest)) return [];
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${kindOf(manifest)}: ${instancePath} ${message}`);
}
