export type KubeMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface KubeRequestOptions {
  /** Of the query; what is `undefined` is left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>> | undefined;
  /** Sent as JSON, exactly as it is [KU-31]. */
  readonly body?: unknown;
  /** `application/json` unless told. */
  readonly contentType?: string | undefined;
  /** Ends the request; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** For the whole of it, waits that the server asked for included; 30 s unless told. */
  readonly deadlineMs?: number | undefined;
}

export interface KubeStreamOptions {
  readonly query?: KubeRequestOptions["query"];
  readonly signal?: AbortSignal | undefined;
  /** For the answer's head. The stream itself has no deadline. */
  readonly deadlineMs?: number | undefined;
}

/**
 * The API server. What it refuses is a `KubeError` with its reason and causes [KU-30]; what nothing is known of, because there was no answer or half of one, is a
 * `KubeUnavailableError`: a write may have been done.
 */
export interface KubeApi {
  /** The answer's JSON, untouched [KU-31]. The type is the caller's claim. */
  request<T = unknown>(method: KubeMethod, path: string, options?: KubeRequestOptions): Promise<T>;
  /**
   * The lines of an answer that goes on, as of a watch or a log. Resolves when the server has accepted. The lines end when the server ends them, and reject when the connection breaks.
   * Leaving the loop early ends the request.
   */
  stream(path: string, options?: KubeStreamOptions): Promise<AsyncIterable<string>>;
}

export const contentTypes = {
  json: "application/json",
  apply: "application/apply-patch+yaml",
  mergePatch: "application/merge-patch+json",
  jsonPatch: "application/json-patch+json",
} as const;
