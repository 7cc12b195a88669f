import type { CrdSchema } from "./crd-schema.ts";
import type { FakeKind } from "./fake-kind.ts";

/** How a list or a map is merged: whole, as a set of values, or by the keys of its items. */
export type MergeType =
  | { readonly type: "atomic" }
  | { readonly type: "set" }
  | { readonly type: "keyed"; readonly keys: readonly string[] }
  | { readonly type: "fields" };

const ATOMIC: MergeType = { type: "atomic" };
const FIELDS: MergeType = { type: "fields" };
const keyed = (...keys: readonly string[]): MergeType => ({ type: "keyed", keys });

/** Kubernetes' own lists, by the name of their field. */
const LISTS: Readonly<Record<string, MergeType>> = {
  containers: keyed("name"),
  initContainers: keyed("name"),
  ephemeralContainers: keyed("name"),
  env: keyed("name"),
  volumes: keyed("name"),
  volumeMounts: keyed("mountPath"),
  volumeDevices: keyed("devicePath"),
  imagePullSecrets: keyed("name"),
  conditions: keyed("type"),
  addresses: keyed("type"),
  ownerReferences: keyed("uid"),
  topologySpreadConstraints: keyed("topologyKey", "whenUnsatisfiable"),
  podIPs: keyed("ip"),
  hostAliases: keyed("ip"),
  secrets: keyed("name"),
  finalizers: { type: "set" },
};
/** Maps that belong to one writer as a whole. */
const WHOLE_MAPS =
  /^(selector|podSelector|namespaceSelector|labelSelector|roleRef|targetRef|configMapKeyRef|secretKeyRef|fieldRef|resourceFieldRef|secretRef|involvedObject|regarding|related)$/;

/** The path holds field names alone, without the keys of list items. */
export type MergeTypes = (path: readonly string[], isList: boolean) => MergeType;

export function mergeTypesOf(kind: FakeKind): MergeTypes {
  const { schema } = kind;
  return (path, isList) => {
    if (path[0] === "metadata" || schema === undefined) return builtIn(path, isList);
    return bySchema(path, isList, schema);
  };
}

function builtIn(path: readonly string[], isList: boolean): MergeType {
  const name = path.at(-1) ?? "";
  if (!isList) return WHOLE_MAPS.test(name) && path.length > 1 ? ATOMIC : FIELDS;
  if (name === "ports") {
    const ofContainer = path.includes("containers") || path.includes("initContainers");
    return ofContainer ? keyed("containerPort", "protocol") : keyed("port", "protocol");
  }
  return LISTS[name] ?? ATOMIC;
}

function bySchema(path: readonly string[], isList: boolean, root: CrdSchema): MergeType {
  let schema: CrdSchema | undefined = root;
  for (const name of path) {
    const inside: CrdSchema | undefined = schema?.items ?? schema;
    const rest: CrdSchema | boolean | undefined = inside?.additionalProperties;
    schema = inside?.properties?.[name] ?? (typeof rest === "object" ? rest : undefined);
  }
  if (!isList) return schema?.["x-kubernetes-map-type"] === "atomic" ? ATOMIC : FIELDS;
  const type = schema?.["x-kubernetes-list-type"];
  if (type === "map") return keyed(...(schema?.["x-kubernetes-list-map-keys"] ?? []));
  return type === "set" ? { type: "set" } : ATOMIC;
}
