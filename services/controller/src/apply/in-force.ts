import { canonicalText } from "../status/status-text.ts";

/** Whether `live` holds all that `wanted` says; it may hold more, in lists within their elements. */
export function holds(live: unknown, wanted: unknown): boolean {
  if (wanted === undefined) return true;
  if (typeof wanted !== "object" || wanted === null) return live === wanted;
  if (typeof live !== "object" || live === null || Array.isArray(live) !== Array.isArray(wanted)) return false;
  if (Array.isArray(wanted) && Array.isArray(live))
    return live.length === wanted.length && wanted.every((part, index) => holds(live[index], part));
  const fields = live as Readonly<Record<string, unknown>>;
  return Object.entries(wanted).every(([name, part]) => holds(fields[name], part));
}

/** What `live` has where `wanted` says something: as text, so that two can be compared. The server may write our values in its own way. */
export function shownText(live: unknown, wanted: unknown): string {
  return canonicalText(shown(live, wanted));
}

function shown(live: unknown, wanted: unknown): unknown {
  if (typeof wanted !== "object" || wanted === null || typeof live !== "object" || live === null) return live;
  if (Array.isArray(wanted)) return Array.isArray(live) ? live.map((part, at) => shown(part, wanted[at])) : live;
  const fields = live as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(wanted).map(([name, part]) => [name, shown(fields[name], part)]));
}
