import type { Clock, Logger, Metrics, Random } from "@fairlead/base";
import type { KubeApi } from "../connection/kube-api.ts";
import type { ObjectRef } from "../objects/kube-object.ts";

export interface EventRecorderPorts {
  readonly api: KubeApi;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

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
}

/** Tells what was decided, on change only [KU-9]. */
export declare class EventRecorder implements AsyncDisposable {
  constructor(ports: EventRecorderPorts, settings: EventRecorderSettings);
  /** Never throws, never waits. The same words about the same object are told once. */
  record(event: EventWords): void;
  /** Sends what is waiting, 3 s at most. */
  [Symbol.asyncDispose](): Promise<void>;
}
