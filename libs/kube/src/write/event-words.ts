import type { ObjectRef } from "../objects/kube-object.ts";

export interface EventRecorderSettings {
  /** Such as `fairlead.io/controller`. */
  readonly controller: string;
  /** The pod's name. */
  readonly instance: string;
  /** For what lives in no namespace; `default` unless told. */
  readonly namespace?: string | undefined;
}

export interface EventWords {
  readonly regarding: ObjectRef;
  readonly related?: ObjectRef | undefined;
  readonly type: "Normal" | "Warning";
  /** In CamelCase: why. */
  readonly reason: string;
  /** In CamelCase: what was done, or not. */
  readonly action: string;
  /** For people, with the numbers; cut at 1 kB. */
  readonly note: string;
  /** Words equal to the last ones of their topic and object are not told again; the reason unless told. */
  readonly topic?: string | undefined;
}
