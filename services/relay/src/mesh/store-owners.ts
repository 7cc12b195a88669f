import { type Clock, delay, type SessionUuid } from "@fairlead/base";
import type { NodeSet, NodeView, PairOwners } from "@fairlead/cluster";
import type { MeshOwner, MeshOwners } from "./mesh-ports.ts";

/** When the store is asked, counted from the leg's arrival: it may be away, and the nodes that are known are up to two seconds old. */
const ASK_AT_MS = [0, 500, 2000] as const;

export interface StoreOwnersPorts {
  readonly clock: Clock;
  readonly nodes: NodeSet;
  readonly pairOwners: PairOwners;
  /** The certificate this node's TLS must show; `undefined`: it is not trusted. */
  readonly pin: (node: NodeView) => { readonly pem: string | undefined } | undefined;
}

/** Claims uuids in the shared store, for this relay or for whoever was first [CL-38]. */
export class StoreOwners implements MeshOwners {
  readonly #ports: StoreOwnersPorts;

  constructor(ports: StoreOwnersPorts) {
    this.#ports = ports;
  }

  async find(uuid: SessionUuid): Promise<MeshOwner> {
    let askedMs = 0;
    for (const atMs of ASK_AT_MS) {
      await delay(this.#ports.clock, atMs - askedMs);
      askedMs = atMs;
      const owner = await this.#claim(uuid);
      if (owner !== undefined) return owner;
    }
    return { kind: "unknown" };
  }

  async #claim(uuid: SessionUuid): Promise<MeshOwner | undefined> {
    const { nodes, pairOwners, pin } = this.#ports;
    const owner = await pairOwners.claim(uuid, nodes.self).catch(() => undefined);
    if (owner === undefined) return undefined;
    if (owner.slot === nodes.self.slot && owner.epoch === nodes.self.epoch) return { kind: "self" };
    const node = nodes.nodes().find(({ slot, epoch }) => slot === owner.slot && epoch === owner.epoch);
    const trusted = node && node.meshAddress !== "" ? pin(node) : undefined;
    if (node === undefined || trusted === undefined) return undefined;
    return { kind: "other", peer: { name: node.name, address: node.meshAddress, pin: trusted.pem } };
  }
}
