/** Numbers that move all the time and decide nothing by themselves. */
const LOAD_FIELDS: ReadonlySet<string> = new Set([
  "load",
  "mbitPerSecond",
  "sessions",
  "devices",
  "sourceAddressShare",
  "at",
  "message",
  "lastTransitionTime",
]);

/** The same text for the same value, whatever the order of its fields; absent and `undefined` are one. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (isPlain(part) ? sorted(part) : part)) ?? "";
}

/** As `canonicalText`, of what is a state: without loads, times and the words of a message [KU-8]. */
export function stateText(status: unknown): string {
  return canonicalText(withoutLoad(status));
}

/** What `live` has where `wanted` says something: so that two can be compared, though the server writes our values in its own way. */
export function shownText(live: unknown, wanted: unknown): string {
  return canonicalText(shown(live, wanted));
}

function shown(live: unknown, wanted: unknown): unknown {
  if (Array.isArray(wanted)) return Array.isArray(live) ? live.map((part, at) => shown(part, wanted[at])) : live;
  if (!isPlain(wanted) || !isPlain(live)) return live;
  return Object.fromEntries(Object.entries(wanted).map(([name, part]) => [name, shown(live[name], part)]));
}

function withoutLoad(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLoad);
  if (!isPlain(value)) return value;
  const kept = Object.entries(value).filter(([name]) => !LOAD_FIELDS.has(name));
  return Object.fromEntries(kept.map(([name, part]) => [name, withoutLoad(part)]));
}

function sorted(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
