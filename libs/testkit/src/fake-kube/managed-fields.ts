import type { Cause } from "./cause.ts";
import { type FakeObject, type Fields, same, withMetadata } from "./fake-object.ts";
import { type FieldSet, fromFieldsV1, minus, reaches, readable, toFieldsV1, union } from "./field-set.ts";
import type { MergeTypes } from "./list-types.ts";
import { type FieldValues, fieldValues, mergeApplied, withoutPath } from "./object-fields.ts";
import { Refusal } from "./refusal.ts";

/** Who writes: one manager has an entry per operation and subresource. */
export interface Writer {
  readonly manager: string;
  readonly operation: "Apply" | "Update";
  readonly subresource: string;
  readonly apiVersion: string;
  readonly time: string;
}

interface Entry extends Writer {
  readonly fields: FieldSet;
}

const isWriter = (a: Writer, b: Writer): boolean =>
  a.manager === b.manager && a.operation === b.operation && a.subresource === b.subresource;

function entriesOf(object: FakeObject | undefined): readonly Entry[] {
  const written = (object?.metadata["managedFields"] as readonly Fields[] | undefined) ?? [];
  return written.map((entry) => ({
    manager: String(entry["manager"]),
    operation: entry["operation"] === "Apply" ? "Apply" : "Update",
    subresource: String(entry["subresource"] ?? ""),
    apiVersion: String(entry["apiVersion"]),
    time: String(entry["time"]),
    fields: fromFieldsV1(entry["fieldsV1"]),
  }));
}

function withEntries(object: FakeObject, entries: readonly Entry[]): FakeObject {
  const managedFields = entries
    .filter(({ fields }) => fields.size > 0)
    .map(({ manager, operation, apiVersion, time, fields, subresource }) => ({
      ...{ manager, operation, apiVersion, time, fieldsType: "FieldsV1", fieldsV1: toFieldsV1(fields) },
      ...(subresource === "" ? {} : { subresource }),
    }));
  return withMetadata(object, { managedFields });
}

function differences(before: FieldValues, after: FieldValues): { readonly changed: FieldSet; readonly gone: FieldSet } {
  const changed = [...after].filter(([path, value]) => !before.has(path) || !same(before.get(path), value));
  const gone = [...before.keys()].filter((path) => !after.has(path));
  return { changed: new Set(changed.map(([path]) => path)), gone: new Set(gone) };
}

/** The new object with its managedFields after a create, update or patch: what changed belongs to who changed it. */
export function ownedByUpdate(
  before: FakeObject | undefined,
  after: FakeObject,
  types: MergeTypes,
  writer: Writer,
): FakeObject {
  const values = before === undefined ? new Map<string, unknown>() : fieldValues(before, types);
  const { changed, gone } = differences(values, fieldValues(after, types));
  const entries = entriesOf(before);
  if (changed.size === 0 && gone.size === 0) return withEntries(after, entries);
  const own = entries.find((entry) => isWriter(entry, writer));
  const others = entries
    .filter((entry) => entry !== own)
    .map((entry) => ({ ...entry, fields: minus(minus(entry.fields, changed), gone) }));
  const fields = union(minus(own?.fields ?? new Set(), gone), changed);
  return withEntries(after, [...others, { ...writer, fields }]);
}

export interface Applied {
  readonly object: FakeObject;
  /** Puts the managedFields on what becomes of `object` after defaults. */
  own(object: FakeObject): FakeObject;
}

/**
 * Server-side apply: the applier owns exactly what it sent, what it no longer sends and nobody else owns goes, and a value of another owner that would change
 * is a conflict, or taken over with `force`.
 */
export function applyTo(
  live: FakeObject,
  wish: FakeObject,
  types: MergeTypes,
  writer: Writer,
  force: boolean,
): Applied {
  const entries = entriesOf(live);
  const own = entries.find((entry) => isWriter(entry, writer));
  const others = entries.filter((entry) => entry !== own);
  const wished = fieldValues(wish, types);
  const fields: FieldSet = new Set(wished.keys());
  const { changed } = differences(fieldValues(live, types), wished);
  const contested = others.map((entry) => ({
    entry,
    fields: new Set([...changed].filter((p) => entry.fields.has(p))),
  }));
  if (!force) refuseConflicts(contested);
  const left = others.map((entry) => ({ ...entry, fields: force ? minus(entry.fields, changed) : entry.fields }));
  const kept = union(fields, ...left.map((entry) => entry.fields));
  const merged = mergeApplied(live, wish, types) as FakeObject;
  const object = withoutAbandoned(merged, minus(own?.fields ?? new Set(), fields), kept);
  const time = own !== undefined && same(own.fields, fields) && same(object, live) ? own.time : writer.time;
  return { object, own: (next) => withEntries(next, [...left, { ...writer, time, fields }]) };
}

function withoutAbandoned(object: FakeObject, abandoned: FieldSet, kept: FieldSet): FakeObject {
  const going = [...abandoned].filter((path) => !reaches(kept, path));
  const rest = going.reduce<Fields>((left, path) => withoutPath(left, path), object);
  return { ...rest, metadata: rest["metadata"] ?? object.metadata } as FakeObject;
}

function refuseConflicts(contested: readonly { readonly entry: Entry; readonly fields: FieldSet }[]): void {
  const causes = contested.flatMap(({ entry, fields }): readonly Cause[] =>
    [...fields].map((path) => ({
      reason: "FieldManagerConflict",
      message: `conflict with "${entry.manager}"${entry.subresource === "" ? "" : ` with subresource "${entry.subresource}"`} using ${entry.apiVersion}`,
      field: readable(path),
    })),
  );
  if (causes.length === 0) return;
  const words = causes.map(({ message, field }) => `${message}: ${field}`).join("\n");
  const count = `${causes.length} conflict${causes.length === 1 ? "" : "s"}`;
  throw new Refusal(409, "Conflict", `Apply failed with ${count}: ${words}`, { causes });
}
