import { type Fields, isFields } from "./fake-object.ts";
import { elementsOf, pathText } from "./field-set.ts";
import type { MergeTypes } from "./list-types.ts";

/** Every owned path of an object with its value; an item of a keyed list has none of its own. */
export type FieldValues = ReadonlyMap<string, unknown>;

/** Nobody owns these: they name the object or are the server's. */
const UNOWNED = /^(apiVersion|kind)$/;
const UNOWNED_METADATA =
  /^(name|namespace|uid|resourceVersion|generation|creationTimestamp|deletionTimestamp|deletionGracePeriodSeconds|managedFields|selfLink|generateName)$/;

interface Place {
  readonly elements: readonly string[];
  readonly names: readonly string[];
}

export function fieldValues(object: Fields, types: MergeTypes): FieldValues {
  const found = new Map<string, unknown>();
  walk(object, { elements: [], names: [] }, types, found);
  return found;
}

function walk(value: unknown, at: Place, types: MergeTypes, found: Map<string, unknown>): void {
  if (isFields(value) && types(at.names, false).type === "fields") walkFields(value, at, types, found);
  else if (Array.isArray(value)) walkList(value, at, types, found);
  else found.set(pathText(at.elements), value);
}

function walkList(value: readonly unknown[], at: Place, types: MergeTypes, found: Map<string, unknown>): void {
  const merge = types(at.names, true);
  if (value.length === 0 || merge.type === "atomic") found.set(pathText(at.elements), value);
  if (merge.type === "atomic") return;
  for (const item of value) {
    const elements = [...at.elements, itemElement(item, merge.type === "keyed" ? merge.keys : [])];
    found.set(pathText(elements), undefined);
    if (merge.type === "keyed" && isFields(item)) walkFields(item, { ...at, elements }, types, found);
  }
}

function walkFields(value: Fields, at: Place, types: MergeTypes, found: Map<string, unknown>): void {
  const entries = Object.entries(value).filter(([name]) => isOwned(at.names, name));
  if (entries.length === 0 && at.names.length > 1) found.set(pathText(at.elements), {});
  for (const [name, inner] of entries) {
    walk(inner, { elements: [...at.elements, `f:${name}`], names: [...at.names, name] }, types, found);
  }
}

function isOwned(names: readonly string[], name: string): boolean {
  if (names.length === 0) return !UNOWNED.test(name);
  return !(names.length === 1 && names[0] === "metadata" && UNOWNED_METADATA.test(name));
}

/** With keys: `k:{…}`; `protocol` has a default, and so has a place in the key when it is not written. */
export function itemElement(item: unknown, keys: readonly string[]): string {
  if (keys.length === 0 || !isFields(item)) return `v:${JSON.stringify(item)}`;
  const value = (key: string): unknown => item[key] ?? (key === "protocol" ? "TCP" : undefined);
  return `k:${JSON.stringify(Object.fromEntries([...keys].sort().map((key) => [key, value(key)])))}`;
}

/** What was merged: maps field by field, keyed lists item by item, sets joined, the rest replaced. */
export function mergeApplied(
  live: unknown,
  applied: unknown,
  types: MergeTypes,
  names: readonly string[] = [],
): unknown {
  if (isFields(applied) && isFields(live) && types(names, false).type === "fields") {
    const made: Record<string, unknown> = { ...live };
    for (const [name, inner] of Object.entries(applied))
      made[name] = mergeApplied(live[name], inner, types, [...names, name]);
    return made;
  }
  if (!Array.isArray(applied) || !Array.isArray(live)) return applied;
  const merge = types(names, true);
  if (merge.type !== "keyed" && merge.type !== "set") return applied;
  const keys = merge.type === "keyed" ? merge.keys : [];
  const items = new Map(live.map((item) => [itemElement(item, keys), item as unknown]));
  for (const item of applied) {
    const element = itemElement(item, keys);
    items.set(element, items.has(element) ? mergeApplied(items.get(element), item, types, names) : item);
  }
  return [...items.values()];
}

/** The object without the field or item; a map or list that is empty for it goes too. */
export function withoutPath(object: Fields, path: string): Fields {
  return (without(object, elementsOf(path)) as Fields | undefined) ?? {};
}

function without(value: unknown, [first = "", ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) {
    const kept = value.flatMap((item) => {
      if (!isItem(item, first)) return [item];
      const inner = rest.length === 0 ? undefined : without(item, rest);
      return inner === undefined ? [] : [inner];
    });
    return kept.length === 0 ? undefined : kept;
  }
  if (!isFields(value)) return value;
  const { [first.slice(2)]: old, ...others } = value;
  const inner = rest.length === 0 || old === undefined ? undefined : without(old, rest);
  const made = inner === undefined ? others : { ...value, [first.slice(2)]: inner };
  return Object.keys(made).length === 0 ? undefined : made;
}

function isItem(item: unknown, element: string): boolean {
  if (element.startsWith("v:")) return JSON.stringify(item) === element.slice(2);
  const keys = Object.keys(JSON.parse(element.slice(2)) as Fields);
  return itemElement(item, keys) === element;
}
