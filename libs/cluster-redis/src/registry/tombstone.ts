import { type PeerId, peerId } from "@fairlead/base";
import type { PeerIdentity } from "@fairlead/cluster";
import type { RedisReply } from "../connection/redis-call.ts";
import { replyBytes, replyMaybe, replyText } from "../connection/redis-reply.ts";

/** What is left under an id whose device chose another one, until the rename is finished [CL-11]. */
export interface Tombstone {
  readonly oldId: PeerId;
  readonly newId: PeerId;
  readonly uuid: Buffer;
  readonly pk: Buffer;
  readonly registeredIp: string;
  /** As it was written; empty when unknown. */
  readonly created: string;
}

/** Reads new id, uuid, key, address and when it was created. */
export function tombstoneOf(
  oldId: PeerId,
  [newId, uuid, pk, ip, created]: readonly (RedisReply | undefined)[],
): Tombstone {
  return {
    oldId,
    newId: peerId(replyText(newId)),
    uuid: replyBytes(uuid),
    pk: replyBytes(pk),
    registeredIp: replyText(ip),
    created: replyMaybe(created, replyText) ?? "",
  };
}

/** The identity that the device has once the rename is finished. */
export function renamedIdentity({ newId, uuid, pk, registeredIp }: Tombstone): PeerIdentity {
  return { id: newId, uuid, pk, registeredIp };
}
