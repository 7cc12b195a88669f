type Json = Readonly<Record<string, unknown>>;

/** The value with the defaults of its schema, as the API server fills them in: for objects that never were there, and those of before a field had one. */
export function withDefaults<T>(schema: object, value: unknown): T {
  return filled(schema as Json, value) as T;
}

function filled(schema: Json, value: unknown): unknown {
  const present = value === undefined ? schema["default"] : value;
  const properties = schema["properties"] as Readonly<Record<string, Json>> | undefined;
  if (properties === undefined || typeof present !== "object" || present === null) return present;
  const parts = Object.entries(properties).map(
    ([name, part]) => [name, filled(part, (present as Json)[name])] as const,
  );
  return { ...present, ...Object.fromEntries(parts.filter(([, part]) => part !== undefined)) };
}
