import { apiVersionOf, type FakeKind } from "./fake-kind.ts";
import type { Fields } from "./fake-object.ts";
import type { KindTable } from "./kind-table.ts";

const VERBS = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

/** What is no resource: health, the version, and which groups and kinds there are. A string is answered as text. */
export function discover(kinds: KindTable, path: string): Fields | string | undefined {
  const [root, group = "", version = "", ...rest] = path.split("/").filter((word) => word !== "");
  if (rest.length > 0) return undefined;
  if (root === "readyz" || root === "livez" || root === "healthz") return "ok";
  if (root === "version") return { major: "1", minor: "35", gitVersion: "v1.35.4", platform: "fake/amd64" };
  if (root === "api" && group === "") return { kind: "APIVersions", versions: ["v1"] };
  if (root === "api" && version === "") return resourceList(kinds, "", group);
  if (root !== "apis") return undefined;
  if (group === "") return { kind: "APIGroupList", apiVersion: "v1", groups: groupsOf(kinds) };
  if (version !== "") return resourceList(kinds, group, version);
  const found = groupsOf(kinds).find(({ name }) => name === group);
  return found === undefined ? undefined : { kind: "APIGroup", apiVersion: "v1", ...found };
}

interface Group extends Fields {
  readonly name: string;
}

function groupsOf(kinds: KindTable): readonly Group[] {
  const names = new Set(kinds.all.map(({ group }) => group).filter((group) => group !== ""));
  return [...names].map((name) => {
    const served = new Set(kinds.all.filter(({ group }) => group === name).map(({ version }) => version));
    const versions = [...served].map((version) => ({ groupVersion: `${name}/${version}`, version }));
    return { name, versions, preferredVersion: versions[0] };
  });
}

function resourceList(kinds: KindTable, group: string, version: string): Fields | undefined {
  const found = kinds.all.filter((kind) => kind.group === group && kind.version === version);
  const [first] = found;
  if (first === undefined) return undefined;
  const resources = found.flatMap((kind) => [
    entry(kind, kind.plural, kind.kind),
    ...(kind.status ? [entry(kind, `${kind.plural}/status`, kind.kind)] : []),
    ...(kind.scale === undefined ? [] : [entry(kind, `${kind.plural}/scale`, "Scale")]),
  ]);
  return { kind: "APIResourceList", apiVersion: "v1", groupVersion: apiVersionOf(first), resources };
}

function entry({ namespaced, shortNames, categories, kind: ownKind }: FakeKind, name: string, kind: string): Fields {
  const isWhole = !name.includes("/");
  const words = isWhole ? { singularName: ownKind.toLowerCase(), shortNames, categories } : { singularName: "" };
  return { name, namespaced, kind, verbs: isWhole ? VERBS : ["get", "patch", "update"], ...words };
}
