import type { Clock, Logger, Metrics, Random } from "@fairlead/base";
import type { KubeApi } from "./kube-api.ts";

export interface KubeApiPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** How the API server is reached. `in-cluster`: host and port are KUBERNETES_SERVICE_HOST and _PORT, the folder holds `token`, `ca.crt` and `namespace`. */
export type KubeApiSettings =
  | { readonly kind: "in-cluster"; readonly host: string; readonly port: string; readonly folder?: string | undefined }
  | { readonly kind: "kubeconfig"; readonly file: string; readonly context?: string | undefined };

/** An open way to the API server. */
export interface OpenedKubeApi extends KubeApi, AsyncDisposable {
  /** For messages: `https://10.96.0.1:443`. */
  readonly server: string;
  /** That of the service account, or of the context; `default` when neither says. */
  readonly namespace: string;
}

/** Reads the configuration; asks the server nothing. Rejects with `KubeOpenError`. */
export declare function openKubeApi(ports: KubeApiPorts, settings: KubeApiSettings): Promise<OpenedKubeApi>;
