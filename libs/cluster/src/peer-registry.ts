import type { PeerId } from "@fairlead/base";

/** Who a device is: what outlives every process. */
export interface PeerIdentity {
  readonly id: PeerId;
  /** The machine id as sent, 1–128 bytes. */
  readonly uuid: Uint8Array;
  /** The device's Ed25519 public key, 32 bytes as a rule. */
  readonly pk: Uint8Array;
  /** Canonical text of the address the device last registered from. */
  readonly registeredIp: string;
}

/** `unchanged` = the stored row is already equal: nothing was written. */
export type ClaimResult =
  | { readonly kind: "created" }
  | { readonly kind: "updated"; readonly previous: PeerIdentity }
  | { readonly kind: "unchanged" }
  | { readonly kind: "conflict" };

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
   * answered only when read from the store. Resolves after the write is durable.
   */
  claim(identity: PeerIdentity): Promise<ClaimResult>;
  /** Gives an identity another id and keeps its key. Renaming twice with the same arguments answers `renamed` both times. */
  rename(request: RenameRequest): Promise<RenameResult>;
  /** `undefined` for a stranger; never throws for one. */
  find(id: PeerId): Promise<PeerIdentity | undefined>;
  /** Only the known ones, in one trip. */
  findMany(ids: readonly PeerId[]): Promise<ReadonlyMap<PeerId, PeerIdentity>>;
}
