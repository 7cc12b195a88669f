import { delay } from "@fairlead/base";
import type { SimulatedClient } from "@fairlead/testkit";
import { type Attempt, attempt } from "../../chaos/support/attempt.ts";
import { clock } from "../../whole/support/clients.ts";
import type { OutsideClients } from "./outside-clients.ts";

const EVERY_MS = 200;
const AT_ONE_TIME = 64;

/** Users outside who want a relayed session with one device after the other, five a second, each with the client's own retries, until told to stop. */
export class AttemptSeries implements AsyncDisposable {
  readonly attempts: Attempt[] = [];
  readonly #stop = new AbortController();
  readonly #running = new Set<Promise<void>>();
  readonly #loop: Promise<void>;

  constructor(clients: OutsideClients, devices: readonly SimulatedClient[]) {
    this.#loop = this.#run(clients, devices);
  }

  /** Resolves when the last of them knows. */
  async stop(): Promise<readonly Attempt[]> {
    this.#stop.abort();
    await this.#loop;
    return this.attempts;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #run(clients: OutsideClients, devices: readonly SimulatedClient[]): Promise<void> {
    for (let number = 0; !this.#stop.signal.aborted; number += 1) {
      const device = devices[number % devices.length];
      if (device !== undefined && this.#running.size < AT_ONE_TIME) this.#begin(clients, device);
      await delay(clock, EVERY_MS, this.#stop.signal);
    }
    await Promise.all(this.#running);
  }

  #begin(clients: OutsideClients, device: SimulatedClient): void {
    const { mode } = device.state.settings;
    const one = attempt(clock, mode, () => clients.make({ mode: "tcp" }), device.id).then((done) => {
      this.attempts.push(done);
      this.#running.delete(one);
    });
    this.#running.add(one);
  }
}

/** For the line that is printed. */
export function attemptsText(attempts: readonly Attempt[]): string {
  const times = attempts.map(({ tookMs }) => tookMs).sort((one, other) => one - other);
  const share = (part: number): string => `${Math.round(times[Math.floor((times.length - 1) * part)] ?? 0)} ms`;
  const failures = attempts.filter(({ failure }) => failure !== undefined).length;
  const again = attempts.filter(({ tries }) => tries > 1).length;
  return `${attempts.length} attempts, ${failures} failures, ${again} asked again; delay median ${share(0.5)}, p99 ${share(0.99)}, longest ${share(1)}`;
}
