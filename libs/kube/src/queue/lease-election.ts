import type { Clock, Logger, Metrics, Random } from "@fairlead/base";
import type { KubeApi } from "../connection/kube-api.ts";

export interface LeaseElectionPorts {
  readonly api: KubeApi;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

export interface LeaseElectionSettings {
  readonly namespace: string;
  readonly name: string;
  /** Of this process alone, in this life. */
  readonly identity: string;
  /** 10, 7 and 2 s unless told. */
  readonly leaseMs?: number | undefined;
  readonly renewDeadlineMs?: number | undefined;
  readonly retryMs?: number | undefined;
}

/** Of several processes one leads [KU-3]. */
export declare class LeaseElection implements AsyncDisposable {
  constructor(ports: LeaseElectionPorts, settings: LeaseElectionSettings);
  /** True only while nobody else can lead: asked of the local clock, not of a timer. */
  readonly leading: boolean;
  /** Of the present term: aborts when it ends. Aborted already while another leads. */
  readonly signal: AbortSignal;
  /** Who leads as far as is known. */
  readonly holder: string | undefined;
  start(): void;
  onChange(listener: (leading: boolean) => void): Disposable;
  /** Gives the lease back if it is ours. */
  [Symbol.asyncDispose](): Promise<void>;
}
