import type { Reach } from "../../api/index.ts";
import type { Relay } from "../relay/relay.ts";
import { agoMs, momentText } from "../times.ts";

/** Sessions in a row that were sent there and of which nobody came [KU-21]. */
const MISSED = 20;
/** After which an address that was taken back is tried again. */
const AGAIN_MS = 600_000;
/** While it is tried: so few are enough to take it back once more. */
const MISSED_AGAIN = 3;

const STEP =
  "do: open the relay's ports from where clients are (fairlead doctor HOST, run outside, shows which), or set exposure.advertise";

/**
 * What clients tell of an address without knowing it [KU-21]: whether those who were sent there came. Proofs from inside cannot see firewalls, for the cluster's own network
 * answers them. `undefined` = they have told nothing.
 */
export function clientsVantage(relay: Relay, wallMs: number): Reach | undefined {
  const before = sameLife(relay)?.find(({ vantage }) => vantage === "clients");
  const { report } = relay;
  if (report === undefined || relay.status.drain !== undefined) return before;
  const { missedInARow: missed, sessions } = report;
  if (before?.ok === false) return agoMs(before.at, wallMs) < AGAIN_MS ? before : triedAgain(missed, wallMs);
  if (before?.missed === undefined) return missed >= MISSED ? nobodyCame(missed, wallMs) : before;
  if (missed < before.missed || (missed === 0 && sessions > 0)) return came(wallMs);
  return missed - before.missed >= MISSED_AGAIN ? nobodyCame(missed, wallMs) : before;
}

function nobodyCame(missed: number, wallMs: number): Reach {
  const message = `of the last ${missed} sessions that were sent there no client came; ${STEP}`;
  return { vantage: "clients", ok: false, reason: "NoClientArrived", message, at: momentText(wallMs) };
}

function triedAgain(missed: number, wallMs: number): Reach {
  const message = `published again after ${AGAIN_MS / 60_000} min in which no client came`;
  return { vantage: "clients", ok: true, reason: "TriedAgain", message, at: momentText(wallMs), missed };
}

const came = (wallMs: number): Reach => ({ vantage: "clients", ok: true, at: momentText(wallMs) });

/** What was written of the pod as it is now; another life of it may be elsewhere. */
export function sameLife({ status, pod }: Relay): readonly Reach[] | undefined {
  return status.podUid !== undefined && status.podUid === pod?.metadata.uid ? status.reachability : undefined;
}
