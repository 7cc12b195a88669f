import type { IpChange, IpChanges } from "./ip-changes.ts";
import type { AddressCount, RegistrationLimits } from "./registration-limits.ts";

const LINES = 10;
const MAX_OFFSET = 10_000_000;

/**
 * The answer of the old console's `ib`: `ib [n]` lists ten addresses from the n-th on, `ib IP` tells of one, `ib IP -` forgets it. The first line is the
 * number of entries.
 */
export function ipBlockerAnswer(limits: RegistrationLimits, words: readonly string[], nowMs: number): string {
  const all = limits.addresses(nowMs);
  const [first, second] = words;
  const offset = asOffset(first);
  if (offset !== undefined) return listing(all, offset, (one) => `${one.address}: ${counts(one, nowMs)}`);
  const one = limits.address(first ?? "", nowMs);
  if (second === "-") limits.forgive(first ?? "", nowMs);
  return `${all.length}\n${one === undefined ? "" : `${counts(one, nowMs)}\n`}`;
}

/** The answer of `ic`: `ic [n]`, `ic ID`, `ic ID -`. A number is always an offset. */
export function ipChangesAnswer(changes: IpChanges, words: readonly string[], nowMs: number): string {
  const all = changes.entries(nowMs);
  const [first, second] = words;
  const offset = asOffset(first);
  if (offset !== undefined) return listing(all, offset, (one) => `${one.id}: ${moves(one, nowMs)}`);
  const one = changes.find(first ?? "", nowMs);
  if (second === "-") changes.forget(first ?? "", nowMs);
  return `${all.length}\n${one === undefined ? "" : `${moves(one, nowMs)}\n`}`;
}

function listing<T>(all: readonly T[], offset: number, line: (one: T) => string): string {
  const shown = all.slice(offset, offset + LINES).map((one) => `${line(one)}\n`);
  return `${all.length}\n${shown.join("")}`;
}

function asOffset(word: string | undefined): number | undefined {
  if (word === undefined || word === "") return 0;
  if (!/^\d+$/.test(word)) return undefined;
  return Number(word) <= MAX_OFFSET ? Number(word) : undefined;
}

const age = (sinceMs: number, nowMs: number): string => `${Math.floor((nowMs - sinceMs) / 1000)}s`;
const counts = (one: AddressCount, nowMs: number): string =>
  `${one.count}/${age(one.countedMs, nowMs)} ${one.ids}/${age(one.idsMs, nowMs)}`;

function moves(one: IpChange, nowMs: number): string {
  const pairs = [...one.addresses].map(([ip, times]) => `"${ip}": ${times}`);
  return `${age(one.startedMs, nowMs)} {${pairs.join(", ")}}`;
}
