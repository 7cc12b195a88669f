import { Worker } from "node:worker_threads";
import type { MetricsSnapshot } from "@fairlead/runtime";
import { FrontStartError } from "../errors.ts";
import type { FrontReport, FrontRequest } from "./front-messages.ts";
import type { FrontData } from "./front-settings.ts";

/** Nothing a setting explains: a fault of ours, or no memory. */
const AGAIN = "do: start the server again, and report this line";

/** The HTTPS front in a thread of its own, seen from the thread that started it. */
export class FrontThread implements AsyncDisposable {
  readonly #worker: Worker;
  readonly #started = Promise.withResolvers<void>();
  readonly #ended = Promise.withResolvers<void>();
  readonly #lost = Promise.withResolvers<never>();
  readonly #scrapes = new Map<number, (snapshot: MetricsSnapshot) => void>();
  #seq = 0;
  #closing = false;

  private constructor(data: FrontData) {
    this.#worker = new Worker(new URL("./main.ts", import.meta.url), { workerData: data });
    this.#worker.on("message", (report: FrontReport) => this.#hear(report));
    this.#worker.once("error", (error) => this.#end(`the front's thread failed: ${error}; ${AGAIN}`));
    this.#worker.once("exit", (code) => this.#end(`the front's thread ended with code ${code}; ${AGAIN}`));
    // Whoever waits for it still sees the rejection.
    this.#lost.promise.catch(() => undefined);
  }

  /** Rejects with `FrontStartError`. */
  static async start(data: FrontData): Promise<FrontThread> {
    const thread = new FrontThread(data);
    await thread.#started.promise;
    return thread;
  }

  /** Rejects when the thread ends without having been told to; never resolves. */
  get failure(): Promise<never> {
    return this.#lost.promise;
  }

  /** Refuses newcomers; connections that exist go on. */
  stopAccepting(): void {
    this.#tell({ kind: "stopAccepting" });
  }

  /** For `MetricsRegistry.include`. */
  metrics(): Promise<MetricsSnapshot> {
    this.#seq += 1;
    const seq = this.#seq;
    return new Promise((resolve) => {
      this.#scrapes.set(seq, resolve);
      this.#tell({ kind: "metrics", seq });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing = true;
    this.#tell({ kind: "close" });
    await this.#ended.promise;
  }

  #tell(request: FrontRequest): void {
    this.#worker.postMessage(request);
  }

  #hear(report: FrontReport): void {
    switch (report.kind) {
      case "ready":
        this.#started.resolve();
        break;
      case "failed":
        this.#closing = true;
        this.#started.reject(new FrontStartError(report.message, report.code));
        break;
      case "metrics":
        this.#scrapes.get(report.seq)?.(report.snapshot);
        this.#scrapes.delete(report.seq);
        break;
      default:
        report satisfies never;
    }
  }

  #end(message: string): void {
    const fault = new FrontStartError(message, undefined);
    this.#started.reject(fault);
    if (!this.#closing) this.#lost.reject(fault);
    for (const resolve of this.#scrapes.values()) resolve([]);
    this.#scrapes.clear();
    this.#ended.resolve();
  }
}
