import type { PeerId } from "@fairlead/base";
import { type PeerIdentity, StoreUnavailableError } from "@fairlead/cluster";

/** Reads rows of many ids in one trip; ids without a row are missing from the answer. */
export type ReadRows = (ids: readonly PeerId[]) => Promise<readonly PeerIdentity[]>;

/** Everybody who asks for one id at the same time shares one question. */
interface Question {
  readonly answer: Promise<PeerIdentity | undefined>;
  readonly resolve: (identity: PeerIdentity | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Lets reads share trips: while one is under way the next batch gathers, and nobody asks twice for what is being asked. */
export class BatchReader {
  readonly #capacity: number;
  readonly #readRows: ReadRows;
  #gathering = new Map<PeerId, Question>();
  #asked = new Map<PeerId, Question>();
  #isReading = false;

  constructor(capacity: number, readRows: ReadRows) {
    this.#capacity = capacity;
    this.#readRows = readRows;
  }

  /** Ids that wait for the next trip. */
  get waiting(): number {
    return this.#gathering.size;
  }

  /** Rejects with StoreUnavailableError, at once when too many wait. */
  find(id: PeerId): Promise<PeerIdentity | undefined> {
    const known = this.#asked.get(id) ?? this.#gathering.get(id);
    if (known !== undefined) return known.answer;
    if (this.#gathering.size >= this.#capacity) {
      return Promise.reject(new StoreUnavailableError(`${this.#capacity} reads wait already`));
    }
    const { promise, resolve, reject } = Promise.withResolvers<PeerIdentity | undefined>();
    this.#gathering.set(id, { answer: promise, resolve, reject });
    if (!this.#isReading) this.#startSoon();
    return promise;
  }

  /** Those who ask in the same turn travel together. */
  #startSoon(): void {
    this.#isReading = true;
    queueMicrotask(() => this.#start());
  }

  #start(): void {
    const batch = this.#gathering;
    this.#asked = batch;
    this.#gathering = new Map();
    this.#readRows([...batch.keys()])
      .then(
        (identities) => answerAll(batch, identities),
        (error) => refuseAll(batch, error),
      )
      .finally(() => this.#ended());
  }

  #ended(): void {
    this.#asked = new Map();
    this.#isReading = false;
    if (this.#gathering.size > 0) this.#startSoon();
  }
}

function answerAll(batch: ReadonlyMap<PeerId, Question>, identities: readonly PeerIdentity[]): void {
  const byId = new Map(identities.map((identity) => [identity.id, identity]));
  for (const [id, question] of batch) question.resolve(byId.get(id));
}

function refuseAll(batch: ReadonlyMap<PeerId, Question>, error: unknown): void {
  for (const question of batch.values()) question.reject(error);
}
