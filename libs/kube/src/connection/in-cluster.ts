import { Agent } from "node:https";
import { isIPv6 } from "node:net";
import type { Clock } from "@fairlead/base";
import { KubeOpenError } from "../errors.ts";
import type { Credentials, Endpoint } from "./endpoint.ts";
import { KEPT_ALIVE } from "./kept-alive.ts";
import { WatchedFile } from "./watched-file.ts";

export const SERVICE_ACCOUNT_FOLDER = "/var/run/secrets/kubernetes.io/serviceaccount";

export interface InClusterSettings {
  readonly host: string;
  readonly port: string;
  readonly folder: string;
}

/**
 * The way that every pod has: the service account's files, read again as they are rotated [KU-30]. It needs nothing of the client library, which would cost the controller
 * 80 MiB to load.
 */
export async function inCluster(clock: Clock, { host, port, folder }: InClusterSettings): Promise<Endpoint> {
  if (host === "" || port === "")
    throw new KubeOpenError("KUBERNETES_SERVICE_HOST is not set: this is no pod; do: name a kubeconfig");
  const files = {
    token: new WatchedFile(clock, `${folder}/token`),
    authority: new WatchedFile(clock, `${folder}/ca.crt`),
  };
  const namespace = await new WatchedFile(clock, `${folder}/namespace`).text().catch(() => "default");
  const server = `https://${isIPv6(host) ? `[${host}]` : host}:${port}`;
  const endpoint = new InCluster(server, namespace, files);
  await endpoint.credentials(false);
  return endpoint;
}

class InCluster implements Endpoint {
  readonly server: string;
  readonly namespace: string;
  readonly #files: { readonly token: WatchedFile; readonly authority: WatchedFile };
  #authority: string | undefined;
  #agent = new Agent(KEPT_ALIVE);

  constructor(
    server: string,
    namespace: string,
    files: { readonly token: WatchedFile; readonly authority: WatchedFile },
  ) {
    this.server = server;
    this.namespace = namespace;
    this.#files = files;
  }

  async credentials(again: boolean): Promise<Credentials> {
    const [token, authority] = await Promise.all([this.#files.token.text(again), this.#files.authority.text(again)]);
    if (authority !== this.#authority) this.#trust(authority);
    return { headers: { authorization: `Bearer ${token}` }, agent: this.#agent };
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }

  /** What is on its way through the agent before stays there. */
  #trust(authority: string): void {
    this.#authority = authority;
    this.#agent = new Agent({ ...KEPT_ALIVE, ca: authority });
  }
}
