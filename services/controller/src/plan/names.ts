/** Labels and annotations that the controller writes, or that a person writes to it. */
export const LABELS = {
  /** The pool, on everything that belongs to one. */
  pool: "fairlead.io/pool",
  /** The relay, on its pod and its Service. */
  relay: "fairlead.io/relay",
  /** "true" while a pod has or awaits sessions: the disruption budget's selector [KU-18]. */
  hasSessions: "fairlead.io/has-sessions",
  /** "true" until a drain: the selector of a Service that all relays of a pool share. */
  open: "fairlead.io/open",
  name: "app.kubernetes.io/name",
  instance: "app.kubernetes.io/instance",
  component: "app.kubernetes.io/component",
  managedBy: "app.kubernetes.io/managed-by",
} as const;

export const ANNOTATIONS = {
  /** On a RelayInstance: drains it; the value is the reason, for people [KU-16]. */
  drain: "fairlead.io/drain",
  /** On a Node: the address under which clients reach it [KU-19]. */
  publicAddress: "fairlead.io/public-address",
  /** On a pod: the version of the template that it was made from [KU-14]. */
  template: "fairlead.io/template",
  /** On what is applied: the version of what was applied last, so that fields we gave up are removed [KU-5]. */
  applied: "fairlead.io/applied",
  /** On a default object: the replicas that its ConfigMap asked for last [KU-7]. */
  defaultReplicas: "fairlead.io/default-replicas",
  /** On a busy pod: the cluster autoscaler leaves its node alone. */
  safeToEvict: "cluster-autoscaler.kubernetes.io/safe-to-evict",
} as const;

/** The one manager of everything we apply [KU-5]. */
export const FIELD_MANAGER = "fairlead";

/** Inside of a relay's pod. */
export const POD_PORTS = { bus: 9092, mesh: 9093, ops: 9090 } as const;
