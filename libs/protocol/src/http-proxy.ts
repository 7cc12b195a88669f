import type { HeaderEntry, HttpProxyRequest, HttpProxyResponse } from "@fairlead/wire";
import { CLIENT_HEADERS, HOP_BY_HOP_HEADERS } from "./http-headers.ts";
import { apiPath } from "./http-proxy-path.ts";

/** Hop by hop, what only we may say of the client, and what belongs to the call that we make ourselves. */
const NOT_FORWARDED: ReadonlySet<string> = new Set([
  ...HOP_BY_HOP_HEADERS,
  ...CLIENT_HEADERS,
  "content-length",
  "expect",
  "host",
  "http2-settings",
]);
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Field values: no control characters but the tab (RFC 9110 §5.5). */
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
const REFUSED_METHODS: ReadonlySet<string> = new Set(["CONNECT", "TRACE", "TRACK"]);
const MAX_METHOD_LENGTH = 32;
const MAX_HEADERS = 64;

export type HttpProxyDecision =
  | { readonly kind: "answer"; readonly response: HttpProxyResponse }
  | {
      readonly kind: "forward";
      readonly method: string;
      /** Path and query, normalised, under `/api/`. */
      readonly path: string;
      readonly headers: readonly HeaderEntry[];
      readonly body: Uint8Array;
    };

/** [HP-2] The client's HTTP call, before the API server hears of it. The caller has seen to the completed key exchange [HP-1]. */
export function decideHttpProxy(request: HttpProxyRequest): HttpProxyDecision {
  const path = apiPath(request.path);
  if (path === undefined) return { kind: "answer", response: httpProxyStatus(404) };
  if (!isMethod(request.method)) return { kind: "answer", response: httpProxyStatus(405) };
  if (request.headers.length > MAX_HEADERS) return { kind: "answer", response: httpProxyStatus(431) };
  const headers = endToEndHeaders(request.headers);
  return { kind: "forward", method: request.method, path, headers, body: request.body };
}

/** A status of our own, without a body. `error` stays empty: the client would show it instead of the status. */
export function httpProxyStatus(status: number): HttpProxyResponse {
  return { status, headers: [], body: new Uint8Array(0), error: "" };
}

/** Without hop-by-hop headers, those that `Connection` names, those that only we may set, and those that are no headers. For both ways. */
export function endToEndHeaders(headers: readonly HeaderEntry[]): HeaderEntry[] {
  const named = new Set(
    headers.filter((one) => one.name.toLowerCase() === "connection").flatMap((one) => words(one.value)),
  );
  return headers.filter(({ name, value }) => {
    const key = name.toLowerCase();
    return TOKEN.test(name) && FIELD_VALUE.test(value) && !NOT_FORWARDED.has(key) && !named.has(key);
  });
}

function isMethod(method: string): boolean {
  return method.length <= MAX_METHOD_LENGTH && TOKEN.test(method) && !REFUSED_METHODS.has(method.toUpperCase());
}

const words = (value: string): string[] => value.split(",").map((word) => word.trim().toLowerCase());
