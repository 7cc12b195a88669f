import type { Attempt } from "./attempt.ts";
import type { Cut } from "./session-slot.ts";

/** Slower than this a user notices. */
const DELAYED_MS = 3_000;

export interface ChaosReport {
  readonly row: string;
  readonly attempts: readonly Attempt[];
  readonly sessions: number;
  /** Sessions that ended and nobody had asked them to. */
  readonly cuts: readonly Cut[];
  /** From the fault to the start of the last attempt that failed, or waited; 0 = none did. */
  readonly healedMs: number;
}

export const failuresOf = ({ attempts }: ChaosReport, kind?: string): readonly string[] =>
  attempts
    .filter((one) => one.failure !== undefined && (kind === undefined || one.kind === kind))
    .map((one) => `${one.kind}: ${one.failure} (${Math.round(one.tookMs)} ms)`);

export const isDelayed = ({ tookMs, failure }: Attempt): boolean => failure === undefined && tookMs > DELAYED_MS;

/** From the fault to the start of the last attempt that did not go as usual. */
export function healedAfter(attempts: readonly Attempt[], faultAtMs: number): number {
  const hurt = attempts.filter((one) => one.failure !== undefined || isDelayed(one)).map((one) => one.startedMs);
  return Math.max(0, ...hurt.map((startedMs) => startedMs - faultAtMs));
}

/** One line of the table. */
export function reportLine(report: ChaosReport): string {
  const { row, attempts, sessions, cuts, healedMs } = report;
  const delayed = attempts.filter(isDelayed);
  const slowest = Math.max(0, ...attempts.map(({ tookMs }) => tookMs));
  const again = attempts.filter(({ tries }) => tries > 1).length;
  return [
    row.padEnd(34),
    `attempts ${attempts.length}`,
    `failed ${failuresOf(report).length}`,
    `delayed ${delayed.length}`,
    `asked again ${again}`,
    `slowest ${(slowest / 1000).toFixed(1)} s`,
    `sessions ${sessions}`,
    `cut ${cuts.length}`,
    `healed after ${(healedMs / 1000).toFixed(1)} s`,
  ].join(" · ");
}
