import type { SessionUuid } from "@fairlead/base";
import type { MeshTrust } from "./mesh-trust.ts";

/** A relay that another one dials. Plain data: crosses threads. */
export interface MeshPeer {
  /** For people. */
  readonly name: string;
  /** `host:port` of its mesh. */
  readonly address: string;
  /** The certificate (PEM) its TLS must show; `undefined`: any of the authority that is a relay's. */
  readonly pin: string | undefined;
}

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
