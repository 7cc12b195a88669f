import type { NodeName } from "@fairlead/base";
import type { NodeRef } from "@fairlead/wire";

export type NodeRole = "rendezvous" | "relay";
/** `left`: ended on purpose; its devices come back elsewhere. */
export type NodeState = "serving" | "draining" | "left";

/** What a node says of itself with every renewal. */
export interface NodeCard {
  readonly name: NodeName;
  readonly role: NodeRole;
  readonly state: NodeState;
  readonly release: string;
  /** Of the data in the store [CL-16]. */
  readonly schema: number;
  /** `host:port` at which other nodes reach its bus and its mesh; empty = none. */
  readonly busAddress: string;
  readonly meshAddress: string;
  /** The settings it has applied [CL-34]. */
  readonly settingsVersion: number;
  /** What others need to trust its TLS, proven; opaque to whoever keeps it [CL-41] [CL-42]. */
  readonly trust: string;
}
export interface NodeView extends NodeRef, NodeCard {}

/** `lost`: the lease ran out, or somebody else has the slot; nothing was written. */
export interface LeaseRenewal {
  readonly kind: "renewed" | "lost";
  /** All nodes with a lease, this one included when renewed; `left` ones for 45 s. */
  readonly nodes: readonly NodeView[];
  /** Of the shared settings now. */
  readonly settingsVersion: number;
  /** Changes when another history is behind the store: failed over, restarted, wiped [CL-13]. */
  readonly storeId: string;
}

/**
 * Leases of nodes [CL-3] [CL-8]. Each call is one trip; it rejects with `StoreUnavailableError` when the store does not answer in time, and then nothing is known. What a
 * missing lease means is not decided here: see `Membership`.
 */
export interface NodeLease {
  /**
   * Takes the lowest slot that is free and was not freed within 60 s, for 6 s. `before`: what this process was until its lease was lost; it gets the same slot with a new
   * epoch unless another has it now, so that replies to its requests still find it.
   */
  acquire(card: NodeCard, before?: NodeRef): Promise<NodeRef>;
  /** 6 s from now. */
  renew(self: NodeRef, card: NodeCard): Promise<LeaseRenewal>;
  /** Ends the lease on purpose: others see the node as `left` for 45 s. Nothing happens when the lease is not its own any more. */
  leave(self: NodeRef): Promise<void>;
}
