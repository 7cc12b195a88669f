/** As the API writes moments. */
export const momentText = (wallMs: number): string => new Date(wallMs).toISOString();

/** How long ago, in milliseconds; 0 for what is not known. Clocks of two machines may differ, so it is never less. */
export function agoMs(moment: string | undefined, wallMs: number): number {
  const atMs = moment === undefined ? Number.NaN : Date.parse(moment);
  return Number.isNaN(atMs) ? 0 : Math.max(0, wallMs - atMs);
}

/** For people: `40 s`, `12 min`, `3 h`. */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
