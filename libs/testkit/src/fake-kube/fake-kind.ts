import type { CrdSchema } from "./crd-schema.ts";

/** Where `scale` finds its numbers in the object. */
export interface ScalePaths {
  readonly spec: string;
  readonly status: string;
  readonly selector?: string;
}

/** A resource that is served. */
export interface FakeKind {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** `status` is a resource of its own: others' writes do not touch it. */
  readonly status: boolean;
  readonly scale?: ScalePaths;
  /** `metadata.generation` counts what is written outside metadata and status. */
  readonly counted: boolean;
  readonly custom: boolean;
  readonly schema?: CrdSchema;
  /** Fields beside name and namespace that a field selector may name. */
  readonly selectable: readonly string[];
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
}

export const resourceOf = ({ group, plural }: FakeKind): string => `${group}/${plural}`;

export const apiVersionOf = ({ group, version }: FakeKind): string => (group === "" ? version : `${group}/${version}`);
