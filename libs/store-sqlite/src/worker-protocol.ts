import type { ClaimResult, PeerIdentity, RenameRequest, RenameResult } from "@fairlead/cluster";

/** What the main thread and the database's thread tell each other. Every request is answered once, in the order received. */
export type WriteOperation =
  | { readonly kind: "claim"; readonly identity: PeerIdentity }
  | { readonly kind: "rename"; readonly request: RenameRequest };

export type WriteResult =
  | { readonly kind: "claim"; readonly result: ClaimResult }
  | { readonly kind: "rename"; readonly result: RenameResult };

export type StoreRequest =
  | { readonly kind: "write"; readonly operations: readonly WriteOperation[] }
  | { readonly kind: "read"; readonly ids: readonly string[] }
  | { readonly kind: "count" }
  | { readonly kind: "search"; readonly text: string; readonly limit: number }
  | { readonly kind: "close" };

/** `busy`: another process holds a lock, nothing was done. `failed`: nothing of a write was kept. */
export type StoreAnswer =
  | { readonly kind: "written"; readonly results: readonly WriteResult[] }
  | { readonly kind: "found"; readonly identities: readonly PeerIdentity[] }
  | { readonly kind: "counted"; readonly count: number }
  | { readonly kind: "closed" }
  | { readonly kind: "busy" }
  | { readonly kind: "failed"; readonly reason: string };

export interface ToWorker {
  readonly sequence: number;
  readonly request: StoreRequest;
}
export interface FromWorker {
  readonly sequence: number;
  readonly answer: StoreAnswer;
}

export interface WorkerSettings {
  readonly file: string;
  /** A file that is absent is made at start only, never while running. */
  readonly mayCreate: boolean;
  /** How long the start waits for another process' lock. */
  readonly openTimeoutMs: number;
}

/** The first message of the worker. */
export type OpenResult =
  | { readonly kind: "opened"; readonly created: boolean; readonly count: number }
  | { readonly kind: "refused"; readonly reason: string; readonly do: string };
