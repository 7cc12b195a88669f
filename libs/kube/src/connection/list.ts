import type { KubeKind } from "../objects/kinds.ts";
import { kubePath } from "../objects/kinds.ts";
import type { KubeObject } from "../objects/kube-object.ts";
import type { KubeApi } from "./kube-api.ts";

/** Objects in one answer, unless told. */
const PAGE_SIZE = 500;

export interface ListOptions {
  /** Absent = all namespaces. */
  readonly namespace?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  readonly pageSize?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Listed<T> {
  readonly items: readonly T[];
  /** From which a watch goes on. */
  readonly resourceVersion: string;
}

interface Page<T> {
  readonly items?: readonly Omit<T, "apiVersion" | "kind">[] | null;
  readonly metadata: { readonly resourceVersion?: string; readonly continue?: string };
}

/** All objects, in pages, as they were at one moment [KU-28]. Rejects with 410 when that moment has gone before the last page. */
export async function listAll<T extends KubeObject>(
  api: KubeApi,
  kind: KubeKind<T>,
  options: ListOptions = {},
): Promise<Listed<T>> {
  const { namespace, labelSelector, fieldSelector, pageSize = PAGE_SIZE, signal } = options;
  const items: T[] = [];
  let next: string | undefined;
  let resourceVersion = "";
  do {
    const query = { labelSelector, fieldSelector, limit: pageSize, continue: next };
    const page: Page<T> = await api.request("GET", kubePath(kind, { namespace }), { query, signal });
    for (const item of page.items ?? []) items.push(withHeader(kind, item));
    resourceVersion = page.metadata.resourceVersion ?? "";
    next = page.metadata.continue || undefined;
  } while (next !== undefined);
  return { items, resourceVersion };
}

/** Items of a list of built-in kinds come without their kind. */
function withHeader<T extends KubeObject>(kind: KubeKind<T>, item: Omit<T, "apiVersion" | "kind">): T {
  return { apiVersion: kind.apiVersion, kind: kind.kind, ...item } as unknown as T;
}
