import { errorMessage } from "@fairlead/base";
import { KubeUnavailableError } from "../errors.ts";
import { type KubeKind, kubePath } from "../objects/kinds.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import type { KubeApi } from "./kube-api.ts";
import { type KubeStatus, refusalOf } from "./refusal.ts";

export interface WatchOptions {
  /** Absent = all namespaces. */
  readonly namespace?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  /** What happened after this is told. */
  readonly resourceVersion: string;
  /** The server ends the watch after this. */
  readonly timeoutSeconds?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export type WatchEvent<T> =
  | { readonly type: "ADDED" | "MODIFIED" | "DELETED"; readonly object: T; readonly resourceVersion: string }
  /** Nothing up to this version was missed. */
  | { readonly type: "BOOKMARK"; readonly resourceVersion: string };

/**
 * Changes as they come, with bookmarks [KU-28]. Resolves when the server has accepted. An error, also one within the stream such as 410, is a `KubeError`; a broken connection a
 * `KubeUnavailableError`.
 */
export async function watch<T extends KubeObject>(
  api: KubeApi,
  kind: KubeKind<T>,
  options: WatchOptions,
): Promise<AsyncIterable<WatchEvent<T>>> {
  const { namespace, labelSelector, fieldSelector, resourceVersion, timeoutSeconds, signal } = options;
  const selected = { labelSelector, fieldSelector, resourceVersion, timeoutSeconds };
  const path = kubePath(kind, { namespace });
  const lines = await api.stream(path, { query: { watch: true, allowWatchBookmarks: true, ...selected }, signal });
  return eventsOf<T>(`watch ${path}`, lines);
}

async function* eventsOf<T extends KubeObject>(
  said: string,
  lines: AsyncIterable<string>,
): AsyncGenerator<WatchEvent<T>> {
  for await (const line of lines) yield readEvent<T>(said, line);
}

interface RawEvent {
  readonly type: string;
  readonly object: KubeObject & KubeStatus;
}

function readEvent<T extends KubeObject>(said: string, line: string): WatchEvent<T> {
  const { type, object } = parse(said, line);
  if (type === "ERROR") throw refusalOf(said, object.code ?? 500, object);
  const resourceVersion = object.metadata.resourceVersion ?? "";
  if (type === "BOOKMARK") return { type, resourceVersion };
  if (type === "ADDED" || type === "MODIFIED" || type === "DELETED")
    return { type, object: object as KubeObject as T, resourceVersion };
  throw new KubeUnavailableError(`${said}: an event of the unknown type ${type}`);
}

function parse(said: string, line: string): RawEvent {
  try {
    return JSON.parse(line) as RawEvent;
  } catch (error) {
    throw new KubeUnavailableError(`${said}: half an event: ${errorMessage(error)}`, { cause: error });
  }
}
