import type { SessionUuid } from "@fairlead/base";
import type { NodeRef } from "@fairlead/wire";

/** Which relay joins the legs of a uuid, where several share one address [CL-38]. One trip; rejects with `StoreUnavailableError`. */
export interface PairOwners {
  /** The first to claim owns it for 30 s; everybody is answered the owner. */
  claim(uuid: SessionUuid, self: NodeRef): Promise<NodeRef>;
}
