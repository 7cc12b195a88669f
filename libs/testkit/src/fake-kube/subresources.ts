import type { ApiRequest } from "./api-request.ts";
import { type ClusterState, existing, wireTime } from "./cluster-state.ts";
import { resourceOf } from "./fake-kind.ts";
import { type FakeObject, type Fields, fieldAt, isFields, withField, withMetadata } from "./fake-object.ts";
import { badRequest, conflict, notFound, Refusal } from "./refusal.ts";
import { labelSelector } from "./selectors.ts";

/** What a `scale` resource shows of an object. */
export function scaleOf({ kind }: ApiRequest, object: FakeObject): Fields {
  const { scale } = kind;
  if (scale === undefined) throw notFound(kind, object.metadata.name);
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const selector = scale.selector === undefined ? undefined : fieldAt(object, scale.selector);
  return {
    ...{ kind: "Scale", apiVersion: "autoscaling/v1" },
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: fieldAt(object, scale.spec) ?? 0 },
    status: { replicas: fieldAt(object, scale.status) ?? 0, ...(typeof selector === "string" ? { selector } : {}) },
  };
}

/** The object as a written `scale` resource wants it. */
export function scaledTo({ kind }: ApiRequest, object: FakeObject, scale: unknown): FakeObject {
  const replicas = fieldAt(scale, "spec.replicas");
  if (typeof replicas !== "number") throw badRequest("spec.replicas: Required value");
  const version = fieldAt(scale, "metadata.resourceVersion");
  const next = withField(object, kind.scale?.spec ?? "spec.replicas", replicas) as FakeObject;
  return withMetadata(next, { resourceVersion: typeof version === "string" ? version : undefined });
}

/** A token of a ServiceAccount. */
export function tokenAnswer(state: ClusterState, request: ApiRequest, token: string): Fields {
  existing(state, request.kind, request.namespace, request.name ?? "");
  const spec = isFields(fieldAt(request.body, "spec")) ? (fieldAt(request.body, "spec") as Fields) : {};
  const seconds = Number(spec["expirationSeconds"] ?? 3600);
  const expirationTimestamp = wireTime(state.clock.wall() + seconds * 1000);
  return { kind: "TokenRequest", apiVersion: "authentication.k8s.io/v1", spec, status: { token, expirationTimestamp } };
}

/** What a scheduler does: gives the pod its node. */
export function bindPod(state: ClusterState, request: ApiRequest): void {
  const pod = existing(state, request.kind, request.namespace, request.name ?? "");
  if (fieldAt(pod, "spec.nodeName") !== undefined)
    throw conflict(request.kind, pod.metadata.name, `pod ${pod.metadata.name} is already assigned to node`);
  const bound = withField(pod, "spec.nodeName", fieldAt(request.body, "target.name")) as FakeObject;
  state.store.put(resourceOf(request.kind), bound);
}

/** 429 when a PodDisruptionBudget over the pod allows no eviction. */
export function refuseEviction(state: ClusterState, pod: FakeObject): void {
  const budgets = (state.store.list("policy/poddisruptionbudgets") ?? []).filter(
    (budget) => budget.metadata.namespace === pod.metadata.namespace && selects(budget, pod),
  );
  const firm = budgets.find((budget) => {
    const { maxUnavailable } = (budget["spec"] ?? {}) as Fields;
    return maxUnavailable === 0 || maxUnavailable === "0%" || fieldAt(budget, "status.disruptionsAllowed") === 0;
  });
  if (firm === undefined) return;
  const message = "Cannot evict pod as it would violate the pod's disruption budget.";
  const words = `The disruption budget ${firm.metadata.name} allows no eviction`;
  const cause = { reason: "DisruptionBudget", message: words, field: "" };
  throw new Refusal(429, "TooManyRequests", message, { retryAfterSeconds: 10, causes: [cause] });
}

function selects(budget: FakeObject, pod: FakeObject): boolean {
  const labels = fieldAt(budget, "spec.selector.matchLabels");
  const pairs = isFields(labels) ? Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`) : [];
  const expressions = (fieldAt(budget, "spec.selector.matchExpressions") ?? []) as readonly Fields[];
  return [...pairs, ...expressions.map(expressionText)].every((term) => labelSelector(term)(pod));
}

function expressionText({ key, operator, values }: Fields): string {
  const list = Array.isArray(values) ? values.join(",") : "";
  if (operator === "Exists") return String(key);
  if (operator === "DoesNotExist") return `!${String(key)}`;
  return `${String(key)} ${operator === "In" ? "in" : "notin"} (${list})`;
}
