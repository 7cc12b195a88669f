import type { ServerKeys } from "./server-keys.ts";

/** One port that clients use. */
export interface ServerPort {
  readonly name: string;
  readonly port: number;
  readonly protocols: readonly ("tcp" | "udp")[];
}

/** A server that is up. Disposing ends everything; `drain` first lets relayed sessions end. */
export interface RunningServer extends AsyncDisposable {
  readonly ports: readonly ServerPort[];
  readonly keys: ServerKeys;
  /** Where `/livez`, `/readyz` and `/metrics` are. */
  readonly opsUrl: string;
  /** How long `drain` may take before the process ends anyway. */
  readonly drainTimeoutMs: number;
  /** Refuses newcomers and waits for relayed sessions until waiting is over; a node of a cluster lets others take over first. */
  drain(waitingIsOver: AbortSignal): Promise<void>;
  /** Rejects when a part of the server has failed that nothing can replace; never resolves. */
  readonly failure: Promise<never>;
}
