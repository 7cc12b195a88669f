import type { CelRule } from "./schema-words.ts";

type Json = Readonly<Record<string, unknown>>;

/** What the API server knows of a schema, besides `x-kubernetes-…`; parts follow, as they are schemas themselves. */
const KEPT = [
  "type",
  "description",
  "enum",
  "format",
  "pattern",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "maxProperties",
] as const;

/** A TypeBox schema as a structural schema of the API server: what has a default may be left out, rules become CEL [KU-6]. */
export function structural(schema: Json): Json {
  const { properties, items, additionalProperties, rules } = schema as {
    readonly properties?: Readonly<Record<string, Json>>;
    readonly items?: Json;
    readonly additionalProperties?: Json;
    readonly rules?: readonly CelRule[];
  };
  return {
    ...Object.fromEntries(KEPT.flatMap((key) => (schema[key] === undefined ? [] : [[key, schema[key]]]))),
    ...(schema["default"] === undefined ? {} : { default: wholeDefault(schema) }),
    ...Object.fromEntries(Object.entries(schema).filter(([key]) => key.startsWith("x-kubernetes-"))),
    ...(properties === undefined ? {} : objectParts(properties, (schema["required"] ?? []) as readonly string[])),
    ...(items === undefined ? {} : { items: structural(items) }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: structural(additionalProperties) }),
    ...(rules === undefined ? {} : { "x-kubernetes-validations": rules.map(celRule) }),
  };
}

/** With the defaults of its parts: the API server asks the rules about a default as it is written, before it fills in others. */
function wholeDefault(schema: Json): unknown {
  const parts = (schema["properties"] ?? {}) as Readonly<Record<string, Json>>;
  const filled = Object.entries(parts).filter(([, part]) => part["default"] !== undefined);
  if (schema["type"] !== "object") return schema["default"];
  return {
    ...Object.fromEntries(filled.map(([name, part]) => [name, wholeDefault(part)])),
    ...Object(schema["default"]),
  };
}

function objectParts(properties: Readonly<Record<string, Json>>, named: readonly string[]): Json {
  const required = named.filter((name) => properties[name]?.["default"] === undefined);
  return {
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, structural(part)])),
  };
}

function celRule({ rule, message, field, reason }: CelRule): Json {
  return { rule, message, reason: reason ?? "FieldValueInvalid", ...(field === undefined ? {} : { fieldPath: field }) };
}
