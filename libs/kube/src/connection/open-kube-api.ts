import type { Clock, Metrics, Random } from "@fairlead/base";
import type { Endpoint } from "./endpoint.ts";
import { HttpKubeApi } from "./http-kube-api.ts";
import { inCluster, SERVICE_ACCOUNT_FOLDER } from "./in-cluster.ts";
import type { KubeApi } from "./kube-api.ts";
import { fromKubeconfig } from "./kubeconfig.ts";
import { atUrl } from "./plain-url.ts";

export interface KubeApiPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly metrics: Metrics;
}

/**
 * How the API server is reached. `in-cluster`: host and port are KUBERNETES_SERVICE_HOST and _PORT, the folder holds `token`, `ca.crt` and `namespace`. `url`: without any
 * proof of who asks.
 */
export type KubeApiSettings =
  | { readonly kind: "in-cluster"; readonly host: string; readonly port: string; readonly folder?: string | undefined }
  | { readonly kind: "kubeconfig"; readonly file: string; readonly context?: string | undefined }
  | { readonly kind: "url"; readonly url: string; readonly namespace?: string | undefined };

/** An open way to the API server. */
export interface OpenedKubeApi extends KubeApi, AsyncDisposable {
  /** For messages: `https://10.96.0.1:443`. */
  readonly server: string;
  /** That of the service account, or of the context; `default` when neither says. */
  readonly namespace: string;
}

/** Reads the configuration; asks the server nothing. Rejects with `KubeOpenError`. */
export async function openKubeApi(ports: KubeApiPorts, settings: KubeApiSettings): Promise<OpenedKubeApi> {
  return new HttpKubeApi(ports, await endpointOf(ports.clock, settings));
}

async function endpointOf(clock: Clock, settings: KubeApiSettings): Promise<Endpoint> {
  switch (settings.kind) {
    case "in-cluster":
      return await inCluster(clock, { ...settings, folder: settings.folder ?? SERVICE_ACCOUNT_FOLDER });
    case "kubeconfig":
      return await fromKubeconfig(clock, settings);
    case "url":
      return atUrl(settings.url, settings.namespace ?? "default");
    default:
      return settings satisfies never;
  }
}
