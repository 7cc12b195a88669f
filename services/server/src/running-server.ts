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
  /** Refuses newcomers and waits for relayed sessions until waiting is over. */
  drain(waitingIsOver: AbortSignal): Promise<void>;
  /** Rejects when a part of the server has failed that nothing can replace; never resolves. */
  readonly failure: Promise<never>;
}
