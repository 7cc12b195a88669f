import type { Clock } from "@fairlead/base";

/** Stands in for DNS and a TLS front. */
export type Route = (url: URL) => { readonly host: string; readonly port: number };

export interface DialOptions {
  readonly clock: Clock;
  readonly deadlineMs: number;
  readonly localAddress?: string;
  readonly localPort?: number;
  /** Certificates (PEM) to trust for wss instead of the system's. */
  readonly ca?: string;
  /** Where WebSocket URLs lead instead of their own host and port, which stay in `Host` and SNI. */
  readonly route?: Route;
  /** Extra headers of the WebSocket upgrade. */
  readonly headers?: Readonly<Record<string, string>>;
}
