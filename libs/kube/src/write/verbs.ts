import { contentTypes, type KubeApi } from "../connection/kube-api.ts";
import { isNotFound } from "../errors.ts";
import { type KubeKind, kindOf, kubePath } from "../objects/kinds.ts";
import type { KubeObject, ObjectName } from "../objects/kube-object.ts";

/** What every write takes. A field that the server does not know is refused, not dropped. */
export interface WriteOptions {
  readonly fieldManager?: string | undefined;
  readonly dryRun?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface DeleteOptions {
  readonly gracePeriodSeconds?: number | undefined;
  /** Only if it is still this one. */
  readonly preconditionUid?: string | undefined;
  /** Only if it was not changed since. */
  readonly preconditionVersion?: string | undefined;
  readonly propagationPolicy?: "Background" | "Foreground" | "Orphan" | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** `undefined` when there is no such object. */
export async function readObject<T extends KubeObject>(
  api: KubeApi,
  kind: KubeKind<T>,
  name: ObjectName,
  signal?: AbortSignal,
): Promise<T | undefined> {
  try {
    return await api.request<T>("GET", kubePath(kind, name), { signal });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Rejects with reason `AlreadyExists` when it does. */
export function createObject<T extends KubeObject>(api: KubeApi, object: T, options: WriteOptions = {}): Promise<T> {
  const path = kubePath(kindOf(object.apiVersion, object.kind), { namespace: object.metadata.namespace });
  return api.request<T>("POST", path, { query: writeQuery(options), body: object, signal: options.signal });
}

/** The whole object; with a resourceVersion only if nobody changed it since, else rejects with reason `Conflict`. */
export function replaceObject<T extends KubeObject>(api: KubeApi, object: T, options: WriteOptions = {}): Promise<T> {
  const path = kubePath(kindOf(object.apiVersion, object.kind), object.metadata);
  return api.request<T>("PUT", path, { query: writeQuery(options), body: object, signal: options.signal });
}

/** RFC 7386: what is null in the patch is removed. */
export function mergePatch<T extends KubeObject>(
  api: KubeApi,
  kind: KubeKind<T>,
  name: ObjectName,
  patch: unknown,
  options: WriteOptions & { readonly subresource?: string | undefined } = {},
): Promise<T> {
  const { subresource, signal } = options;
  const sent = { query: writeQuery(options), body: patch, contentType: contentTypes.mergePatch, signal };
  return api.request<T>("PATCH", kubePath(kind, name, subresource), sent);
}

/** False when there is no such object, or another of its name. */
export async function deleteObject(
  api: KubeApi,
  kind: KubeKind,
  name: ObjectName,
  options: DeleteOptions = {},
): Promise<boolean> {
  const { gracePeriodSeconds, preconditionUid, preconditionVersion, propagationPolicy, signal } = options;
  const preconditions = { uid: preconditionUid, resourceVersion: preconditionVersion };
  const body = { kind: "DeleteOptions", apiVersion: "v1", gracePeriodSeconds, propagationPolicy, preconditions };
  try {
    await api.request("DELETE", kubePath(kind, name), { body, signal });
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

export function writeQuery({ fieldManager, dryRun }: WriteOptions): Readonly<Record<string, string | undefined>> {
  return { fieldManager, fieldValidation: "Strict", dryRun: dryRun === true ? "All" : undefined };
}
