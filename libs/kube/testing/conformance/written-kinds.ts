import type { KubeObject } from "../../src/index.ts";

/** One object of each built-in kind that the controller or the install job writes, with the fields that they write. */
export function writtenKinds(namespace: string): readonly (KubeObject & Readonly<Record<string, unknown>>)[] {
  const metadata = (name: string): KubeObject["metadata"] => ({
    namespace,
    name,
    labels: { "app.kubernetes.io/name": "fairlead", "fairlead.io/relay": name },
    annotations: { "fairlead.io/template": "3f2a" },
  });
  return [
    { apiVersion: "v1", kind: "Pod", metadata: metadata("written-pod"), spec: podSpec },
    { apiVersion: "v1", kind: "Service", metadata: metadata("written-service"), spec: serviceSpec },
    { apiVersion: "policy/v1", kind: "PodDisruptionBudget", metadata: metadata("written-budget"), spec: budgetSpec },
    {
      apiVersion: "v1",
      kind: "Secret",
      metadata: metadata("written-secret"),
      type: "Opaque",
      data: { token: "c2VjcmV0" },
    },
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: metadata("written-map"),
      data: { "relay-pod.yaml": "spec: {}\n" },
    },
    { apiVersion: "coordination.k8s.io/v1", kind: "Lease", metadata: metadata("written-lease"), spec: leaseSpec },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: metadata("written-policy"),
      spec: networkPolicySpec,
    },
    { apiVersion: "events.k8s.io/v1", kind: "Event", metadata: metadata("written-event"), ...event(namespace) },
  ];
}

const podSpec = {
  serviceAccountName: "default",
  automountServiceAccountToken: false,
  restartPolicy: "Always",
  terminationGracePeriodSeconds: 60,
  nodeSelector: { nowhere: "true" },
  tolerations: [{ key: "spot", operator: "Exists", effect: "NoSchedule" }],
  securityContext: { runAsNonRoot: true, runAsUser: 65532, fsGroup: 65532, seccompProfile: { type: "RuntimeDefault" } },
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: "kubernetes.io/hostname",
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: { "fairlead.io/pool": "relays" } },
    },
  ],
  containers: [
    {
      name: "relay",
      image: "registry.invalid/fairlead@sha256:0000000000000000000000000000000000000000000000000000000000000000",
      args: ["relay", "--node", "$(POD_NAME)"],
      env: [{ name: "POD_NAME", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "metadata.name" } } }],
      ports: [{ name: "relay", containerPort: 21117, hostPort: 21117, protocol: "TCP" }],
      resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "1Gi" } },
      readinessProbe: {
        httpGet: { path: "/readyz", port: "ops", scheme: "HTTP" },
        periodSeconds: 2,
        failureThreshold: 3,
      },
      livenessProbe: { httpGet: { path: "/livez", port: 9090 }, initialDelaySeconds: 10 },
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      },
      volumeMounts: [{ name: "data", mountPath: "/data" }],
    },
  ],
  volumes: [
    { name: "data", emptyDir: { sizeLimit: "1Gi" } },
    {
      name: "bus",
      secret: { secretName: "x-bus-relay", defaultMode: 288, items: [{ key: "tls.key", path: "tls.key" }] },
    },
    { name: "key", configMap: { name: "x-public-key", optional: true } },
  ],
};
const serviceSpec = {
  type: "LoadBalancer",
  externalTrafficPolicy: "Local",
  sessionAffinity: "None",
  allocateLoadBalancerNodePorts: true,
  ipFamilyPolicy: "PreferDualStack",
  loadBalancerClass: "conformance.test/none",
  selector: { "fairlead.io/relay": "written-service" },
  ports: [
    { name: "tcp", port: 21117, targetPort: "relay", protocol: "TCP" },
    { name: "ws", port: 21119, targetPort: 21119, protocol: "TCP", appProtocol: "kubernetes.io/ws" },
  ],
};
const budgetSpec = {
  maxUnavailable: 0,
  unhealthyPodEvictionPolicy: "AlwaysAllow",
  selector: { matchLabels: { "fairlead.io/has-sessions": "true" } },
};
const leaseSpec = {
  holderIdentity: "one",
  leaseDurationSeconds: 10,
  acquireTime: "2026-01-01T00:00:00.000001Z",
  renewTime: "2026-01-01T00:00:02.000002Z",
  leaseTransitions: 3,
};
const networkPolicySpec = {
  podSelector: { matchLabels: { "app.kubernetes.io/component": "redis" } },
  policyTypes: ["Ingress", "Egress"],
  ingress: [
    {
      from: [
        { podSelector: { matchLabels: { "app.kubernetes.io/name": "fairlead" } } },
        { ipBlock: { cidr: "10.0.0.0/8" } },
      ],
      ports: [{ port: 6379, protocol: "TCP" }],
    },
  ],
  egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: "UDP" }] }],
};
const event = (namespace: string): Readonly<Record<string, unknown>> => ({
  eventTime: "2026-01-01T00:00:00.123456Z",
  reportingController: "fairlead.io/controller",
  reportingInstance: "controller-1",
  action: "Draining",
  reason: "ScaleDown",
  regarding: { apiVersion: "fairlead.io/v1alpha1", kind: "RelayPool", name: "relays", namespace, uid: "1" },
  related: { apiVersion: "v1", kind: "Pod", name: "relays-1-abcde", namespace },
  note: "3 of 4 relays are wanted; relays-1-abcde has 0 sessions",
  type: "Normal",
});
