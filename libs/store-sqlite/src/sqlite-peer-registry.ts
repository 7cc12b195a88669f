import type { PeerId } from "@fairlead/base";
import type { ClaimResult, PeerIdentity, PeerRegistry, RenameRequest, RenameResult } from "@fairlead/cluster";
import { BatchReader } from "./batch-reader.ts";
import { GroupWriter } from "./group-writer.ts";
import type { IdentityCache } from "./identity-cache.ts";
import type { StoreLink } from "./store-link.ts";
import type { StoreMetrics } from "./store-metrics.ts";
import type { StoreSettings } from "./store-settings.ts";
import type { StoreAnswer, WriteOperation, WriteResult } from "./worker-protocol.ts";

export interface SqliteRegistryParts {
  readonly link: StoreLink;
  readonly cache: IdentityCache;
  readonly metrics: StoreMetrics;
  readonly writer: GroupWriter;
  readonly reader: BatchReader;
}

/** hbbs's database as the peer registry. Beyond the port it answers what an operator asks: how many rows, which rows hold a text, what is wrong. */
export class SqlitePeerRegistry implements PeerRegistry, AsyncDisposable {
  /** Absolute. */
  readonly file: string;
  readonly #parts: SqliteRegistryParts;

  constructor(file: string, parts: SqliteRegistryParts) {
    this.file = file;
    this.#parts = parts;
  }

  async claim(claimed: PeerIdentity): Promise<ClaimResult> {
    const { cache, writer, metrics } = this.#parts;
    const identity = { ...claimed, uuid: ownBytes(claimed.uuid), pk: ownBytes(claimed.pk) };
    try {
      const written = await metrics.measure("write", () => writer.write({ kind: "claim", identity }));
      if (written.kind !== "claim") throw new TypeError(`a claim was answered as ${written.kind}`);
      return written.result;
    } finally {
      cache.forget(identity.id);
    }
  }

  async rename(requested: RenameRequest): Promise<RenameResult> {
    const { cache, writer, metrics } = this.#parts;
    const request = { ...requested, uuid: ownBytes(requested.uuid) };
    try {
      const written = await metrics.measure("write", () => writer.write({ kind: "rename", request }));
      if (written.kind !== "rename") throw new TypeError(`a rename was answered as ${written.kind}`);
      return written.result;
    } finally {
      cache.forget(request.oldId);
      cache.forget(request.newId);
    }
  }

  async find(id: PeerId): Promise<PeerIdentity | undefined> {
    const { cache, reader, metrics } = this.#parts;
    const known = cache.get(id);
    return known === undefined ? metrics.measure("read", () => reader.find(id)) : known.identity;
  }

  async findMany(ids: readonly PeerId[]): Promise<ReadonlyMap<PeerId, PeerIdentity>> {
    const identities = await Promise.all(ids.map((id) => this.find(id)));
    return new Map(identities.flatMap((identity) => (identity === undefined ? [] : [[identity.id, identity]])));
  }

  /** Rows in all. */
  async count(): Promise<number> {
    return countOf(await this.#parts.link.ask({ kind: "count" }));
  }

  /** Rows whose id or address holds the text, by id, at most `limit`. */
  async search(text: string, limit: number): Promise<readonly PeerIdentity[]> {
    return foundIn(await this.#parts.link.ask({ kind: "search", text, limit }));
  }

  /** What is wrong with the store now, for readiness; `undefined` when nothing is. */
  complaint(): string | undefined {
    return this.#parts.link.complaint;
  }

  /** Answers what was asked before, then leaves one whole file behind. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.writer.drained();
    await this.#parts.link[Symbol.asyncDispose]();
  }
}

/** The caller's are a window on a received frame: it is filled again before the group commits, and would cross threads whole. */
function ownBytes(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(bytes);
}

/** The parts that share one link. What is read goes into the cache before anybody hears of it, so that a later write is never overtaken. */
export function assembleParts(
  clock: ConstructorParameters<typeof GroupWriter>[0],
  settings: StoreSettings,
  link: StoreLink,
  cache: IdentityCache,
  metrics: StoreMetrics,
): SqliteRegistryParts {
  const commit = async (operations: readonly WriteOperation[]): Promise<readonly WriteResult[]> =>
    resultsOf(await link.ask({ kind: "write", operations }));
  const read = async (ids: readonly PeerId[]): Promise<readonly PeerIdentity[]> => {
    const identities = foundIn(await link.ask({ kind: "read", ids }));
    for (const id of ids) cache.set(id, undefined);
    for (const identity of identities) cache.set(identity.id, identity);
    return identities;
  };
  const writer = new GroupWriter(clock, settings, commit);
  const reader = new BatchReader(settings.queueCapacity, read);
  metrics.watchQueues({ read: () => reader.waiting, write: () => writer.waiting });
  return { link, cache, metrics, writer, reader };
}

function resultsOf(answer: StoreAnswer): readonly WriteResult[] {
  return answer.kind === "written" ? answer.results : unexpected(answer);
}

function foundIn(answer: StoreAnswer): readonly PeerIdentity[] {
  return answer.kind === "found" ? answer.identities : unexpected(answer);
}

function countOf(answer: StoreAnswer): number {
  return answer.kind === "counted" ? answer.count : unexpected(answer);
}

function unexpected(answer: StoreAnswer): never {
  throw new TypeError(`the store answered ${answer.kind} to another question`);
}
