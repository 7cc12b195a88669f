import { ExpiringMap } from "@fairlead/base";
import type { ClientTransport, StoredIdentity } from "@fairlead/protocol";
import type { PresentPeer } from "./present-peer.ts";

/** A device that was here. */
export interface DepartedPeer {
  readonly identity: StoredIdentity;
  readonly transport: ClientTransport;
  readonly lastSeenMs: number;
}

const REMEMBERED_MS = 24 * 3_600_000;

/**
 * Who was here and is not. Tells people since when, and lets a device that comes back unchanged be answered without asking the store. Bounded: the one that
 * left first is forgotten first.
 */
export class DepartedPeers {
  readonly #peers: ExpiringMap<string, DepartedPeer>;

  constructor(capacity: number) {
    this.#peers = new ExpiringMap({ capacity, lifetimeMs: REMEMBERED_MS });
  }

  add({ id, identity, transport }: PresentPeer, lastSeenMs: number, nowMs: number): void {
    this.#peers.set(id, { identity, transport, lastSeenMs }, nowMs);
  }

  find(id: string, nowMs: number): DepartedPeer | undefined {
    return this.#peers.get(id, nowMs);
  }

  since(sinceMs: number, nowMs: number): readonly (readonly [string, DepartedPeer])[] {
    return [...this.#peers.entries(nowMs)].filter(([, peer]) => peer.lastSeenMs >= sinceMs);
  }

  forget(id: string, nowMs: number): void {
    this.#peers.delete(id, nowMs);
  }
}
