/** A moment as the API writes it: RFC 3339, with microseconds where a MicroTime is asked for. */
export type KubeTime = string;

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean | undefined;
  readonly blockOwnerDeletion?: boolean | undefined;
}

/** Who wrote which fields, and when. */
export interface ManagedFields {
  readonly manager?: string | undefined;
  readonly operation?: string | undefined;
  readonly apiVersion?: string | undefined;
  readonly time?: KubeTime | undefined;
  readonly fieldsType?: string | undefined;
  readonly fieldsV1?: unknown;
  readonly subresource?: string | undefined;
}

export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly generateName?: string | undefined;
  readonly uid?: string | undefined;
  /** Opaque: equal or not, never less or more. */
  readonly resourceVersion?: string | undefined;
  readonly generation?: number | undefined;
  readonly creationTimestamp?: KubeTime | undefined;
  /** Set = being deleted, when its finalizers are gone and its grace period is over. */
  readonly deletionTimestamp?: KubeTime | undefined;
  readonly deletionGracePeriodSeconds?: number | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  readonly ownerReferences?: readonly OwnerReference[] | undefined;
  readonly finalizers?: readonly string[] | undefined;
  readonly managedFields?: readonly ManagedFields[] | undefined;
}

/** Any object of the API, as plain JSON: what is written is what is read [KU-31]. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

/** Where an object is, within its kind. */
export interface ObjectName {
  readonly name: string;
  /** Absent for what lives in no namespace. */
  readonly namespace?: string | undefined;
}

/** Which object, of which kind. */
export interface ObjectRef extends ObjectName {
  readonly apiVersion: string;
  readonly kind: string;
  readonly uid?: string | undefined;
}

/** `namespace/name`, or `name`: the key of stores and queues. */
export function keyOf({ namespace, name }: ObjectName): string {
  return namespace === undefined || namespace === "" ? name : `${namespace}/${name}`;
}

export function nameOfKey(key: string): ObjectName {
  const at = key.indexOf("/");
  return at < 0 ? { name: key } : { namespace: key.slice(0, at), name: key.slice(at + 1) };
}

export function refOf({ apiVersion, kind, metadata: { name, namespace, uid } }: KubeObject): ObjectRef {
  return { apiVersion, kind, name, namespace, uid };
}

/** An owner reference to this object; throws a TypeError when it has no uid, for then it was never stored. */
export function ownerOf(
  { apiVersion, kind, metadata }: KubeObject,
  options: Partial<OwnerReference> = {},
): OwnerReference {
  if (metadata.uid === undefined) throw new TypeError(`${kind} ${metadata.name} has no uid and can own nothing`);
  return { apiVersion, kind, name: metadata.name, uid: metadata.uid, ...options };
}
