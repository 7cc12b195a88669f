import type { NodeRef, SocketAddress } from "@fairlead/wire";

/** A waiting request of some node. */
export interface WaitPlace extends NodeRef {
  readonly entry: number;
}

/** Finds the request that a reply without a tag answers, by A's address as B was told it [CL-24]. One trip per call; rejects with `StoreUnavailableError`. */
export interface WaitIndex {
  /** For 40 s. A newer request of the same A for the same device takes its place. */
  put(controlling: SocketAddress, targetId: string, place: WaitPlace): Promise<void>;
  /** An empty `targetId` finds the newest of this A. */
  find(controlling: SocketAddress, targetId: string): Promise<WaitPlace | undefined>;
}

/** For one node: nobody else holds requests. */
export const noWaitIndex: WaitIndex = { put: async () => undefined, find: async () => undefined };
