import { type Clock, delay } from "@fairlead/base";
import { doctorIdentities, runDoctor } from "@fairlead/client";
import type { World } from "../world.ts";
import type { Visit } from "./cell-table.ts";
import type { Published } from "./published.ts";

export interface VisitSettings {
  /** The server's public key; absent = signatures are not checked. */
  readonly key: string | undefined;
  /** Each way through each relay. */
  readonly relayBytes: number;
  /** What the doctor's two ids are made of: the same for the same install, so that its store is not filled. */
  readonly identity: string;
}
const VISIT_MS = 120_000;
/** For both ways to a relay that does not answer. */
const RELAY_MS = 25_000;
/** Longer than the doctor's own: after an install everything starts at once on few machines. */
const ANSWER_MS = 10_000;
const LOOK_EVERY_MS = 1_000;
/** Where a rendezvous has no address by then, it will not have one: an Ingress of somebody else's leads to it, or nothing. */
const ADDRESS_MS = 15_000;

/** Reads again until no relay is still being started or proven, at most this long; answers what there is then. */
export async function whenSettled(clock: Clock, read: () => Promise<Published>, waitMs: number): Promise<Published> {
  const startedMs = clock.now();
  const endsAtMs = startedMs + waitMs;
  for (;;) {
    const published = await read();
    const hasAddress = published.rendezvous.length > 0 || clock.now() - startedMs >= ADDRESS_MS;
    const settled = published.pending.length === 0 && published.relays.length > 0 && hasAddress;
    if (settled || clock.now() >= endsAtMs) return published;
    await delay(clock, LOOK_EVERY_MS);
  }
}

/** A real client at every rendezvous address, and from the first one through every relay. */
export async function visitPublished(
  { clock, random }: World,
  published: Published,
  settings: VisitSettings,
): Promise<readonly Visit[]> {
  const visits: Visit[] = [];
  for (const address of published.rendezvous) {
    const relays = visits.length === 0 ? published.relays.map((relay) => relay.address) : [];
    const { key, relayBytes, identity } = settings;
    const ids = doctorIdentities(`${identity} ${address}`);
    const totalTimeoutMs = VISIT_MS + relays.length * RELAY_MS;
    const results = await runDoctor({
      host: address,
      key,
      ids,
      clock,
      random,
      relays,
      relayBytes,
      totalTimeoutMs,
      answerTimeoutMs: ANSWER_MS,
      judgesPorts: false,
    });
    visits.push({ address, results });
  }
  return visits;
}
