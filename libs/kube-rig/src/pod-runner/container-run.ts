import { delay } from "@fairlead/base";
import { liveClock } from "@fairlead/testkit";
import { ContainerProcess, type ProcessPlan } from "./container-process.ts";
import { type ContainerState, newState } from "./container-state.ts";
import type { Container, Probe } from "./pod.ts";
import { probeOnce } from "./probe.ts";
import type { RunnerSettings } from "./runner-settings.ts";

export interface ContainerPorts {
  readonly settings: RunnerSettings;
  /** What to start; rejects while something it needs is missing. */
  plan(): Promise<ProcessPlan>;
  changed(): void;
}

/** When a container is started again. */
export type RestartRule = "Always" | "OnFailure" | "Never";

const FIRST_BACKOFF_MS = 500;
const LAST_BACKOFF_MS = 10_000;
/** A container that is not ready yet is asked this often at most, so that tests do not wait for periods meant for life. */
const EAGER_MS = 300;

const now = (): string => new Date(liveClock().wall()).toISOString();

/** A container over all its runs: started again by its rule with growing pauses, probed, stopped once. */
export class ContainerRun {
  state: ContainerState;
  readonly #ports: ContainerPorts;
  readonly #rule: RestartRule;
  readonly #stopping = new AbortController();
  #process: ContainerProcess | undefined;

  constructor(container: Container, rule: RestartRule, ports: ContainerPorts) {
    this.state = newState(container);
    this.#rule = rule;
    this.#ports = ports;
  }

  /** Resolves when it will not be started again. */
  async run(): Promise<void> {
    let backoffMs = FIRST_BACKOFF_MS;
    while (!this.#stopping.signal.aborted) {
      const code = await this.#runOnce();
      if (this.#stopping.signal.aborted || this.#isDone(code)) return;
      this.#set({
        restarts: this.state.restarts + (code === undefined ? 0 : 1),
        waiting: code === undefined ? "CreateContainerConfigError" : "CrashLoopBackOff",
      });
      await delay(liveClock(), backoffMs, this.#stopping.signal);
      backoffMs = Math.min(backoffMs * 2, LAST_BACKOFF_MS);
    }
  }

  async stop(graceMs: number): Promise<void> {
    this.#stopping.abort();
    await this.#process?.stop(graceMs);
  }

  kill(): void {
    this.#stopping.abort();
    this.#process?.kill();
  }

  #isDone(code: number | undefined): boolean {
    if (code === undefined) return false;
    return this.#rule === "Never" || (this.#rule === "OnFailure" && code === 0);
  }

  /** The exit code; undefined when it could not be started. */
  async #runOnce(): Promise<number | undefined> {
    const plan = await this.#planned();
    if (plan === undefined || this.#stopping.signal.aborted) return undefined;
    const process = new ContainerProcess(this.#ports.settings, plan);
    this.#process = process;
    const { container } = this.state;
    this.#set({
      running: true,
      startedAt: now(),
      waiting: undefined,
      ready: container.readinessProbe === undefined && container.startupProbe === undefined,
    });
    const over = new AbortController();
    const probing = this.#probe(process, plan.ip, over.signal);
    const exitCode = await process.ended;
    over.abort();
    await probing;
    this.#set({ running: false, ready: false, exitCode, finishedAt: now(), message: process.message });
    return exitCode;
  }

  async #planned(): Promise<ProcessPlan | undefined> {
    try {
      return await this.#ports.plan();
    } catch (error) {
      this.#set({
        waiting: "CreateContainerConfigError",
        message: error instanceof Error ? error.message : String(error),
      });
      return undefined;
    }
  }

  async #probe(process: ContainerProcess, ip: string, over: AbortSignal): Promise<void> {
    const { container } = this.state;
    const { startupProbe, livenessProbe, readinessProbe } = container;
    const target = { ip, container, exec: (command: readonly string[], ms: number) => process.exec(command, ms) };
    const series = (probe: Probe | undefined, see: (ok: boolean, failures: number) => void): Promise<void> =>
      probe === undefined ? Promise.resolve() : this.#series(probe, () => probeOnce(probe, target), over, see);
    if (
      startupProbe !== undefined &&
      !(await this.#startsUp(startupProbe, () => probeOnce(startupProbe, target), over))
    ) {
      if (!over.aborted) await process.stop(GRACE_MS);
      return;
    }
    if (readinessProbe === undefined) this.#set({ ready: true });
    await Promise.all([
      series(readinessProbe, (ok, failures) => {
        const ready = ok || (this.state.ready && failures < (readinessProbe?.failureThreshold ?? 3));
        if (ready !== this.state.ready) this.#set({ ready });
      }),
      series(livenessProbe, (_ok, failures) => {
        if (failures === (livenessProbe?.failureThreshold ?? 3)) void process.stop(GRACE_MS);
      }),
    ]);
  }

  async #startsUp(probe: Probe, once: () => Promise<boolean>, over: AbortSignal): Promise<boolean> {
    const patience = new AbortController();
    let started = false;
    const ends = AbortSignal.any([over, patience.signal]);
    await this.#series(probe, once, ends, (ok, failures) => {
      started ||= ok;
      if (ok || failures >= (probe.failureThreshold ?? 3) * eagerness(probe)) patience.abort();
    });
    return started;
  }

  async #series(
    probe: Probe,
    once: () => Promise<boolean>,
    over: AbortSignal,
    see: (ok: boolean, failures: number) => void,
  ): Promise<void> {
    const periodMs = (probe.periodSeconds ?? 10) * 1000;
    await delay(liveClock(), (probe.initialDelaySeconds ?? 0) * 1000, over);
    for (let failures = 0; !over.aborted; ) {
      const ok = await once();
      if (over.aborted) return;
      failures = ok ? 0 : failures + 1;
      see(ok, failures);
      await delay(liveClock(), this.state.ready ? periodMs : Math.min(periodMs, EAGER_MS), over);
    }
  }

  #set(changes: Partial<ContainerState>): void {
    this.state = { ...this.state, ...changes };
    this.#ports.changed();
  }
}

const GRACE_MS = 30_000;
/** Asked more often than its period says, a start-up may fail as much more often. */
const eagerness = ({ periodSeconds = 10 }: Probe): number => Math.max(1, (periodSeconds * 1000) / EAGER_MS);
