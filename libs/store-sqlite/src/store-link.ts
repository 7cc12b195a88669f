import { type Clock, delay, type Logger, withDeadline } from "@fairlead/base";
import { StoreUnavailableError } from "@fairlead/cluster";
import type { StoreSettings } from "./store-settings.ts";
import { StoreThread } from "./store-thread.ts";
import type { StoreAnswer, StoreRequest, WorkerSettings } from "./worker-protocol.ts";

const BUSY_RETRY_MS = 25;
/** A fault makes the thread connect anew; one more try tells a fault that passed from one that stays. */
const FAULT_RETRY_MS = 50;

type Success = Exclude<StoreAnswer, { kind: "busy" | "failed" }>;

export interface StoreLinkPorts {
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Gets an answer out of the database's thread or tells that there is none: waits out locks, retries a fault once, replaces a thread that died. */
export class StoreLink implements AsyncDisposable {
  readonly #ports: StoreLinkPorts;
  readonly #settings: StoreSettings;
  readonly #workerSettings: WorkerSettings;
  #thread: StoreThread;
  #restart: Promise<void> | undefined;
  #complaint: string | undefined;
  #closed = false;

  constructor(ports: StoreLinkPorts, settings: StoreSettings, workerSettings: WorkerSettings, thread: StoreThread) {
    this.#ports = ports;
    this.#settings = settings;
    this.#workerSettings = workerSettings;
    this.#thread = thread;
  }

  /** What was wrong at the last request; `undefined` when it went well. */
  get complaint(): string | undefined {
    return this.#complaint;
  }

  /** Rejects with StoreUnavailableError. */
  async ask(request: StoreRequest): Promise<Success> {
    if (this.#closed) throw new StoreUnavailableError("the store is closed");
    const startedAtMs = this.#ports.clock.now();
    let faults = 0;
    for (;;) {
      const answer = await this.#askOnce(request);
      if (answer.kind !== "busy" && answer.kind !== "failed") return this.#succeeded(answer);
      if (answer.kind === "failed") faults += 1;
      const reason = answer.kind === "failed" ? answer.reason : "another process holds a lock on it";
      const isLate = this.#ports.clock.now() - startedAtMs >= this.#settings.busyTimeoutMs;
      if (isLate || faults > 1) throw this.#failed(reason);
      await delay(this.#ports.clock, faults > 0 ? FAULT_RETRY_MS : BUSY_RETRY_MS);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await this.#restart;
    await this.#thread[Symbol.asyncDispose]();
  }

  async #askOnce(request: StoreRequest): Promise<StoreAnswer> {
    if (this.#thread.hasEnded) await this.#replaceThread();
    try {
      return await withDeadline(this.#ports.clock, this.#settings.answerTimeoutMs, this.#thread.ask(request));
    } catch {
      throw this.#failed(`it gave no answer within ${this.#settings.answerTimeoutMs / 1000} s`);
    }
  }

  async #replaceThread(): Promise<void> {
    this.#restart ??= this.#startThread().finally(() => {
      this.#restart = undefined;
    });
    await this.#restart;
  }

  /** A thread that does not come up leaves the dead one in place: the next request tries again. */
  async #startThread(): Promise<void> {
    const { fault } = this.#thread;
    try {
      const { result, thread } = await StoreThread.start({ ...this.#workerSettings, mayCreate: false });
      this.#thread = thread;
      this.#ports.logger.warn("store.thread.replaced", { file: this.#workerSettings.file, opened: result.kind, fault });
    } catch (error) {
      this.#ports.logger.error("store.thread.failed", { file: this.#workerSettings.file, error });
    }
  }

  #succeeded(answer: Success): Success {
    if (this.#complaint !== undefined) this.#ports.logger.info("store.recovered", { file: this.#workerSettings.file });
    this.#complaint = undefined;
    return answer;
  }

  #failed(reason: string): StoreUnavailableError {
    const { file } = this.#workerSettings;
    this.#complaint = `${file}: ${reason}`;
    this.#ports.logger.warn("store.unavailable", {
      reason: `${file} is not available: ${reason}`,
      setting: `DB_URL=${file}`,
      do: "remove the cause; devices are answered again by themselves",
    });
    return new StoreUnavailableError(`${file} is not available: ${reason}`);
  }
}
