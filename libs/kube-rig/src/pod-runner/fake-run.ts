import { delay } from "@fairlead/base";
import { liveClock } from "@fairlead/testkit";
import type { RestartRule } from "./container-run.ts";
import { type ContainerState, newState } from "./container-state.ts";
import type { Container, Pod } from "./pod.ts";

const now = (): string => new Date(liveClock().wall()).toISOString();
const WORK_MS = 1000;

/**
 * A container that nothing stands for: running and ready at once, done after a second where its pod is to end. Annotations of the pod steer it:
 * `fake/not-ready: "true"`, `fake/exit-code: "3"`.
 */
export class FakeRun {
  state: ContainerState;
  readonly #pod: Pod;
  readonly #ends: boolean;
  readonly #workMs: number;
  readonly #changed: () => void;
  readonly #stopping = new AbortController();

  constructor(
    pod: Pod,
    container: Container,
    options: { readonly rule: RestartRule; readonly isInit: boolean; readonly changed: () => void },
  ) {
    this.state = newState(container);
    this.#pod = pod;
    this.#ends = options.isInit || options.rule !== "Always";
    this.#workMs = options.isInit ? 0 : WORK_MS;
    this.#changed = options.changed;
  }

  async run(): Promise<void> {
    const { annotations = {} } = this.#pod.metadata;
    this.#set({ running: true, startedAt: now(), ready: annotations["fake/not-ready"] !== "true" });
    if (!this.#ends) await new Promise((resolve) => this.#stopping.signal.addEventListener("abort", resolve));
    else await delay(liveClock(), this.#workMs, this.#stopping.signal);
    const exitCode = this.#ends ? Number(annotations["fake/exit-code"] ?? 0) : 143;
    this.#set({ running: false, ready: false, exitCode, finishedAt: now() });
  }

  stop(): Promise<void> {
    this.#stopping.abort();
    return Promise.resolve();
  }

  kill(): void {
    this.#stopping.abort();
  }

  #set(changes: Partial<ContainerState>): void {
    this.state = { ...this.state, ...changes };
    this.#changed();
  }
}
