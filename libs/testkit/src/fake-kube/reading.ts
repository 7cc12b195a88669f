import type { ApiRequest } from "./api-request.ts";
import { type ClusterState, existing } from "./cluster-state.ts";
import { apiVersionOf, type FakeKind, resourceOf } from "./fake-kind.ts";
import { type FakeObject, type Fields, keyOf } from "./fake-object.ts";
import { badRequest, expired, notFound, Refusal } from "./refusal.ts";
import { selectorOf } from "./selectors.ts";

interface Continue {
  readonly version: number;
  readonly after: string;
}

/** `behind`: as a server that has not yet seen the last changes. */
export function getObject(state: ClusterState, request: ApiRequest, behind = 0): FakeObject {
  const { kind, namespace, name = "" } = request;
  if (behind === 0) return existing(state, kind, namespace, name);
  const then = state.store.list(resourceOf(kind), state.store.version - behind) ?? [];
  const object = then.find((one) => keyOf(one) === `${namespace}/${name}`);
  if (object === undefined) throw notFound(kind, name);
  return object;
}

/** One page; the pages of a list show one moment, and the next one is refused when that has been compacted away. */
export function listObjects(state: ClusterState, request: ApiRequest, behind = 0): Fields {
  const { kind, namespace, query } = request;
  const token = readToken(query.get("continue"));
  const version = token?.version ?? listVersion(state, query) - behind;
  const everything = state.store.list(resourceOf(kind), version);
  if (everything === undefined)
    throw expired("The provided continue parameter is too old to display a consistent list result.");
  const selects = selectorOf(kind, query);
  const rest = everything.filter(
    (object) =>
      (namespace === "" || object.metadata.namespace === namespace) &&
      (token === undefined || keyOf(object) > token.after) &&
      (request.name === undefined || object.metadata.name === request.name) &&
      selects(object),
  );
  const limit = Number(query.get("limit") ?? 0) || rest.length;
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const more = rest.length - page.length;
  const next = more > 0 && last !== undefined ? { continue: writeToken({ version, after: keyOf(last) }) } : {};
  const remaining =
    more > 0 && !query.has("labelSelector") && !query.has("fieldSelector") ? { remainingItemCount: more } : {};
  const metadata = { resourceVersion: String(version), ...next, ...remaining };
  return { kind: `${kind.kind}List`, apiVersion: apiVersionOf(kind), metadata, items: page.map(asItem(kind)) };
}

/** Items of built-in lists do not repeat their kind. */
const asItem =
  (kind: FakeKind) =>
  (object: FakeObject): Fields => {
    if (kind.custom) return object;
    const { apiVersion: _apiVersion, kind: _kind, ...rest } = object;
    return rest;
  };

function listVersion(state: ClusterState, query: URLSearchParams): number {
  const wished = Number(query.get("resourceVersion") ?? 0);
  const now = state.store.version;
  if (!Number.isInteger(wished) || wished < 0) throw badRequest("resourceVersion: Invalid value");
  if (wished > now)
    throw new Refusal(504, "Timeout", `Too large resource version: ${wished}, current: ${now}`, {
      retryAfterSeconds: 1,
      causes: [{ reason: "ResourceVersionTooLarge", message: "Too large resource version", field: "" }],
    });
  return query.get("resourceVersionMatch") === "Exact" ? wished : now;
}

const writeToken = (token: Continue): string => Buffer.from(JSON.stringify(token), "utf8").toString("base64url");

function readToken(text: string | null): Continue | undefined {
  if (text === null || text === "") return undefined;
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as Continue;
  } catch {
    throw badRequest("continue key is not valid");
  }
}
