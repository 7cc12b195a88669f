import { it } from "node:test";
import {
  type ConfigMap,
  type KubeApi,
  type KubeKind,
  type KubeObject,
  kindOf,
  kinds,
  kubePath,
} from "../../src/index.ts";
import type { TestApi } from "../test-api.ts";

/** What a scene plays on. */
export interface Stage {
  readonly api: KubeApi;
  readonly namespace: string;
  readonly test: TestApi;
  /** A name that no other scene has. */
  name(what: string): string;
  /** A kind of this run's own, with status, scale, defaults and rules. */
  readonly gauge: KubeKind<Gauge>;
}

export interface Gauge extends KubeObject {
  readonly spec: {
    readonly replicas?: number;
    readonly low?: number;
    readonly high?: number;
    readonly level?: string;
    readonly marks?: readonly { readonly at: number; readonly text?: string }[];
  };
  readonly status?: { readonly replicas?: number; readonly selector?: string; readonly reading?: string };
}

export type Scene = (name: string, play: (stage: Stage) => Promise<void>) => void;

export function scenesOn(stage: () => Stage): Scene {
  return (name, play) => it(name, { timeout: 60_000 }, () => play(stage()));
}

export function stageOn(test: TestApi): Stage {
  let names = 0;
  const { api, namespace } = test;
  const name = (what: string): string => {
    names += 1;
    return `${what}-${names}`;
  };
  return { api, namespace, test, name, gauge: kindOf<Gauge>(`${groupOf(namespace)}/v1`, "Gauge") };
}

export const groupOf = (namespace: string): string => `${namespace}.conformance.test`;

export function configMap(stage: Stage, name: string, data: Readonly<Record<string, string>> = {}): ConfigMap {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { namespace: stage.namespace, name }, data };
}

export function labelled<T extends KubeObject>(object: T, labels: Readonly<Record<string, string>>): T {
  return { ...object, metadata: { ...object.metadata, labels } };
}

export const mapPath = ({ namespace }: Stage, name?: string): string => kubePath(kinds.configMap, { namespace, name });
