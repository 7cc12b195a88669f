import { isDeepStrictEqual } from "node:util";

export type Fields = { readonly [field: string]: unknown };

export interface OwnerReference extends Fields {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly blockOwnerDeletion?: boolean;
}

export interface FakeMetadata extends Fields {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly deletionGracePeriodSeconds?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly OwnerReference[];
}

/** An object as it crosses the wire. What is stored is never changed in place. */
export interface FakeObject extends Fields {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: FakeMetadata;
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const same = (a: unknown, b: unknown): boolean => isDeepStrictEqual(a, b);

/** What is found under `a.b.c`; undefined where nothing is. */
export function fieldAt(value: unknown, path: string): unknown {
  let found = value;
  for (const part of path.split(".").filter((word) => word !== "")) {
    if (!isFields(found)) return undefined;
    found = found[part];
  }
  return found;
}

/** A copy with another value under `a.b.c`; undefined takes the field away. */
export function withField(value: unknown, path: string, next: unknown): Fields {
  const [first = "", ...rest] = path.split(".").filter((word) => word !== "");
  const before = isFields(value) ? value : {};
  const inner = rest.length === 0 ? next : withField(before[first], rest.join("."), next);
  return withoutUndefined({ ...before, [first]: inner });
}

export const withoutUndefined = (value: Fields): Fields =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined));

export const withMetadata = (object: FakeObject, changes: Fields): FakeObject => ({
  ...object,
  metadata: withoutUndefined({ ...object.metadata, ...changes }) as FakeMetadata,
});

export const keyOf = ({ metadata }: { readonly metadata: FakeMetadata }): string =>
  `${metadata.namespace ?? ""}/${metadata.name}`;
