import type { SessionUuid } from "@fairlead/base";
import type { MeshPeer } from "./mesh-peer.ts";
import type { MeshTrust } from "./mesh-trust.ts";

/** Who joins the legs of a uuid. `unknown`: nobody could say, or that relay is not among the nodes. */
export type MeshOwner =
  | { readonly kind: "self" }
  | { readonly kind: "other"; readonly peer: MeshPeer }
  | { readonly kind: "unknown" };

/** Knows who joins a uuid: whoever asked first [CL-38]. Never rejects. */
export interface MeshOwners {
  find(uuid: SessionUuid): Promise<MeshOwner>;
}

/** What a relay needs to join legs with others that share its address. */
export interface MeshPorts {
  readonly owners: MeshOwners;
  readonly trust: MeshTrust;
}
