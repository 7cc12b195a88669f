import { createHash } from "node:crypto";
import { canonicalText } from "../status/status-text.ts";

/** A short text that is the same for the same value, whatever the order of its fields. */
export function versionOf(value: unknown): string {
  return createHash("sha256").update(canonicalText(value)).digest("hex").slice(0, 10);
}

/** A whole number in [0, bound), always the same for the same text. */
export function numberOf(text: string, bound: number): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0) % bound;
}
