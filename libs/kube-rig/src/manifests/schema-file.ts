import { type Schema, strictSchema } from "./strict-schema.ts";

/** All definitions, and by `apiVersion/Kind` the one a manifest is held against. */
export interface SchemaFile {
  readonly $id: string;
  readonly $defs: Readonly<Record<string, Schema>>;
  readonly roots: Readonly<Record<string, Schema>>;
}

interface GroupKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

const META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

/** Of Kubernetes' own OpenAPI v3 documents. */
export function schemaFileOf(documents: readonly unknown[]): SchemaFile {
  const $defs: Record<string, Schema> = {};
  const roots: Record<string, Schema> = {};
  for (const document of documents) {
    const { components } = document as {
      readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
    };
    for (const [name, schema] of Object.entries(components?.schemas ?? {})) {
      $defs[name] ??= strictSchema(schema) as Schema;
      // Types such as DeleteOptions are listed under every group; only one-group types are manifests.
      const [kind, ...others] = (schema["x-kubernetes-group-version-kind"] ?? []) as readonly GroupKind[];
      const hasMetadata = (schema["properties"] as Schema | undefined)?.["metadata"] !== undefined;
      if (kind !== undefined && others.length === 0 && hasMetadata) roots[keyOf(kind)] = rootOf(name, kind);
    }
  }
  const time = $defs[`${META}Time`];
  // `creationTimestamp: null` is written by many programs.
  if (time !== undefined) $defs[`${META}Time`] = { ...time, type: ["string", "null"] };
  return { $id: "kubernetes", $defs, roots };
}

const apiVersionOf = ({ group, version }: GroupKind): string => (group === "" ? version : `${group}/${version}`);
const keyOf = (kind: GroupKind): string => `${apiVersionOf(kind)}/${kind.kind}`;

const rootOf = (name: string, kind: GroupKind): Schema => ({
  allOf: [{ $ref: `#/$defs/${name}` }],
  properties: { apiVersion: { const: apiVersionOf(kind) }, kind: { const: kind.kind } },
  required: ["apiVersion", "kind"],
});

interface Definition {
  readonly kind?: string;
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

/** With the kinds that CustomResourceDefinitions define. */
export function withDefinitions(file: SchemaFile, definitions: readonly unknown[]): SchemaFile {
  const $defs: Record<string, Schema> = { ...file.$defs };
  const roots: Record<string, Schema> = { ...file.roots };
  for (const { kind, spec } of definitions as readonly Definition[]) {
    if (kind !== "CustomResourceDefinition") continue;
    for (const version of spec.versions) {
      const own = { group: spec.group, version: version.name, kind: spec.names.kind };
      const name = `crd.${own.group}.${own.version}.${own.kind}`;
      const schema = strictSchema(version.schema.openAPIV3Schema) as Schema;
      const header = {
        apiVersion: { type: "string" },
        kind: { type: "string" },
        metadata: { $ref: `#/$defs/${META}ObjectMeta` },
      };
      $defs[name] = {
        additionalProperties: false,
        ...schema,
        properties: { ...(schema["properties"] as Schema), ...header },
      };
      roots[keyOf(own)] = rootOf(name, own);
    }
  }
  return { ...file, $defs, roots };
}
