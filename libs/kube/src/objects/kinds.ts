import type { KubeObject } from "./kube-object.ts";
import type {
  ConfigMap,
  CustomResourceDefinition,
  Deployment,
  EndpointSlice,
  Job,
  KubeEvent,
  Lease,
  Namespace,
  NetworkPolicy,
  Node,
  PersistentVolumeClaim,
  Pod,
  PodDisruptionBudget,
  Secret,
  Service,
  ServiceAccount,
  StorageClass,
} from "./models.ts";

/** A kind and where the API has it. `T` is what its objects look like; nobody checks that they do. */
export interface KubeKind<T extends KubeObject = KubeObject> {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  /** Only a type. */
  readonly object?: T;
}

/** Of a collection, when it has no name. */
export interface ObjectPlace {
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
}

/** What lives in no namespace. */
const CLUSTER_WIDE: readonly string[] = [
  "APIService",
  "CertificateSigningRequest",
  "ClusterIssuer",
  "ClusterRole",
  "ClusterRoleBinding",
  "CustomResourceDefinition",
  "GatewayClass",
  "IngressClass",
  "Namespace",
  "Node",
  "PersistentVolume",
  "PriorityClass",
  "StorageClass",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
];

/** The kind of this name, its plural formed as the API's own are. */
export function kindOf<T extends KubeObject>(apiVersion: string, kind: string): KubeKind<T> {
  return { apiVersion, kind, plural: pluralOf(kind.toLowerCase()), namespaced: !CLUSTER_WIDE.includes(kind) };
}

export const kinds = {
  configMap: kindOf<ConfigMap>("v1", "ConfigMap"),
  customResourceDefinition: kindOf<CustomResourceDefinition>("apiextensions.k8s.io/v1", "CustomResourceDefinition"),
  deployment: kindOf<Deployment>("apps/v1", "Deployment"),
  endpointSlice: kindOf<EndpointSlice>("discovery.k8s.io/v1", "EndpointSlice"),
  event: kindOf<KubeEvent>("events.k8s.io/v1", "Event"),
  job: kindOf<Job>("batch/v1", "Job"),
  lease: kindOf<Lease>("coordination.k8s.io/v1", "Lease"),
  namespace: kindOf<Namespace>("v1", "Namespace"),
  networkPolicy: kindOf<NetworkPolicy>("networking.k8s.io/v1", "NetworkPolicy"),
  node: kindOf<Node>("v1", "Node"),
  persistentVolumeClaim: kindOf<PersistentVolumeClaim>("v1", "PersistentVolumeClaim"),
  pod: kindOf<Pod>("v1", "Pod"),
  podDisruptionBudget: kindOf<PodDisruptionBudget>("policy/v1", "PodDisruptionBudget"),
  secret: kindOf<Secret>("v1", "Secret"),
  service: kindOf<Service>("v1", "Service"),
  serviceAccount: kindOf<ServiceAccount>("v1", "ServiceAccount"),
  storageClass: kindOf<StorageClass>("storage.k8s.io/v1", "StorageClass"),
} as const;

/** The path of a collection, of one object of it, or of a subresource such as `status`. Without a namespace: of all namespaces. */
export function kubePath(kind: KubeKind, where: ObjectPlace = {}, subresource?: string): string {
  const root = kind.apiVersion.includes("/") ? "/apis" : "/api";
  const space = kind.namespaced && where.namespace ? ["namespaces", where.namespace] : [];
  const parts = [...space, kind.plural, where.name, subresource].filter((part) => part !== undefined);
  return [root, kind.apiVersion, ...parts.map((part) => encodeURIComponent(part))].join("/");
}

function pluralOf(word: string): string {
  if (word === "endpoints") return word;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}
