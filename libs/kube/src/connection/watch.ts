import type { KubeKind } from "../objects/kinds.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import type { KubeApi } from "./kube-api.ts";

export interface WatchOptions {
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

/** Changes as they come, with bookmarks [KU-28]. An error within the stream, such as 410, is thrown as `KubeError`. */
export declare function watch<T extends KubeObject>(
  api: KubeApi,
  kind: KubeKind<T>,
  options: WatchOptions,
): Promise<AsyncIterable<WatchEvent<T>>>;
