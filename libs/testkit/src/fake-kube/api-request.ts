import type { FakeKind } from "./fake-kind.ts";
import type { KindTable } from "./kind-table.ts";
import { badRequest, Refusal } from "./refusal.ts";

export type Verb = "get" | "list" | "watch" | "create" | "update" | "patch" | "delete" | "deletecollection";

/** A request for a resource, taken apart. */
export interface ApiRequest {
  readonly verb: Verb;
  readonly kind: FakeKind;
  /** Empty for what has none, and for all of them. */
  readonly namespace: string;
  readonly name: string | undefined;
  readonly subresource: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly body: unknown;
  /** Who asks: the `User-Agent` up to its slash. */
  readonly agent: string;
}

export interface RawRequest {
  readonly method: string;
  readonly url: URL;
  readonly contentType: string;
  readonly agent: string;
  readonly text: string;
}

/** Undefined when the path names no resource, as discovery does. */
export function readRequest(kinds: KindTable, raw: RawRequest): ApiRequest | undefined {
  const place = placeOf(raw.url.pathname);
  if (place === undefined) return undefined;
  const { group, version, plural, namespace, name, subresource } = place;
  const kind = kinds.find(group, version, plural);
  if (kind === undefined) throw new Refusal(404, "NotFound", "the server could not find the requested resource");
  const query = raw.url.searchParams;
  const verb = verbOf(raw.method, name, query);
  if (kind.namespaced && namespace === "" && !["list", "watch"].includes(verb))
    throw badRequest(`an empty namespace may not be set during ${verb === "create" ? "creation" : verb}`);
  return {
    ...{ verb, kind, namespace, name, subresource, query, contentType: raw.contentType, agent: raw.agent },
    body: bodyOf(raw.text),
  };
}

interface Place {
  readonly group: string;
  readonly version: string;
  readonly namespace: string;
  readonly plural: string;
  readonly name: string | undefined;
  readonly subresource: string;
}

function placeOf(path: string): Place | undefined {
  const words = path
    .split("/")
    .filter((word) => word !== "")
    .map(decodeURIComponent);
  const [root, ...afterRoot] = words;
  if (root !== "api" && root !== "apis") return undefined;
  const [group = "", version = "", ...rest] = root === "api" ? ["", ...afterRoot] : afterRoot;
  const inNamespace = rest[0] === "namespaces" && rest.length > 2 && !NAMESPACE_PARTS.includes(rest[2] ?? "");
  const [plural, name, subresource = ""] = inNamespace ? rest.slice(2) : rest;
  if (version === "" || plural === undefined) return undefined;
  return { group, version, plural, name, subresource, namespace: inNamespace ? (rest[1] ?? "") : "" };
}

const NAMESPACE_PARTS: readonly string[] = ["status", "finalize"];

function verbOf(method: string, name: string | undefined, query: URLSearchParams): Verb {
  switch (method) {
    case "GET":
      if (["1", "true"].includes(query.get("watch") ?? "")) return "watch";
      return name === undefined ? "list" : "get";
    case "POST":
      return "create";
    case "PUT":
      return "update";
    case "PATCH":
      return "patch";
    case "DELETE":
      return name === undefined ? "deletecollection" : "delete";
    default:
      throw new Refusal(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
  }
}

function bodyOf(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badRequest("the body is no JSON, and the fake reads nothing else");
  }
}
