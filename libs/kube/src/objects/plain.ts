import type { KubeObject } from "./kube-object.ts";

/** Whether a property may be left out. */
type MayBeAbsent<T, K extends keyof T> = Record<never, never> extends Pick<T, K> ? undefined : never;

/** A generated model as the JSON that it stands for: dates are text, everything is readonly, and what may be left out may be `undefined`. */
export type Plain<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: Plain<T[K]> | MayBeAbsent<T, K> }
      : T;

/** A generated kind with the header that every object of the API has. */
export type PlainKind<T> = Omit<Plain<T>, keyof KubeObject> & KubeObject;
