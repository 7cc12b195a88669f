import { type Fields, isFields } from "./fake-object.ts";

/** Paths of owned fields; each is the JSON of its elements as FieldsV1 writes them (`f:spec`, `k:{"name":"a"}`, `v:"x"`). */
export type FieldSet = ReadonlySet<string>;

export const pathText = (elements: readonly string[]): string => JSON.stringify(elements);
export const elementsOf = (path: string): readonly string[] => JSON.parse(path) as readonly string[];

export const minus = (a: FieldSet, b: FieldSet): FieldSet => new Set([...a].filter((path) => !b.has(path)));
export const union = (...sets: readonly FieldSet[]): FieldSet => new Set(sets.flatMap((set) => [...set]));

/** Whether something in the set lies at or below the path. */
export function reaches(set: FieldSet, path: string): boolean {
  const start = `${path.slice(0, -1)},`;
  return set.has(path) || [...set].some((one) => one.startsWith(start));
}

export function toFieldsV1(set: FieldSet): Fields {
  const tree: Record<string, unknown> = {};
  for (const path of set) {
    let at = tree;
    for (const element of elementsOf(path)) {
      at[element] ??= {};
      at = at[element] as Record<string, unknown>;
    }
    at["."] = {};
  }
  return bareLeaves(tree);
}

/** A leaf is written without its dot. */
function bareLeaves(tree: Fields): Fields {
  const entries = Object.entries(tree).map(([key, inner]): readonly [string, unknown] => {
    if (key === "." || !isFields(inner)) return [key, {}];
    const below = bareLeaves(inner);
    return [key, Object.keys(below).length === 1 && "." in below ? {} : below];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function fromFieldsV1(tree: unknown, above: readonly string[] = []): FieldSet {
  const found = new Set<string>();
  if (!isFields(tree)) return found;
  for (const [key, inner] of Object.entries(tree)) {
    const path = key === "." ? above : [...above, key];
    if (key === "." || !isFields(inner) || Object.keys(inner).length === 0) found.add(pathText(path));
    else for (const one of fromFieldsV1(inner, path)) found.add(one);
  }
  return found;
}

/** As conflicts name it: `.spec.ports[port=80,protocol="TCP"].nodePort`. */
export function readable(path: string): string {
  return elementsOf(path)
    .map((element) => {
      const text = element.slice(2);
      if (element.startsWith("f:")) return /^[\w-]+$/.test(text) ? `.${text}` : `.${text}`;
      if (element.startsWith("v:")) return `[=${text}]`;
      const keys = Object.entries(JSON.parse(text) as Fields);
      return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(",")}]`;
    })
    .join("");
}
