import type { Cause } from "./cause.ts";
import { type Fields, isFields } from "./fake-object.ts";

/** As much of a structural schema as the fake keeps; CEL rules and patterns of numbers need the real server. */
export interface CrdSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, CrdSchema>>;
  readonly additionalProperties?: CrdSchema | boolean;
  readonly items?: CrdSchema;
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly nullable?: boolean;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
  readonly "x-kubernetes-int-or-string"?: boolean;
  readonly "x-kubernetes-list-type"?: string;
  readonly "x-kubernetes-list-map-keys"?: readonly string[];
  readonly "x-kubernetes-map-type"?: string;
}

export const isCrdSchema = (value: unknown): value is CrdSchema => isFields(value);

const ROOT = ["apiVersion", "kind", "metadata"];

/** The value with defaults filled in and unknown fields dropped; `unknown` names those. */
export function conform(
  value: unknown,
  schema: CrdSchema,
  path = "",
): { readonly value: unknown; readonly unknown: readonly string[] } {
  const unknown: string[] = [];
  return { value: shape(value, schema, path, unknown), unknown };
}

function shape(value: unknown, schema: CrdSchema, path: string, unknown: string[]): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? value : value.map((item, i) => shape(item, items, `${path}[${i}]`, unknown));
  }
  return isFields(value) ? shapeFields(value, schema, path, unknown) : value;
}

function shapeFields(value: Fields, schema: CrdSchema, path: string, unknown: string[]): Fields {
  const made: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    const where = path === "" ? name : `${path}.${name}`;
    const known = knownField(schema, name);
    if (path === "" && ROOT.includes(name)) made[name] = inner;
    else if (known !== undefined) made[name] = shape(inner, known, where, unknown);
    else unknown.push(where);
  }
  for (const [name, { default: preset }] of Object.entries(schema.properties ?? {})) {
    const own = schema.properties?.[name] ?? {};
    if (preset !== undefined && made[name] === undefined) made[name] = shape(preset, own, `${path}.${name}`, unknown);
  }
  return made;
}

function knownField(schema: CrdSchema, name: string): CrdSchema | undefined {
  const { additionalProperties: rest } = schema;
  const own = schema.properties?.[name];
  if (own !== undefined) return own;
  if (typeof rest === "object") return rest;
  return rest === true || schema["x-kubernetes-preserve-unknown-fields"] === true ? KEEP : undefined;
}

const KEEP: CrdSchema = { "x-kubernetes-preserve-unknown-fields": true };

/** What the schema forbids: types, required fields, enums and bounds. */
export function faultsOf(value: unknown, schema: CrdSchema, path = ""): readonly Cause[] {
  const wrong = faultOfValue(value, schema);
  if (wrong !== undefined) return [{ reason: "FieldValueInvalid", field: path, message: wrong }];
  if (Array.isArray(value)) return value.flatMap((one, i) => faultsOf(one, schema.items ?? {}, `${path}[${i}]`));
  if (!isFields(value)) return [];
  const at = (name: string): string => (path === "" ? name : `${path}.${name}`);
  const missing = (schema.required ?? []).filter((name) => value[name] === undefined);
  return [
    ...missing.map((name) => ({ reason: "FieldValueRequired", field: at(name), message: "Required value" })),
    ...Object.entries(value).flatMap(([name, one]) =>
      path === "" && ROOT.includes(name) ? [] : faultsOf(one, knownField(schema, name) ?? {}, at(name)),
    ),
  ];
}

function faultOfValue(value: unknown, schema: CrdSchema): string | undefined {
  if (value === null) return schema.nullable === true || schema.type === undefined ? undefined : "must not be null";
  if (schema.type !== undefined && !isOfType(value, schema)) return `must be of type ${schema.type}`;
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    const known = schema.enum.map((one) => JSON.stringify(one)).join(", ");
    return `Unsupported value: ${JSON.stringify(value)}: supported values: ${known}`;
  }
  if (typeof value === "number") return faultOfNumber(value, schema);
  if (typeof value === "string") return faultOfText(value, schema);
  if (Array.isArray(value) && value.length > (schema.maxItems ?? value.length))
    return `Too many: must have at most ${schema.maxItems} items`;
  return undefined;
}

function faultOfNumber(value: number, schema: CrdSchema): string | undefined {
  if (value < (schema.minimum ?? value)) return `should be greater than or equal to ${schema.minimum}`;
  if (value > (schema.maximum ?? value)) return `should be less than or equal to ${schema.maximum}`;
  return undefined;
}

function faultOfText(value: string, schema: CrdSchema): string | undefined {
  if (value.length > (schema.maxLength ?? value.length)) return `Too long: may not be more than ${schema.maxLength}`;
  if (value.length < (schema.minLength ?? 0)) return `should be at least ${schema.minLength} chars long`;
  if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value))
    return `should match '${schema.pattern}'`;
  return undefined;
}

function isOfType(value: unknown, { type }: CrdSchema): boolean {
  switch (type) {
    case "object":
      return isFields(value);
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    case "number":
    case "string":
    case "boolean":
      return typeof value === type;
    default:
      return true;
  }
}
