import { Worker } from "node:worker_threads";
import type { FromWorker, OpenResult, StoreAnswer, StoreRequest, ToWorker, WorkerSettings } from "./worker-protocol.ts";

type Settle = (answer: StoreAnswer) => void;

/** The thread makes much garbage and keeps nothing: without a limit its heap grows for no gain. */
const YOUNG_GENERATION_MIB = 2;

const ENDED: StoreAnswer = { kind: "failed", reason: "the database's thread has ended" };

/** The database's thread as seen from ours: requests go in, each is answered once, also when the thread dies. */
export class StoreThread implements AsyncDisposable {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Settle>();
  #sequence = 0;
  #ended = false;
  #fault: unknown;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on("message", ({ sequence, answer }: FromWorker) => this.#settle(sequence, answer));
    worker.on("error", (fault) => {
      this.#fault = fault;
      this.#end();
    });
    worker.on("exit", () => this.#end());
  }

  /** Resolves with what the thread says about the file; the thread of a refused file ends by itself. */
  static start(settings: WorkerSettings): Promise<{ readonly result: OpenResult; readonly thread: StoreThread }> {
    const worker = new Worker(new URL("./worker/main.ts", import.meta.url), {
      workerData: settings,
      name: "store",
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MIB },
    });
    return new Promise((resolve, reject) => {
      const onExit = (): void => reject(new Error("the database's thread ended before it said anything"));
      worker.once("error", reject);
      worker.once("exit", onExit);
      worker.once("message", (result: OpenResult) => {
        worker.off("error", reject);
        worker.off("exit", onExit);
        resolve({ result, thread: new StoreThread(worker) });
      });
    });
  }

  /** What it died of, when it died of an error. */
  get fault(): unknown {
    return this.#fault;
  }

  get hasEnded(): boolean {
    return this.#ended;
  }

  /** Never rejects. */
  ask(request: StoreRequest): Promise<StoreAnswer> {
    if (this.#ended) return Promise.resolve(ENDED);
    this.#sequence += 1;
    const message: ToWorker = { sequence: this.#sequence, request };
    return new Promise((resolve) => {
      this.#waiting.set(message.sequence, resolve);
      this.#worker.postMessage(message);
    });
  }

  /** Ends after everything asked before is answered. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.ask({ kind: "close" });
    await this.#worker.terminate();
  }

  #settle(sequence: number, answer: StoreAnswer): void {
    this.#waiting.get(sequence)?.(answer);
    this.#waiting.delete(sequence);
  }

  #end(): void {
    this.#ended = true;
    for (const settle of this.#waiting.values()) settle(ENDED);
    this.#waiting.clear();
  }
}
