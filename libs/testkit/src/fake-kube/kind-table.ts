import { builtInKinds } from "./built-in-kinds.ts";
import { type CrdSchema, isCrdSchema } from "./crd-schema.ts";
import { type FakeKind, resourceOf } from "./fake-kind.ts";
import { type FakeObject, type Fields, fieldAt, isFields } from "./fake-object.ts";

/** What is served: the built-in kinds, and what CustomResourceDefinitions add while they are there. */
export class KindTable {
  readonly #kinds: Map<string, FakeKind>;

  constructor() {
    this.#kinds = new Map(builtInKinds().map((kind) => [placeOf(kind), kind]));
  }

  get all(): readonly FakeKind[] {
    return [...this.#kinds.values()];
  }

  find(group: string, version: string, plural: string): FakeKind | undefined {
    return this.#kinds.get(`${group}/${version}/${plural}`);
  }

  ofResource(resource: string): FakeKind | undefined {
    return this.all.find((kind) => resourceOf(kind) === resource);
  }

  add(kind: FakeKind): void {
    this.#kinds.set(placeOf(kind), kind);
  }

  remove(kind: FakeKind): void {
    this.#kinds.delete(placeOf(kind));
  }
}

const placeOf = ({ group, version, plural }: FakeKind): string => `${group}/${version}/${plural}`;

/** One a served version. */
export function kindsOfCrd(crd: FakeObject): readonly FakeKind[] {
  const versions = fieldAt(crd, "spec.versions");
  if (!Array.isArray(versions)) return [];
  return versions.filter((version) => isFields(version) && version["served"] === true).map((one) => kindOf(crd, one));
}

function kindOf(crd: FakeObject, version: Fields): FakeKind {
  const text = (path: string): string => String(fieldAt(crd, path) ?? "");
  const words = (path: string): readonly string[] => (fieldAt(crd, path) as readonly string[] | undefined) ?? [];
  const schema = fieldAt(version, "schema.openAPIV3Schema");
  const fields = (version["selectableFields"] as readonly { jsonPath: string }[] | undefined) ?? [];
  return {
    ...{ group: text("spec.group"), version: String(version["name"]), plural: text("spec.names.plural") },
    ...{ kind: text("spec.names.kind"), namespaced: text("spec.scope") === "Namespaced", counted: true, custom: true },
    status: isFields(fieldAt(version, "subresources.status")),
    ...scaleOf(fieldAt(version, "subresources.scale")),
    ...(isCrdSchema(schema) ? { schema: schema as CrdSchema } : {}),
    selectable: fields.map(({ jsonPath }) => jsonPath.replace(/^\./, "")),
    ...{ shortNames: words("spec.names.shortNames"), categories: words("spec.names.categories") },
  };
}

function scaleOf(scale: unknown): Pick<FakeKind, "scale"> {
  if (!isFields(scale)) return {};
  const selector = scale["labelSelectorPath"];
  return {
    scale: {
      spec: String(scale["specReplicasPath"]),
      status: String(scale["statusReplicasPath"]),
      ...(typeof selector === "string" ? { selector } : {}),
    },
  };
}
