import { BoundedQueue, type Clock } from "@fairlead/base";
import { StoreUnavailableError } from "@fairlead/cluster";
import type { StoreSettings } from "./store-settings.ts";
import type { WriteOperation, WriteResult } from "./worker-protocol.ts";

interface WaitingWrite {
  readonly operation: WriteOperation;
  readonly resolve: (result: WriteResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Makes a group durable in one commit, or rejects. */
export type CommitGroup = (operations: readonly WriteOperation[]) => Promise<readonly WriteResult[]>;

/**
 * Lets writes share commits. The first write waits a few milliseconds for company; while a commit is under way the next group gathers. Each write is answered
 * when its group is durable. When a group fails, those waiting behind it fail with it at once: they would wait for the same fault.
 */
export class GroupWriter {
  readonly #clock: Clock;
  readonly #settings: Pick<StoreSettings, "groupDelayMs" | "groupSize" | "queueCapacity">;
  readonly #commit: CommitGroup;
  readonly #waiting: BoundedQueue<WaitingWrite>;
  #committing: Promise<void> | undefined;
  #timer: Disposable | undefined;

  constructor(
    clock: Clock,
    settings: Pick<StoreSettings, "groupDelayMs" | "groupSize" | "queueCapacity">,
    commit: CommitGroup,
  ) {
    this.#clock = clock;
    this.#settings = settings;
    this.#commit = commit;
    this.#waiting = new BoundedQueue(settings.queueCapacity);
  }

  /** Writes that no commit carries yet. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Rejects with StoreUnavailableError, at once when too many wait. */
  write(operation: WriteOperation): Promise<WriteResult> {
    return new Promise((resolve, reject) => {
      if (!this.#waiting.push({ operation, resolve, reject })) {
        reject(new StoreUnavailableError(`${this.#settings.queueCapacity} writes wait already`));
        return;
      }
      this.#schedule();
    });
  }

  /** Resolves when every write so far was answered. */
  async drained(): Promise<void> {
    while (this.#waiting.size > 0 || this.#committing !== undefined) {
      if (this.#committing === undefined) this.#start();
      await this.#committing;
    }
  }

  #schedule(): void {
    if (this.#committing !== undefined) return;
    if (this.#waiting.size >= this.#settings.groupSize) this.#start();
    else this.#timer ??= this.#clock.after(this.#settings.groupDelayMs, () => this.#start());
  }

  #start(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
    const group = this.#take(this.#settings.groupSize);
    this.#committing = this.#commit(group.map(({ operation }) => operation))
      .then(
        (results) => settleGroup(group, results),
        (error) => rejectAll([...group, ...this.#take(this.#waiting.size)], error),
      )
      .finally(() => this.#ended());
  }

  #ended(): void {
    this.#committing = undefined;
    if (this.#waiting.size > 0) this.#start();
  }

  #take(count: number): WaitingWrite[] {
    const taken: WaitingWrite[] = [];
    while (taken.length < count) {
      const next = this.#waiting.shift();
      if (next === undefined) break;
      taken.push(next);
    }
    return taken;
  }
}

function settleGroup(group: readonly WaitingWrite[], results: readonly WriteResult[]): void {
  for (const [at, { resolve, reject }] of group.entries()) {
    const result = results[at];
    if (result === undefined) reject(new StoreUnavailableError("a commit answered fewer writes than it was given"));
    else resolve(result);
  }
}

function rejectAll(group: readonly WaitingWrite[], error: unknown): void {
  for (const { reject } of group) reject(error);
}
