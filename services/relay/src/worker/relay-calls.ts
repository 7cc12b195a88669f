import { errorMessage } from "@fairlead/base";
import type { Admissions } from "@fairlead/cluster";
import type { AdminCommands, MetricsRegistry } from "@fairlead/runtime";
import type { Relay } from "../relay.ts";
import type { RelayCalls, RelayReport, RelayRequest } from "./thread-messages.ts";

export interface CallParts {
  readonly relay: Relay;
  readonly admissions: Admissions | undefined;
  readonly commands: AdminCommands;
  readonly metrics: MetricsRegistry;
  readonly report: (report: RelayReport) => void;
}

/** Carries out what the parent asks and answers each call once. */
export class RelayCallHandler {
  readonly #parts: CallParts;
  readonly #stopWaiting = new AbortController();

  constructor(parts: CallParts) {
    this.#parts = parts;
  }

  async handle(request: RelayRequest): Promise<void> {
    const { seq } = request;
    try {
      this.#parts.report({ kind: "answer", seq, answer: await this.#answer(request) });
    } catch (error) {
      this.#parts.report({ kind: "fault", seq, message: errorMessage(error) });
    }
  }

  async #answer(request: RelayRequest): Promise<RelayCalls[keyof RelayCalls]["answer"]> {
    const { relay, admissions, commands, metrics } = this.#parts;
    switch (request.call) {
      case "admit":
        await admissions?.admit(request.words);
        return null;
      case "admin":
        return commands.run(request.words);
      case "ping":
        return null;
      case "metrics":
        return metrics.snapshot();
      case "drain":
        await relay.drain(this.#stopWaiting.signal);
        return null;
      case "stopWaiting":
        this.#stopWaiting.abort();
        return null;
      case "close":
        await relay[Symbol.asyncDispose]();
        return null;
      default:
        return request satisfies never;
    }
  }
}
