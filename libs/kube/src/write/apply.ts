import { contentTypes, type KubeApi } from "../connection/kube-api.ts";
import { KubeFieldsLostError } from "../errors.ts";
import { kindOf, kubePath } from "../objects/kinds.ts";
import { type KubeObject, keyOf } from "../objects/kube-object.ts";
import { lostFields } from "./lost-fields.ts";
import { writeQuery } from "./verbs.ts";

export interface ApplyOptions {
  readonly fieldManager: string;
  /** Takes fields over from others; true unless told. False: rejects with reason `Conflict`, a cause for each field. */
  readonly force?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Server-side apply: the fields of this object become this manager's, those it applied before and leaves out now are removed, those of others stay [KU-5]. Answers the object as the server
 * has it; rejects with `KubeFieldsLostError` when that lacks what was written, and with a `KubeError` when the server does not know a field.
 */
export async function apply<T extends KubeObject>(api: KubeApi, object: T, options: ApplyOptions): Promise<T> {
  const { managedFields, ...metadata } = object.metadata;
  return await send<T>(api, { ...object, metadata }, options);
}

/** The same for `status`; of the object only its name and its status are sent. Rejects with reason `NotFound` when there is no such object. */
export async function applyStatus<T extends KubeObject>(
  api: KubeApi,
  object: T & { readonly status?: unknown },
  options: ApplyOptions,
): Promise<T> {
  const { apiVersion, kind, metadata, status } = object;
  const { name, namespace } = metadata;
  return await send<T>(api, { apiVersion, kind, metadata: { name, namespace }, status }, options, "status");
}

async function send<T extends KubeObject>(
  api: KubeApi,
  body: KubeObject & { readonly status?: unknown },
  { force = true, signal, ...options }: ApplyOptions,
  subresource?: string,
): Promise<T> {
  const path = kubePath(kindOf(body.apiVersion, body.kind), body.metadata, subresource);
  const query = { ...writeQuery(options), force };
  const read = await api.request<T>("PATCH", path, { query, body, contentType: contentTypes.apply, signal });
  const lost = lostFields(body, read);
  if (lost.length > 0) throw new KubeFieldsLostError(`${body.kind} ${keyOf(body.metadata)}`, lost);
  return read;
}
