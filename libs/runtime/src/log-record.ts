import type { LogFields } from "@fairlead/base";
import { maskField } from "./secret-mask.ts";

/** Fields below this depth are left out: a log line is not a dump. */
const MAX_DEPTH = 4;

/** What JSON can hold of these fields, secrets masked. */
export function plainFields(fields: LogFields): Readonly<Record<string, unknown>> {
  return plainObject(fields, 0);
}

function plainObject(fields: object, depth: number): Record<string, unknown> {
  const entries = Object.entries(fields).map(([name, value]) => [name, plain(maskField(name, value), depth + 1)]);
  return Object.fromEntries(entries);
}

function plain(value: unknown, depth: number): unknown {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Error) return plainError(value, depth);
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (value instanceof Date) return value.toISOString();
  if (depth > MAX_DEPTH) return "…";
  if (Array.isArray(value)) return value.map((item) => plain(maskField("", item), depth + 1));
  if (value instanceof Map) return plainObject(Object.fromEntries(value), depth);
  if (value instanceof Set) return [...value].map((item) => plain(maskField("", item), depth + 1));
  return plainObject(value, depth);
}

/** The message for people, the code for programs, and the chain of causes; the stack only of what nobody expected. */
function plainError(error: Error, depth: number): unknown {
  const code = "code" in error ? error.code : undefined;
  return {
    name: error.name,
    ...(code === undefined ? {} : { code }),
    message: maskField("", error.message),
    ...(code === undefined && error.stack !== undefined ? { stack: maskField("", error.stack) } : {}),
    ...(error.cause === undefined || depth > MAX_DEPTH ? {} : { cause: plain(error.cause, depth + 1) }),
  };
}
