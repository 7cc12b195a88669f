import type { PeerId } from "@fairlead/base";
import type { PeerIdentity } from "./peer-identity.ts";
import type { PeerLocation } from "./peer-locations.ts";

/** An identity, and where it is registered now if the store knows; whether that place is alive is not the store's to say. */
export interface PeerRecord extends PeerIdentity {
  readonly at?: PeerLocation | undefined;
}

/** What an accepted claim that named a place found there: who held the device before, if somebody else did, and requests that waited for it, oldest first. */
export interface ClaimFindings {
  readonly ousted?: PeerLocation | undefined;
  readonly parked?: readonly Uint8Array[] | undefined;
}

/** `unchanged` = the stored identity is already equal. `healing`: the store lost part of its data and is being filled again; ask once more in a moment [CL-12]. */
export type ClaimResult =
  | ({ readonly kind: "created" } & ClaimFindings)
  | ({ readonly kind: "updated"; readonly previous: PeerIdentity } & ClaimFindings)
  | ({ readonly kind: "unchanged" } & ClaimFindings)
  | { readonly kind: "conflict" }
  | { readonly kind: "healing" };

export interface RenameRequest {
  readonly oldId: PeerId;
  readonly newId: PeerId;
  readonly uuid: Uint8Array;
}
export type RenameResult =
  | { readonly kind: "renamed"; readonly identity: PeerIdentity }
  | { readonly kind: "unknown" }
  | { readonly kind: "uuidMismatch" }
  | { readonly kind: "taken" };

/**
 * The identities of all devices. One trip per call. When the store cannot answer or a write cannot be made durable, calls reject with
 * `StoreUnavailableError`; a caller never learns "conflict" or "unknown" from a fault.
 */
export interface PeerRegistry {
  /**
   * Atomic: an unknown id is created, a known id with the same uuid takes the new pk and ip, and a known id with another uuid is a `conflict`,
   * answered only when read from the store. `at`: where it is registered from now on [CL-10]; a store of one process need not keep it. Resolves after the write is durable.
   */
  claim(identity: PeerIdentity, at?: PeerLocation): Promise<ClaimResult>;
  /** Gives an identity another id and keeps its key. Renaming twice with the same arguments answers `renamed` both times. */
  rename(request: RenameRequest): Promise<RenameResult>;
  /** `undefined` for a stranger; never throws for one. */
  find(id: PeerId): Promise<PeerRecord | undefined>;
  /** Only the known ones, in one trip. */
  findMany(ids: readonly PeerId[]): Promise<ReadonlyMap<PeerId, PeerRecord>>;
}
