import { delay } from "@fairlead/base";
import { liveClock } from "@fairlead/testkit";
import type { Json, RigApi } from "../rig-api.ts";

export interface Seen<T> {
  readonly type: "SYNC" | "ADDED" | "MODIFIED" | "DELETED";
  readonly object: T;
}

interface Named extends Json {
  readonly metadata: { readonly uid: string; readonly resourceVersion: string };
}

const RETRY_MS = 300;

/** Every object below the path and what becomes of it, over restarts of the server; an object that went meanwhile is told as deleted. */
export async function follow<T>(
  api: RigApi,
  path: string,
  see: (seen: Seen<T>) => void,
  signal: AbortSignal,
): Promise<void> {
  const clock = liveClock();
  const known = new Map<string, Named>();
  while (!signal.aborted) {
    try {
      await followOnce(api, path, known, (seen) => {
        if (!signal.aborted) see(seen as unknown as Seen<T>);
      });
    } catch {
      await delay(clock, RETRY_MS, signal);
    }
  }
}

async function followOnce(
  api: RigApi,
  path: string,
  known: Map<string, Named>,
  see: (seen: Seen<Named>) => void,
): Promise<void> {
  const list = await api.get<{ readonly items: readonly Named[]; readonly metadata: Named["metadata"] }>(path);
  const there = new Set(list.items.map(({ metadata }) => metadata.uid));
  for (const [uid, object] of [...known])
    if (!there.has(uid)) {
      known.delete(uid);
      see({ type: "DELETED", object });
    }
  for (const object of list.items) {
    known.set(object.metadata.uid, object);
    see({ type: "SYNC", object });
  }
  const query = `watch=1&allowWatchBookmarks=true&resourceVersion=${list.metadata.resourceVersion}`;
  for await (const line of api.lines(`${path}?${query}`)) {
    const { type, object } = JSON.parse(line) as { readonly type: string; readonly object: Named };
    if (type === "ERROR") return;
    if (type === "BOOKMARK") continue;
    if (type === "DELETED") known.delete(object.metadata.uid);
    else known.set(object.metadata.uid, object);
    see({ type: type as Seen<Named>["type"], object });
  }
}
