import type { Agent } from "node:http";

export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly agent: Agent;
}

/** Where the API server is, and what it is told about who asks. */
export interface Endpoint extends Disposable {
  readonly server: string;
  readonly namespace: string;
  /** `again`: what it gave last was refused, so that what is remembered is not to be used. Rejects with `KubeOpenError`. */
  credentials(again: boolean): Promise<Credentials>;
}
