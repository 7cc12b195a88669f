/** What a pod runner is told, as JSON in its first argument. */
export interface RunnerSettings {
  readonly kubeconfig: string;
  /** Volumes, logs and pids live below. */
  readonly folder: string;
  /** Commands that stand for images: `{"localhost/fairlead:test": ["node", "…/fairlead.js"]}`. What is not named is faked. */
  readonly images: Readonly<Record<string, readonly string[]>>;
  readonly nodes: number;
  /** Each pod in a network namespace of its own; only on the cluster side of the private network. */
  readonly isolated: boolean;
  /** Gives Services of type LoadBalancer their address, unless annotated `rig/pending`. */
  readonly loadBalancers: boolean;
  /** Offers the default StorageClass `rig`. */
  readonly claims: boolean;
  /** Folders that containers see at their own place: the checkout, the interpreter. */
  readonly shown: readonly string[];
  /** In front of every container's PATH. */
  readonly path: string;
}

export const NODE_ADDRESS = "192.0.2.";
export const POD_NETWORK = "10.244.";
/** What a node has beside its number, as its ExternalIP. */
export const EXTERNAL_OFFSET = 100;

export const nodeName = (index: number): string => `node-${index + 1}`;
export const nodeIp = (index: number): string => `${NODE_ADDRESS}${index + 1}`;
export const externalIp = (index: number): string => `${NODE_ADDRESS}${index + 1 + EXTERNAL_OFFSET}`;
