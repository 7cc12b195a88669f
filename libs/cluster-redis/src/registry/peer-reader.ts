import type { PeerId } from "@fairlead/base";
import { type PeerRecord, StoreUnavailableError } from "@fairlead/cluster";
import { type RedisCall, type RedisReply, scriptCall } from "../connection/redis-call.ts";
import { replyBytes, replyList, replyMaybe, replyNumber, replyText } from "../connection/redis-reply.ts";
import { bucketOf } from "../device-keys.ts";
import { findScript } from "./find-script.ts";
import { parseLocation } from "./location-text.ts";
import type { StoredPeer } from "./peer-import.ts";
import { deviceKeys, healingArguments, type RegistryBase } from "./registry-base.ts";
import type { RenameSteps } from "./rename-steps.ts";
import { renamedIdentity, type Tombstone, tombstoneOf } from "./tombstone.ts";

/** A call asks for so many devices of one bucket at most, so that none keeps Redis busy for long. */
const MOST_IN_CALL = 100;

export type Found =
  | { readonly kind: "record"; readonly record: PeerRecord; readonly createdMs: number | undefined }
  | { readonly kind: "tombstone"; readonly tombstone: Tombstone }
  | { readonly kind: "absent" }
  /** Nothing is there, but the bucket is being filled again: nothing is known [CL-12] [CL-27]. */
  | { readonly kind: "healing" };

/** Reads devices in one trip to each master [CL-9]. */
export class PeerReader {
  readonly #base: RegistryBase;
  readonly #steps: RenameSteps;

  constructor(base: RegistryBase, steps: RenameSteps) {
    this.#base = base;
    this.#steps = steps;
  }

  /** One trip. */
  async read(ids: readonly PeerId[]): Promise<ReadonlyMap<PeerId, Found>> {
    const groups = [...Map.groupBy(new Set(ids), bucketOf)].flatMap(([bucket, group]) =>
      chunksOf(group, MOST_IN_CALL).map((chunk) => ({ bucket, chunk })),
    );
    const calls = groups.map(({ bucket, chunk }) => this.#callFor(bucket, chunk));
    const replies =
      calls.length === 1 ? [await this.#base.store.ask(calls[0] as RedisCall)] : await this.#base.store.batch(calls);
    return new Map(groups.flatMap(({ chunk }, at) => foundIn(chunk, replies[at])));
  }

  /** As `read`; finishes what a tombstone says, rejects with `StoreUnavailableError` where nothing is known. */
  async find(ids: readonly PeerId[]): Promise<ReadonlyMap<PeerId, PeerRecord>> {
    const records = new Map<PeerId, PeerRecord>();
    for (const [id, found] of await this.read(ids)) {
      if (found.kind === "healing") this.#base.generations.noticed();
      const record = found.kind === "tombstone" ? await this.#afterRename(found.tombstone) : recordOf(found);
      if (record !== undefined) records.set(id, record);
    }
    return records;
  }

  /** Identities as they are stored, for whoever takes them elsewhere. A device that is being renamed is there under its old id, with its key. */
  async stored(ids: readonly PeerId[]): Promise<readonly StoredPeer[]> {
    return [...(await this.read(ids))].flatMap(([id, found]) => {
      if (found.kind === "tombstone") return [{ ...renamedIdentity(found.tombstone), id }];
      if (found.kind !== "record") return [];
      const { at: _, ...identity } = found.record;
      return [{ ...identity, createdMs: found.createdMs }];
    });
  }

  /** The device is under its new id, and nobody under the old; unless the new one is taken. */
  async #afterRename(tombstone: Tombstone): Promise<PeerRecord | undefined> {
    if (await this.#steps.finish(tombstone)) return undefined;
    const { oldId: id, uuid, pk, registeredIp } = tombstone;
    return { id, uuid, pk, registeredIp };
  }

  #callFor(bucket: number, ids: readonly PeerId[]): RedisCall {
    const keys = ids.map((id) => deviceKeys(this.#base, id));
    const marker = keys[0]?.marker ?? "";
    const devices = keys.flatMap(({ peer, location }) => [peer, location]);
    return scriptCall(findScript, [marker, ...devices], healingArguments(this.#base, bucket));
  }
}

function recordOf(found: Exclude<Found, { kind: "tombstone" }>): PeerRecord | undefined {
  if (found.kind === "healing")
    throw new StoreUnavailableError("Redis lost a part of its data and is being filled again");
  return found.kind === "record" ? found.record : undefined;
}

function foundIn(ids: readonly PeerId[], reply: RedisReply | undefined): readonly (readonly [PeerId, Found])[] {
  const [heals, ...devices] = replyList(reply);
  return ids.map((id, at) => [id, foundOf(id, heals === 1, replyList(devices[at]))] as const);
}

function foundOf(
  id: PeerId,
  heals: boolean,
  [uuid, pk, ip, at, to, created]: readonly (RedisReply | undefined)[],
): Found {
  if (uuid === null || uuid === undefined) return { kind: heals ? "healing" : "absent" };
  if (to !== null && to !== undefined)
    return { kind: "tombstone", tombstone: tombstoneOf(id, [to, uuid, pk, ip, created]) };
  const location = parseLocation(replyMaybe(at, replyText) ?? "");
  const identity = { id, uuid: replyBytes(uuid), pk: replyBytes(pk), registeredIp: replyText(ip) };
  const createdMs = replyMaybe(created, replyNumber);
  return { kind: "record", record: location === undefined ? identity : { ...identity, at: location }, createdMs };
}

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}
