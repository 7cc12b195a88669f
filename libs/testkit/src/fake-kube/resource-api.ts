import type { ApiRequest } from "./api-request.ts";
import { type ClusterState, existing } from "./cluster-state.ts";
import { resourceOf } from "./fake-kind.ts";
import { type FakeObject, isFields } from "./fake-object.ts";
import type { DeleteOptions, ObjectRemover } from "./object-remover.ts";
import { bodyAsObject } from "./object-rules.ts";
import type { ObjectWriter, WriteOptions } from "./object-writer.ts";
import { patched } from "./patches.ts";
import { getObject, listObjects } from "./reading.ts";
import { badRequest, invalid, notFound, Refusal } from "./refusal.ts";
import { bindPod, refuseEviction, scaledTo, scaleOf, tokenAnswer } from "./subresources.ts";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface ApiParts {
  readonly state: ClusterState;
  readonly writer: ObjectWriter;
  readonly remover: ObjectRemover;
  /** A token that the server will accept. */
  newToken(request: ApiRequest): string;
}

const APPLY = "application/apply-patch+yaml";
const DONE = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success" };

/** Every verb but watch. */
export function answerRequest(parts: ApiParts, request: ApiRequest, behind: number): Answer {
  switch (request.verb) {
    case "get":
      return read(parts, request, behind);
    case "list":
      return { status: 200, body: listObjects(parts.state, request, behind) };
    case "create":
      return create(parts, request);
    case "update":
      return update(parts, request);
    case "patch":
      return patch(parts, request);
    case "delete":
      return remove(parts, request);
    case "deletecollection":
      return removeAll(parts, request);
    default:
      throw badRequest(`${request.verb} is no answer`);
  }
}

function read({ state }: ApiParts, request: ApiRequest, behind: number): Answer {
  const object = getObject(state, request, behind);
  refuseUnknownSubresource(request);
  return { status: 200, body: request.subresource === "scale" ? scaleOf(request, object) : object };
}

function refuseUnknownSubresource({ kind, subresource, name }: ApiRequest): void {
  const known =
    subresource === "" || (subresource === "status" && kind.status) || (subresource === "scale" && kind.scale);
  if (known === false || known === undefined) throw notFound(kind, name ?? "");
}

function create(parts: ApiParts, request: ApiRequest): Answer {
  const { kind, namespace, name, subresource, body } = request;
  if (subresource === "token") return { status: 201, body: tokenAnswer(parts.state, request, parts.newToken(request)) };
  if (subresource === "eviction") return evict(parts, request);
  if (subresource === "binding") {
    bindPod(parts.state, request);
    return { status: 201, body: { ...DONE, code: 201 } };
  }
  if (name !== undefined) throw new Refusal(405, "MethodNotAllowed", "objects are created in their collection");
  const object = bodyAsObject(kind, body, namespace);
  return { status: 201, body: parts.writer.create(kind, object, writeOptions(request)) };
}

function evict({ state, remover }: ApiParts, request: ApiRequest): Answer {
  const pod = existing(state, request.kind, request.namespace, request.name ?? "");
  refuseEviction(state, pod);
  const options = (isFields(request.body) ? request.body["deleteOptions"] : undefined) as DeleteOptions | undefined;
  remover.delete(request.kind, pod, options ?? {});
  return { status: 201, body: { ...DONE, code: 201 } };
}

function update(parts: ApiParts, request: ApiRequest): Answer {
  const { kind, namespace, name = "", subresource, body } = request;
  refuseUnknownSubresource(request);
  const previous = existing(parts.state, kind, namespace, name);
  if (subresource === "scale") {
    const wish = scaledTo(request, previous, body);
    return { status: 200, body: scaleOf(request, parts.writer.update(kind, previous, wish, writeOptions(request))) };
  }
  const wish = bodyAsObject(kind, body, namespace, name);
  if (wish.metadata.resourceVersion === undefined && (kind.custom || kind.kind === "Lease")) {
    const message = "Invalid value: 0x0: must be specified for an update";
    throw invalid(kind, name, [{ reason: "FieldValueInvalid", field: "metadata.resourceVersion", message }]);
  }
  return { status: 200, body: parts.writer.update(kind, previous, wish, writeOptions(request)) };
}

function patch(parts: ApiParts, request: ApiRequest): Answer {
  refuseUnknownSubresource(request);
  if (request.contentType === APPLY) return apply(parts, request);
  const { kind, namespace, name = "", subresource, body, contentType } = request;
  const previous = existing(parts.state, kind, namespace, name);
  if (subresource === "scale") {
    const wish = scaledTo(request, previous, patched(kind, scaleOf(request, previous), body, contentType));
    return { status: 200, body: scaleOf(request, parts.writer.update(kind, previous, wish, writeOptions(request))) };
  }
  const wish = patched(kind, previous, body, contentType);
  const object = bodyAsObject(kind, wish, namespace, name);
  return { status: 200, body: parts.writer.update(kind, previous, object, writeOptions(request)) };
}

function apply(parts: ApiParts, request: ApiRequest): Answer {
  const { kind, namespace, name = "", query } = request;
  if (!query.has("fieldManager")) {
    const cause = {
      reason: "FieldValueRequired",
      field: "fieldManager",
      message: "Required value: is required for apply patch",
    };
    throw new Refusal(422, "Invalid", `PatchOptions.meta.k8s.io "" is invalid: fieldManager: ${cause.message}`, {
      causes: [cause],
    });
  }
  const wish = bodyAsObject(kind, request.body, namespace, name);
  if ((wish.metadata["managedFields"] ?? undefined) !== undefined)
    throw badRequest("metadata.managedFields must be nil");
  const previous = parts.state.store.get(resourceOf(kind), namespace, name);
  if (previous === undefined && request.subresource !== "") throw notFound(kind, name);
  const stored = parts.writer.apply(kind, previous, wish, writeOptions(request));
  return { status: previous === undefined ? 201 : 200, body: stored };
}

function remove({ state, remover }: ApiParts, request: ApiRequest): Answer {
  const object = existing(state, request.kind, request.namespace, request.name ?? "");
  if (request.query.get("dryRun") === "All") return { status: 200, body: object };
  const { name, uid } = object.metadata;
  const left = remover.delete(request.kind, object, deleteOptions(request));
  if (!left.gone || request.kind.kind === "Pod") return { status: 200, body: left.object };
  const { group, plural } = request.kind;
  return { status: 200, body: { ...DONE, details: { name, ...(group === "" ? {} : { group }), kind: plural, uid } } };
}

function removeAll({ state, remover }: ApiParts, request: ApiRequest): Answer {
  const list = listObjects(state, request);
  for (const { metadata } of list["items"] as readonly FakeObject[])
    remover.delete(
      request.kind,
      existing(state, request.kind, metadata.namespace ?? "", metadata.name),
      deleteOptions(request),
    );
  return { status: 200, body: list };
}

function deleteOptions({ body, query }: ApiRequest): DeleteOptions {
  const given = isFields(body) ? body : {};
  const grace = query.get("gracePeriodSeconds");
  const policy = query.get("propagationPolicy");
  return {
    ...given,
    ...(grace === null ? {} : { gracePeriodSeconds: Number(grace) }),
    ...(policy === null ? {} : { propagationPolicy: policy }),
  } as DeleteOptions;
}

function writeOptions({ query, agent, subresource }: ApiRequest): WriteOptions {
  return {
    manager: query.get("fieldManager") ?? agent,
    subresource,
    dryRun: query.get("dryRun") === "All",
    strict: query.get("fieldValidation") === "Strict",
    force: query.get("force") === "true",
  };
}
