import Type, { type TSchema } from "typebox";

/** A rule that the API server checks [KU-6]. `message` names the remedy; `field` is where the error is shown, within the value the rule stands on. */
export interface CelRule {
  readonly rule: string;
  readonly message: string;
  /** Such as `.exposure.host`; absent = the value itself. */
  readonly field?: string | undefined;
  readonly reason?: "FieldValueInvalid" | "FieldValueForbidden" | "FieldValueRequired" | undefined;
}

export interface SchemaOptions {
  readonly default?: unknown;
  readonly rules?: readonly CelRule[];
}
interface TextOptions extends SchemaOptions {
  readonly min?: number;
  readonly pattern?: string;
  readonly format?: string;
}
interface NumberOptions extends SchemaOptions {
  readonly min?: number;
  readonly max?: number;
}
interface ListOptions extends SchemaOptions {
  readonly min?: number;
  /** Each value once. */
  readonly set?: boolean;
  /** Items are told apart by these fields. */
  readonly keys?: readonly string[];
}

/** Rules travel on the schema; the definition's writer turns them into `x-kubernetes-validations`. */
const shared = (description: string, { default: value, rules }: SchemaOptions): Record<string, unknown> => ({
  description,
  ...(value === undefined ? {} : { default: value }),
  ...(rules === undefined ? {} : { rules }),
});

type Absent<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };
const without = <T extends object>(options: T): Absent<T> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Absent<T>;

/** A text of at most `max` characters. */
export const text = (description: string, max: number, options: TextOptions = {}) =>
  Type.String(
    without({
      ...shared(description, options),
      minLength: options.min,
      maxLength: max,
      pattern: options.pattern,
      format: options.format,
    }),
  );

export const oneOf = <const Names extends readonly string[]>(
  description: string,
  names: Names,
  options: SchemaOptions = {},
) => Type.Unsafe<Names[number]>({ type: "string", enum: [...names], ...shared(description, options) });

export const flag = (description: string, options: SchemaOptions = {}) => Type.Boolean(shared(description, options));

export const whole = (description: string, { min = 0, max = 2_147_483_647, ...options }: NumberOptions = {}) =>
  Type.Integer({ ...shared(description, options), minimum: min, maximum: max });

export const decimal = (description: string, { min = 0, max = 1e12, ...options }: NumberOptions = {}) =>
  Type.Number({ ...shared(description, options), minimum: min, maximum: max });

/** At most `max` items. */
export const list = <Item extends TSchema>(description: string, item: Item, max: number, options: ListOptions = {}) =>
  Type.Array(item, {
    ...without({ ...shared(description, options), minItems: options.min, maxItems: max }),
    ...(options.set ? { "x-kubernetes-list-type": "set" } : {}),
    ...(options.keys ? { "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": [...options.keys] } : {}),
  });

/** At most `max` texts by name. */
export const texts = (description: string, max: number, options: SchemaOptions & { readonly maxText?: number } = {}) =>
  Type.Unsafe<Record<string, string>>({
    type: "object",
    additionalProperties: { type: "string", maxLength: options.maxText ?? 1024 },
    maxProperties: max,
    ...shared(description, options),
  });

export const parts = <Properties extends Record<string, TSchema>>(
  description: string,
  properties: Properties,
  options: SchemaOptions = {},
) => Type.Object(properties, shared(description, options));

/** What Kubernetes has a schema of its own for: kept as it is written, and checked where it is used. */
export const foreign = <T>(description: string, max: number) =>
  Type.Unsafe<T>({ type: "object", description, maxProperties: max, "x-kubernetes-preserve-unknown-fields": true });

export const maybe = Type.Optional;
export const moment = (description: string) => text(description, 64, { format: "date-time" });
