import type { Cause } from "./cause.ts";
import { faultsOf } from "./crd-schema.ts";
import { apiVersionOf, type FakeKind } from "./fake-kind.ts";
import { type FakeObject, type Fields, fieldAt, isFields, same } from "./fake-object.ts";
import { badRequest, conflict, invalid } from "./refusal.ts";

const NAME = /^[a-z0-9]([-a-z0-9.:]*[a-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** The body as an object of that kind and place; 400 where the URL says something else. */
export function bodyAsObject(kind: FakeKind, body: unknown, namespace: string, name?: string): FakeObject {
  if (!isFields(body)) throw badRequest("the body is no object");
  const metadata = isFields(body["metadata"]) ? body["metadata"] : {};
  const apiVersion = body["apiVersion"] ?? apiVersionOf(kind);
  if (apiVersion !== apiVersionOf(kind) || (body["kind"] ?? kind.kind) !== kind.kind)
    throw badRequest(
      `${String(apiVersion)}, Kind=${String(body["kind"])} in the data does not match ${apiVersionOf(kind)}, Kind=${kind.kind}`,
    );
  const inside = metadata["namespace"] ?? namespace;
  if (inside !== namespace)
    throw badRequest("the namespace of the provided object does not match the namespace sent on the request");
  if (name !== undefined && (metadata["name"] ?? name) !== name)
    throw badRequest(
      `the name of the object (${String(metadata["name"])}) does not match the name on the URL (${name})`,
    );
  const place = { ...(name === undefined ? {} : { name }), ...(kind.namespaced ? { namespace } : {}) };
  return {
    ...body,
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
    metadata: { ...metadata, ...place },
  } as FakeObject;
}

/** What the server would not store. */
export function refuseInvalid(kind: FakeKind, object: FakeObject, previous: FakeObject | undefined): void {
  const causes = [
    ...metadataFaults(object, previous),
    ...(kind.schema === undefined ? [] : faultsOf(object, kind.schema)),
    ...(previous === undefined ? [] : immutableFaults(object, previous)),
  ];
  if (causes.length > 0) throw invalid(kind, object.metadata.name, causes);
}

const fault = (field: string, message: string): Cause => ({ reason: "FieldValueInvalid", field, message });

function metadataFaults({ metadata }: FakeObject, previous: FakeObject | undefined): readonly Cause[] {
  const labels = Object.entries(metadata.labels ?? {}).filter(([, value]) => !LABEL_VALUE.test(String(value)));
  const added = (metadata.finalizers ?? []).filter((one) => !(previous?.metadata.finalizers ?? []).includes(one));
  const late = previous?.metadata.deletionTimestamp !== undefined && added.length > 0;
  return [
    ...(NAME.test(metadata.name) && metadata.name.length <= 253
      ? []
      : [fault("metadata.name", `Invalid value: "${metadata.name}": a lowercase RFC 1123 subdomain`)]),
    ...labels.map(([, value]) => fault("metadata.labels", `Invalid value: "${value}": a valid label value`)),
    ...(late
      ? [fault("metadata.finalizers", "Forbidden: no new finalizers can be added if the object is being deleted")]
      : []),
  ];
}

function immutableFaults(object: FakeObject, previous: FakeObject): readonly Cause[] {
  if (object.kind === "Pod" && !same(fixedPodSpec(object), fixedPodSpec(previous)))
    return [fault("spec", "Forbidden: pod updates may not change fields other than `spec.containers[*].image`")];
  if (object.kind === "Secret" && object["type"] !== previous["type"]) return [fault("type", "field is immutable")];
  const frozen = (object.kind === "Secret" || object.kind === "ConfigMap") && previous["immutable"] === true;
  if (frozen && !same(object["data"], previous["data"]))
    return [fault("data", "Forbidden: field is immutable when `immutable` is set")];
  return [];
}

function fixedPodSpec(pod: FakeObject): Fields {
  const spec = (fieldAt(pod, "spec") ?? {}) as Fields;
  const { tolerations, activeDeadlineSeconds, nodeName, schedulingGates, ...fixed } = spec;
  const containers = ((spec["containers"] ?? []) as readonly Fields[]).map(({ image, ...rest }) => rest);
  return { ...fixed, containers };
}

/** The caller may say which object, and which version of it, it means. */
export function refuseOtherVersion(kind: FakeKind, wish: FakeObject, previous: FakeObject): void {
  const { uid, resourceVersion, name } = wish.metadata;
  const before = previous.metadata;
  if (uid !== undefined && uid !== before.uid)
    throw conflict(kind, name, `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${before.uid}`);
  if (resourceVersion !== undefined && resourceVersion !== "" && resourceVersion !== before.resourceVersion)
    throw conflict(
      kind,
      name,
      "the object has been modified; please apply your changes to the latest version and try again",
    );
}
