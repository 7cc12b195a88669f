import type { FakeKind, ScalePaths } from "./fake-kind.ts";

/** apiVersion, plural, kind, and words: cluster (not namespaced), status, scale, counted. */
const BUILT_IN = `
v1 namespaces Namespace cluster status
v1 nodes Node cluster status
v1 pods Pod status counted
v1 services Service status
v1 configmaps ConfigMap
v1 secrets Secret
v1 serviceaccounts ServiceAccount
v1 events Event
v1 endpoints Endpoints
v1 persistentvolumeclaims PersistentVolumeClaim status
v1 persistentvolumes PersistentVolume cluster status
apps/v1 deployments Deployment status scale counted
apps/v1 replicasets ReplicaSet status scale counted
apps/v1 statefulsets StatefulSet status scale counted
apps/v1 daemonsets DaemonSet status counted
batch/v1 jobs Job status counted
batch/v1 cronjobs CronJob status counted
coordination.k8s.io/v1 leases Lease
discovery.k8s.io/v1 endpointslices EndpointSlice counted
events.k8s.io/v1 events Event
networking.k8s.io/v1 ingresses Ingress status counted
networking.k8s.io/v1 ingressclasses IngressClass cluster counted
networking.k8s.io/v1 networkpolicies NetworkPolicy counted
policy/v1 poddisruptionbudgets PodDisruptionBudget status counted
rbac.authorization.k8s.io/v1 roles Role
rbac.authorization.k8s.io/v1 rolebindings RoleBinding
rbac.authorization.k8s.io/v1 clusterroles ClusterRole cluster
rbac.authorization.k8s.io/v1 clusterrolebindings ClusterRoleBinding cluster
scheduling.k8s.io/v1 priorityclasses PriorityClass cluster counted
storage.k8s.io/v1 storageclasses StorageClass cluster
autoscaling/v2 horizontalpodautoscalers HorizontalPodAutoscaler status
apiextensions.k8s.io/v1 customresourcedefinitions CustomResourceDefinition cluster status counted
apiregistration.k8s.io/v1 apiservices APIService cluster status
cert-manager.io/v1 certificates Certificate status counted custom
gateway.networking.k8s.io/v1 gateways Gateway status counted custom
gateway.networking.k8s.io/v1 httproutes HTTPRoute status counted custom
fairlead.io/v1alpha1 rendezvousclusters RendezvousCluster status counted custom rv
fairlead.io/v1alpha1 relaypools RelayPool status scale counted custom rp
fairlead.io/v1alpha1 relayinstances RelayInstance status counted custom ri
fairlead.io/v1alpha1 tenants Tenant status counted custom ften
`;
const SCALE: ScalePaths = { spec: ".spec.replicas", status: ".status.replicas", selector: ".status.selector" };
const SELECTABLE: Readonly<Record<string, readonly string[]>> = {
  Pod: ["spec.nodeName", "spec.restartPolicy", "spec.serviceAccountName", "status.phase", "status.podIP"],
  Node: ["spec.unschedulable"],
  Namespace: ["status.phase"],
  Secret: ["type"],
  Event: ["type", "reason", "involvedObject.name", "involvedObject.kind", "involvedObject.uid", "regarding.name"],
  Job: ["status.successful"],
  RelayInstance: ["spec.pool"],
};

/** The kinds that are there from the start: Kubernetes' own as far as a controller meets them, and those of `fairlead.io` without their schema. */
export function builtInKinds(): readonly FakeKind[] {
  return BUILT_IN.trim()
    .split("\n")
    .map((line) => {
      const [apiVersion = "", plural = "", kind = "", ...words] = line.split(" ");
      const [version = "", group = ""] = apiVersion.split("/").reverse();
      return {
        ...{ group, version, plural, kind, namespaced: !words.includes("cluster") },
        ...{ status: words.includes("status"), counted: words.includes("counted"), custom: words.includes("custom") },
        ...(words.includes("scale") ? { scale: SCALE } : {}),
        ...{ selectable: SELECTABLE[kind] ?? [], shortNames: words.filter((word) => word.length <= 4) },
        categories: group === "fairlead.io" ? ["fairlead"] : [],
      };
    });
}
