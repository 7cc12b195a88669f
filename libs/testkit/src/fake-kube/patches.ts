import type { FakeKind } from "./fake-kind.ts";
import { type Fields, isFields, same } from "./fake-object.ts";
import { type MergeTypes, mergeTypesOf } from "./list-types.ts";
import { itemElement } from "./object-fields.ts";
import { badRequest, Refusal } from "./refusal.ts";

/** What a patch of that content type makes of the object. */
export function patched(kind: FakeKind, object: unknown, patch: unknown, contentType: string): unknown {
  switch (contentType) {
    case "application/merge-patch+json":
      return mergePatch(object, patch);
    case "application/json-patch+json":
      return jsonPatch(object, patch);
    case "application/strategic-merge-patch+json":
      if (kind.custom) break;
      return strategicPatch(object, patch, mergeTypesOf(kind), []);
  }
  const known = "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml";
  const message = `the body of the request was in an unknown format - accepted media types include: ${known}`;
  throw new Refusal(415, "UnsupportedMediaType", message);
}

function mergePatch(value: unknown, patch: unknown): unknown {
  if (!isFields(patch)) return patch;
  const made: Record<string, unknown> = isFields(value) ? { ...value } : {};
  for (const [name, inner] of Object.entries(patch)) {
    if (inner === null) delete made[name];
    else made[name] = mergePatch(made[name], inner);
  }
  return made;
}

/** Lists with keys are joined item by item, `$patch: delete` takes one away, `$patch: replace` the rest of a map. */
function strategicPatch(value: unknown, patch: unknown, types: MergeTypes, names: readonly string[]): unknown {
  if (Array.isArray(patch)) return strategicList(Array.isArray(value) ? value : [], patch, types, names);
  if (!isFields(patch)) return patch;
  const { $patch: directive, ...fields } = patch;
  if (directive === "replace") return fields;
  const made: Record<string, unknown> = isFields(value) ? { ...value } : {};
  for (const [name, inner] of Object.entries(fields)) {
    if (name.startsWith("$")) continue;
    if (inner === null) delete made[name];
    else made[name] = strategicPatch(made[name], inner, types, [...names, name]);
  }
  return made;
}

function strategicList(
  list: readonly unknown[],
  patch: readonly unknown[],
  types: MergeTypes,
  names: readonly string[],
): readonly unknown[] {
  const merge = types(names, true);
  if (merge.type === "set") return [...new Set([...list, ...patch])];
  if (merge.type !== "keyed") return patch;
  const items = new Map(list.map((item) => [itemElement(item, merge.keys), item]));
  for (const item of patch) {
    const element = itemElement(item, merge.keys);
    if (isFields(item) && item["$patch"] === "delete") items.delete(element);
    else items.set(element, strategicPatch(items.get(element), item, types, names));
  }
  return [...items.values()];
}

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

function jsonPatch(value: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch)) throw badRequest("a JSON patch is a list of operations");
  return (patch as readonly Operation[]).reduce(operated, structuredClone(value));
}

function operated(document: unknown, operation: Operation): unknown {
  const { op, path } = operation;
  switch (op) {
    case "test":
      if (same(pointed(document, path), operation.value)) return document;
      throw unprocessable(`testing value ${path} failed`);
    case "add":
    case "replace":
    case "remove":
      return placed(document, pointer(path), op, operation.value);
    case "copy":
      return placed(document, pointer(path), "add", pointed(document, operation.from ?? ""));
    case "move": {
      const moved = pointed(document, operation.from ?? "");
      return placed(placed(document, pointer(operation.from ?? ""), "remove", undefined), pointer(path), "add", moved);
    }
    default:
      throw badRequest(`unexpected operation ${op}`);
  }
}

const unprocessable = (message: string): Refusal =>
  new Refusal(422, "Invalid", `the server rejected our request due to an error in our request: ${message}`);

const pointer = (path: string): readonly string[] =>
  path
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));

function pointed(document: unknown, path: string): unknown {
  return pointer(path).reduce<unknown>(
    (at, part) => (Array.isArray(at) ? at[Number(part)] : isFields(at) ? at[part] : undefined),
    document,
  );
}

function placed(document: unknown, [first, ...rest]: readonly string[], op: string, value: unknown): unknown {
  if (first === undefined) return value;
  if (Array.isArray(document)) return placedInList(document, first, rest, op, value);
  if (!isFields(document)) throw unprocessable(`nothing at ${first}`);
  if (rest.length > 0) return { ...document, [first]: placed(document[first], rest, op, value) };
  if (op !== "add" && !(first in document)) throw unprocessable(`nothing at ${first} to ${op}`);
  const { [first]: _old, ...others } = document as Fields;
  return op === "remove" ? others : { ...document, [first]: value };
}

function placedInList(
  list: readonly unknown[],
  first: string,
  rest: readonly string[],
  op: string,
  value: unknown,
): unknown {
  const index = first === "-" ? list.length : Number(first);
  if (!Number.isInteger(index) || index > list.length) throw unprocessable(`no item ${first}`);
  if (rest.length > 0) return list.map((item, i) => (i === index ? placed(item, rest, op, value) : item));
  if (op === "add") return list.toSpliced(index, 0, value);
  return op === "remove" ? list.toSpliced(index, 1) : list.with(index, value);
}
