import { type PeerIdentity, StoreUnavailableError } from "@fairlead/cluster";
import { type RedisCall, scriptCall } from "../connection/redis-call.ts";
import { replyList, replyText } from "../connection/redis-reply.ts";
import { bucketOf } from "../device-keys.ts";
import { importScript } from "./import-script.ts";
import { dayOf, deviceKeys, healingArguments, type RegistryBase } from "./registry-base.ts";
import type { RenameSteps } from "./rename-steps.ts";
import { tombstoneOf } from "./tombstone.ts";

/** A device as it was stored elsewhere. */
export interface StoredPeer extends PeerIdentity {
  /** Unix time; absent when nobody knows. */
  readonly createdMs?: number | undefined;
}

/** `newer`: it is registered here now, with another key or address; that stays. `conflict`: another device has the id here. */
export const IMPORT_OUTCOMES = ["created", "unchanged", "updated", "newer", "conflict"] as const;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

/** Writes identities that were stored elsewhere; with `dryRun` only says what would come of it. One trip, in the order given. */
export async function importPeers(
  base: RegistryBase,
  steps: RenameSteps,
  peers: readonly StoredPeer[],
  dryRun: boolean,
): Promise<readonly ImportOutcome[]> {
  const callOf = (peer: StoredPeer): RedisCall => importCall(base, peer, dryRun);
  const replies = await base.store.batch(peers.map(callOf));
  return Promise.all(
    replies.map(async (reply, at) => {
      const peer = peers[at] as StoredPeer;
      const [kind, ...tombstone] = replyList(reply);
      if (replyText(kind) !== "renamed") return outcomeOf(replyText(kind));
      await steps.finish(tombstoneOf(peer.id, tombstone));
      return outcomeOf(replyText(replyList(await base.store.ask(callOf(peer)))[0]));
    }),
  );
}

function importCall(base: RegistryBase, peer: StoredPeer, dryRun: boolean): RedisCall {
  const { marker, peer: peerKey, location } = deviceKeys(base, peer.id);
  const head = healingArguments(base, bucketOf(peer.id));
  const rest = [peer.uuid, peer.pk, peer.registeredIp, peer.createdMs ?? "", dayOf(base), dryRun ? 1 : 0];
  return scriptCall(importScript, [marker, peerKey, location], [...head, ...rest]);
}

function outcomeOf(kind: string): ImportOutcome {
  const outcome = IMPORT_OUTCOMES.find((known) => known === kind);
  if (outcome === undefined) throw new StoreUnavailableError("a device is being renamed; import once more");
  return outcome;
}
