import type { Reach } from "../../api/index.ts";
import { PROOF_CONDITION_REASONS } from "../../reachability/proof.ts";
import type { Relay } from "../relay/relay.ts";
import { momentText } from "../times.ts";
import { sameLife } from "./clients-vantage.ts";

/** What was proven stays published until that many proofs in a row have failed: one may be lost to a moment's trouble. */
const FAILURES = 3;
const REPEAT_MS = 300_000;
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 30_000;

/** What proofs say of this address of this pod [KU-20]; `undefined` = nothing yet. */
export function insideVantage(relay: Relay, address: string, wallMs: number): Reach | undefined {
  const before = sameLife(relay)?.find(({ vantage }) => vantage === "inside");
  const { proof } = relay;
  if (proof === undefined || proof.result.address !== address) return knownBefore(relay, address) ? before : undefined;
  const { ok, reason, message } = proof.result;
  if (ok || (proof.everOk && proof.failures < FAILURES)) {
    return before?.ok ? before : { vantage: "inside", ok: true, at: momentText(wallMs) };
  }
  const why = reason === "" ? "NotProven" : PROOF_CONDITION_REASONS[reason];
  const at = before?.ok === false ? before.at : momentText(wallMs);
  return { vantage: "inside", ok: false, reason: why, message, at };
}

/** A controller that has just begun to lead has made no proof itself: what the one before proved and published holds until it is proven again. */
function knownBefore({ order, status }: Relay, address: string): boolean {
  return order?.address === address && status.address === address;
}

/** Whether a proof is due, by what is known of the last one. */
export function isProofDue({ name, proof }: Relay, address: string, nowMs: number): boolean {
  if (proof === undefined || proof.result.address !== address) return true;
  const { failures, atMs } = proof;
  const waitMs =
    failures === 0 ? REPEAT_MS + spread(name) : Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
  return nowMs - atMs >= waitMs;
}

/** So that relays that were started together are not proven together for ever. */
function spread(name: string): number {
  return ([...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) >>> 0) % 60_000;
}
