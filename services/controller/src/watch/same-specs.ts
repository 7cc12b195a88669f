import type { KubeObject } from "@fairlead/kube";

/** The server counts what is asked for, and not what is so. */
export function isSameSpec({ metadata: one }: KubeObject, { metadata: other }: KubeObject): boolean {
  return one.generation !== undefined && one.generation === other.generation && one.uid === other.uid;
}

/** Whether two looks at a store found the same objects, asking for the same. */
export function areSameSpecs(before: ReadonlyMap<string, KubeObject>, now: ReadonlyMap<string, KubeObject>): boolean {
  if (before === now) return true;
  if (before.size !== now.size) return false;
  for (const [key, object] of now) {
    const known = before.get(key);
    if (known === undefined || !isSameSpec(known, object)) return false;
  }
  return true;
}
