import type { Clock, Random } from "@fairlead/base";
import { type ClientMode, SimulatedClient } from "@fairlead/testkit";
import { Latencies } from "./latencies.ts";
import type { LoadPlan } from "./load-plan.ts";
import { sourceAddress } from "./loopback-sources.ts";
import type { ServerProcess } from "./server-process.ts";
import { transferBothWays } from "./transfer.ts";

export interface SessionTotals {
  readonly opened: number;
  readonly failed: number;
  readonly bytes: number;
  readonly failures: Readonly<Record<string, number>>;
  readonly setUp: ReturnType<Latencies["percentiles"]>;
}

const DEVICE_MODES: readonly ClientMode[] = ["udp", "tcp", "ws"];
const CHUNK_BYTES = 64 * 1024;

/** Opens relayed sessions between pairs of simulated clients, a number at a time, and moves content both ways through each. */
export class SessionPhase {
  readonly #ports: { readonly clock: Clock; readonly random: Random };
  readonly #server: ServerProcess;
  readonly #plan: LoadPlan;
  readonly #setUp = new Latencies();
  readonly #failures = new Map<string, number>();
  #next = 0;
  opened = 0;
  failed = 0;
  bytes = 0;

  constructor(ports: { readonly clock: Clock; readonly random: Random }, server: ServerProcess, plan: LoadPlan) {
    this.#ports = ports;
    this.#server = server;
    this.#plan = plan;
  }

  async run(): Promise<SessionTotals> {
    const workers = Array.from({ length: this.#plan.sessionsAtOnce }, () => this.#work());
    await Promise.all(workers);
    const { opened, failed, bytes } = this;
    return { opened, failed, bytes, failures: Object.fromEntries(this.#failures), setUp: this.#setUp.percentiles() };
  }

  async #work(): Promise<void> {
    while (this.#next < this.#plan.sessions) {
      const n = this.#next;
      this.#next += 1;
      try {
        await this.#session(n);
        this.opened += 1;
      } catch (error) {
        this.failed += 1;
        const why = error instanceof Error ? error.message : String(error);
        this.#failures.set(why, (this.#failures.get(why) ?? 0) + 1);
      }
    }
  }

  async #session(n: number): Promise<void> {
    await using device = this.#client(n * 2, DEVICE_MODES[n % DEVICE_MODES.length] ?? "udp");
    await using controller = this.#client(n * 2 + 1, "tcp");
    await device.register(20_000);
    const askedMs = this.#ports.clock.now();
    const outcome = await controller.connect(device.id, { forceRelay: true });
    if (outcome.kind === "failed") throw new Error(outcome.text);
    this.#setUp.add(this.#ports.clock.now() - askedMs);
    const other = await device.nextSession();
    try {
      const chunks = Math.ceil(this.#plan.sessionBytes / CHUNK_BYTES);
      await transferBothWays(outcome.session.stream, other.stream, { chunks, chunkBytes: CHUNK_BYTES });
      this.bytes += chunks * CHUNK_BYTES * 2;
    } finally {
      outcome.session.stream.destroy();
    }
  }

  #client(n: number, mode: ClientMode): SimulatedClient {
    return new SimulatedClient(this.#ports, {
      rendezvous: this.#server.rendezvous,
      key: this.#server.publicKey,
      id: String(700_000_000 + n),
      // Far from the fleet's addresses.
      localAddress: sourceAddress(1_000_000 + n),
      mode,
    });
  }
}
