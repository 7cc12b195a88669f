/** M = 2^20, as SINGLE_BANDWIDTH and the old relay count. */
const UNITS: Readonly<Record<string, number>> = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** Bits per second of `8`, `8 Mbit/s`, `500 kb/s`, `1.5 Gbps`; a bare number is Mb/s. `undefined` = it is none, or nothing. */
export function readRate(text: string): number | undefined {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)\s*(?:([kmg])(?:bit\/s|bits\/s|b\/s|bps))?$/i.exec(text.trim());
  if (match === null) return undefined;
  const bps = Number(match[1]) * (UNITS[(match[2] ?? "m").toLowerCase()] ?? 0);
  return bps > 0 ? bps : undefined;
}
