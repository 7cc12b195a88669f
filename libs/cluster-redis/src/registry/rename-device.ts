import { type RenameRequest, type RenameResult, StoreUnavailableError } from "@fairlead/cluster";
import type { Found, PeerReader } from "./peer-reader.ts";
import type { RenameSteps } from "./rename-steps.ts";
import { renamedIdentity, type Tombstone } from "./tombstone.ts";

const FILLING = "Redis lost a part of its data and is being filled again";

/** A read, then the three steps [CL-11]; each is one trip. An id that the same device has already under both names is given to it. */
export async function renameDevice(
  request: RenameRequest,
  reader: PeerReader,
  steps: RenameSteps,
): Promise<RenameResult> {
  const { oldId, newId, uuid } = request;
  const found = await reader.read([oldId, newId]);
  const [old, fresh] = [found.get(oldId) ?? absent, found.get(newId) ?? absent];
  if (old.kind === "healing" || fresh.kind === "healing") throw new StoreUnavailableError(FILLING);
  if (fresh.kind === "tombstone") return renameAfter(fresh.tombstone, request, reader, steps);
  if (old.kind === "tombstone") return renameAfter(old.tombstone, request, reader, steps);
  const isTaken = fresh.kind === "record" && !sameBytes(fresh.record.uuid, uuid);
  if (old.kind === "absent") {
    return fresh.kind === "record" && !isTaken
      ? { kind: "renamed", identity: withoutPlace(fresh.record) }
      : { kind: "unknown" };
  }
  if (!sameBytes(old.record.uuid, uuid)) return { kind: "uuidMismatch" };
  if (isTaken) return { kind: "taken" };
  const reserved = await steps.reserve(old.record, newId);
  if (reserved === "healing") throw new StoreUnavailableError(FILLING);
  return reserved === "taken" ? { kind: "taken" } : settle(request, steps);
}

const absent: Found = { kind: "absent" };

/** What somebody began is finished first. */
async function renameAfter(
  tombstone: Tombstone,
  request: RenameRequest,
  reader: PeerReader,
  steps: RenameSteps,
): Promise<RenameResult> {
  await steps.finish(tombstone);
  return renameDevice(request, reader, steps);
}

async function settle({ oldId, newId, uuid }: RenameRequest, steps: RenameSteps): Promise<RenameResult> {
  const tombstone = await steps.leaveTombstone(oldId, newId, uuid);
  if (tombstone === "mismatch") return { kind: "uuidMismatch" };
  if (tombstone === "gone") return { kind: "unknown" };
  return (await steps.finish(tombstone))
    ? { kind: "renamed", identity: renamedIdentity(tombstone) }
    : { kind: "taken" };
}

const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
const withoutPlace = ({ at: _, ...identity }: Extract<Found, { kind: "record" }>["record"]) => identity;
