import type { Worker } from "node:worker_threads";
import { RelayThreadLostError } from "../errors.ts";
import type { AdmissionEvent, RelayCallName, RelayCalls, RelayReport } from "./thread-messages.ts";

type FirstReport = Extract<RelayReport, { kind: "ready" | "failed" }>;
type Answer = Extract<RelayReport, { kind: "answer" | "fault" }>;

interface PendingCall {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Nothing a setting explains: a fault of ours, or no memory. */
const AGAIN = "do: start the server again, and report this line";

/** Calls into the relay's thread. Sent in order; each is answered, or rejects when the thread is lost. */
export class ThreadCalls {
  readonly #worker: Worker;
  readonly #onAdmission: (event: AdmissionEvent) => void;
  readonly #pending = new Map<number, PendingCall>();
  readonly #first = Promise.withResolvers<FirstReport>();
  readonly #lost = Promise.withResolvers<RelayThreadLostError>();
  readonly #ended = Promise.withResolvers<void>();
  #closing = false;
  #over: RelayThreadLostError | undefined;
  #seq = 0;

  constructor(worker: Worker, onAdmission: (event: AdmissionEvent) => void) {
    this.#worker = worker;
    this.#onAdmission = onAdmission;
    worker.on("message", (report: RelayReport) => this.#hear(report));
    worker.once("error", (error) => this.#end(`the relay's thread failed: ${error}; ${AGAIN}`));
    worker.once("exit", (code) => this.#end(`the relay's thread ended with code ${code}; ${AGAIN}`));
  }

  get lost(): Promise<RelayThreadLostError> {
    return this.#lost.promise;
  }

  firstReport(): Promise<FirstReport> {
    return this.#first.promise;
  }

  ask<N extends RelayCallName>(call: N, words: RelayCalls[N]["words"]): Promise<RelayCalls[N]["answer"]> {
    if (this.#over !== undefined) return Promise.reject(this.#over);
    this.#seq += 1;
    const seq = this.#seq;
    return new Promise((resolve, reject) => {
      this.#pending.set(seq, { resolve: (answer) => resolve(answer as RelayCalls[N]["answer"]), reject });
      this.#worker.postMessage({ call, seq, words });
    });
  }

  /** Asks the thread to end and waits until it has. */
  async close(): Promise<void> {
    this.#closing = true;
    if (this.#over === undefined) await this.ask("close", null).catch(() => undefined);
    await this.#ended.promise;
  }

  #hear(report: RelayReport): void {
    switch (report.kind) {
      case "ready":
      case "failed":
        if (report.kind === "failed") this.#closing = true;
        this.#first.resolve(report);
        break;
      case "arrived":
      case "consumed":
      case "unknown":
      case "lone":
        this.#onAdmission(report);
        break;
      case "answer":
      case "fault":
        this.#settle(report);
        break;
      default:
        report satisfies never;
    }
  }

  #settle(report: Answer): void {
    const pending = this.#pending.get(report.seq);
    this.#pending.delete(report.seq);
    if (report.kind === "answer") pending?.resolve(report.answer);
    else pending?.reject(new Error(report.message));
  }

  #end(message: string): void {
    if (this.#over !== undefined) return;
    const fault = new RelayThreadLostError(message);
    this.#over = fault;
    for (const { reject } of this.#pending.values()) reject(fault);
    this.#pending.clear();
    this.#first.resolve({ kind: "failed", message, code: fault.code });
    if (!this.#closing) this.#lost.resolve(fault);
    this.#ended.resolve();
  }
}
