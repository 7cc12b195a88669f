import type { PeerId } from "@fairlead/base";
import type { ClientTransport } from "@fairlead/protocol";
import type { NodeRef, SocketAddress } from "@fairlead/wire";
import type { PeerIdentity } from "./peer-identity.ts";

/** Where a device is registered: the node that can reach it, and how the device reached that node. */
export interface PeerLocation {
  readonly owner: NodeRef;
  readonly transport: ClientTransport;
  /** Normalised, as the owner saw it. */
  readonly address: SocketAddress;
}

export interface LocatedPeer extends PeerIdentity {
  readonly at: PeerLocation;
}

/** `mine`: written, or it was there. `elsewhere`: somebody else holds it now. `conflict`: the id has another uuid. `parked`: requests that waited, oldest first. */
export interface ReassertResult {
  readonly kind: "mine" | "elsewhere" | "conflict";
  readonly parked: readonly Uint8Array[];
}

/** `parked`: kept for 20 s. `moved`: the device is registered at another place than `seen`; nothing was kept. `full`: too many wait for this device. */
export type ParkResult =
  | { readonly kind: "parked" }
  | { readonly kind: "moved"; readonly at: PeerLocation }
  | { readonly kind: "full" };

/**
 * Where devices are, cluster-wide; `PeerRegistry.claim` writes it first. Batches are one trip. Rejects with `StoreUnavailableError`; then a batch may be
 * written in part and is to be repeated.
 */
export interface PeerLocations {
  /** Keeps them for another 15 minutes where the owner is still this one [CL-14]. Answers the ids that are not its own any more, or nowhere. */
  refresh(ids: readonly PeerId[], owner: NodeRef): Promise<ReadonlySet<PeerId>>;
  /** Deletes those that are still this owner's [CL-15]. */
  release(ids: readonly PeerId[], owner: NodeRef): Promise<void>;
  /**
   * Writes again, where nothing is or what is there is of an earlier epoch of the same slot or of one of `lost`, identity and location [CL-7] [CL-12] [CL-13]. In the order
   * given. Each device in one step: nobody finds it nowhere meanwhile.
   */
  reassert(peers: readonly LocatedPeer[], lost?: readonly NodeRef[]): Promise<readonly ReassertResult[]>;
  /** Keeps a request for a device that nobody can reach now [CL-22]. Atomic with `claim`: either is seen by the other. At most 16 per device. */
  park(id: PeerId, seen: PeerLocation | undefined, request: Uint8Array): Promise<ParkResult>;
}

/** For a store of one process: its presence table knows where devices are. */
export const noLocations: PeerLocations = {
  refresh: async () => new Set(),
  release: async () => undefined,
  reassert: async (peers) => peers.map(() => ({ kind: "mine", parked: [] })),
  park: async () => ({ kind: "full" }),
};
