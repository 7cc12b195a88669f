import type { PeerIdentity } from "@fairlead/cluster";

/** A row of hbbs's table, as far as it concerns us. */
export interface StoredRow extends PeerIdentity {
  /** Unix time; absent when the column holds no date. */
  readonly createdMs?: number | undefined;
}

/** A row that no server could have written. */
export interface BadRow {
  readonly id: string;
  readonly reason: string;
}

/** SQLite's `current_timestamp`: UTC, to the second. */
export function timestampText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}

export function timestampMs(text: string): number | undefined {
  const ms = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}/.test(text)
    ? Date.parse(`${text.slice(0, 19).replace(" ", "T")}Z`)
    : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}
