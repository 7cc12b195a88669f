export type Schema = { readonly [keyword: string]: unknown };

const DROPPED = ["default", "description", "nullable", "example", "discriminator"];

const isSchema = (value: unknown): value is Schema => typeof value === "object" && value !== null;

/**
 * One strict JSON Schema of an OpenAPI one: an object with properties takes no others (an unknown field is an error, as with fieldValidation=Strict) unless
 * `x-kubernetes-preserve-unknown-fields` says otherwise; defaults, descriptions and extensions go; an int-or-string becomes both; nullable becomes a type.
 */
export function strictSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(strictSchema);
  if (!isSchema(node)) return node;
  if (node["x-kubernetes-int-or-string"] === true || node["format"] === "int-or-string")
    return { type: ["string", "integer"] };
  const made = Object.fromEntries(Object.entries(node).flatMap(([key, value]) => strictKeyword(key, value)));
  const open = "additionalProperties" in made || node["x-kubernetes-preserve-unknown-fields"] === true;
  const closed = made["properties"] !== undefined && !open ? { ...made, additionalProperties: false } : made;
  return node["nullable"] === true && typeof closed["type"] === "string"
    ? { ...closed, type: [closed["type"], "null"] }
    : closed;
}

function strictKeyword(key: string, value: unknown): readonly (readonly [string, unknown])[] {
  if (key === "enum" || key === "required") return [[key, value]];
  if (key === "$ref") return [[key, String(value).replace("#/components/schemas/", "#/$defs/")]];
  if (key === "properties" || key === "patternProperties") {
    const inner = Object.entries(value as Schema).map(([name, one]) => [name, strictSchema(one)] as const);
    return [[key, Object.fromEntries(inner)]];
  }
  return key.startsWith("x-") || DROPPED.includes(key) ? [] : [[key, strictSchema(value)]];
}
