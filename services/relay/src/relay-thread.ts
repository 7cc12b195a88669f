import { Worker } from "node:worker_threads";
import type { Clock, SessionUuid } from "@fairlead/base";
import { type Admissions, MemoryAdmissions, type SharedState, type TlsMaterial } from "@fairlead/cluster";
import type { AdminCommand, MetricsSnapshot } from "@fairlead/runtime";
import { RelayStartError, type RelayThreadLostError } from "./errors.ts";
import type { MeshOwner } from "./mesh/mesh-ports.ts";
import type { RelayBounds, RelayLoad, RelayShares, TenantTerms } from "./relay-load.ts";
import { ThreadAdmissions } from "./worker/thread-admissions.ts";
import { ThreadCalls } from "./worker/thread-calls.ts";
import type { AdmissionEvent, RelayReport, RelayThreadData } from "./worker/thread-messages.ts";

/** The relay in a thread of its own, seen from the thread that started it. */
export class RelayThread implements AsyncDisposable {
  readonly tcpPort: number;
  readonly wsPort: number;
  /** `undefined` where no relays share the address. */
  readonly meshPort: number | undefined;
  /** For the rendezvous: an admission resolves when the relay's thread can see it; they get there in the order given. */
  readonly admissions: Admissions;
  /** The relay's `ctl` commands, run in its thread. */
  readonly commands: readonly AdminCommand[];
  /** What `ctl` may change of it for all relays [CL-34]. */
  readonly shared: SharedState;
  readonly #calls: ThreadCalls;
  readonly #listeners: Set<AdmissionListener>;
  #closing: Promise<void> | undefined;

  private constructor(
    calls: ThreadCalls,
    ready: ReadyReport,
    admissions: Admissions,
    listeners: Set<AdmissionListener>,
  ) {
    this.#calls = calls;
    this.#listeners = listeners;
    this.shared = {
      exported: () => calls.ask("exportShared", null),
      apply: async (values) => void (await calls.ask("applyShared", values)),
    };
    this.tcpPort = ready.tcpPort;
    this.wsPort = ready.wsPort;
    this.meshPort = ready.meshPort;
    this.admissions = admissions;
    this.commands = ready.commands.map((head) => ({
      ...head,
      run: (words) => calls.ask("admin", [head.name, ...words]),
    }));
  }

  /** Rejects with `RelayStartError` when the relay could not start. */
  static async start(clock: Clock, data: RelayThreadData): Promise<RelayThread> {
    const worker = new Worker(new URL("./worker/main.ts", import.meta.url), { workerData: data });
    const local = new MemoryAdmissions(clock);
    const listeners = new Set<AdmissionListener>();
    const calls = new ThreadCalls(worker, (event) => {
      if (event.kind === "consumed") local.consume(event.uuid);
      for (const listener of [...listeners]) listener(event);
    });
    const ready = await calls.firstReport();
    if (ready.kind === "failed") throw new RelayStartError(ready.message, ready.code);
    return new RelayThread(calls, ready, new ThreadAdmissions(local, calls), listeners);
  }

  /** Resolves with the fault when the thread ends without having been told to: nothing is relayed any more. */
  get lost(): Promise<RelayThreadLostError> {
    return this.#calls.lost;
  }

  /** Resolves when the thread has answered: its loop turns. */
  async ping(): Promise<void> {
    await this.#calls.ask("ping", null);
  }

  /** For `MetricsRegistry.include`. */
  metrics(): Promise<MetricsSnapshot> {
    return this.#calls.ask("metrics", null);
  }

  /** Hears what the thread tells of admissions by itself, in order. */
  watchAdmissions(listener: AdmissionListener): Disposable {
    const own: AdmissionListener = (event) => listener(event);
    this.#listeners.add(own);
    return { [Symbol.dispose]: () => void this.#listeners.delete(own) };
  }

  /** Who joins a uuid that the thread told of as `lone` [CL-38]. */
  async answerOwner(uuid: SessionUuid, owner: MeshOwner): Promise<void> {
    await this.#calls.ask("meshOwner", { uuid, owner });
  }

  /** For mesh connections from now on [CL-43]. */
  async changeMeshTrust(material: TlsMaterial): Promise<void> {
    await this.#calls.ask("meshTrust", material);
  }

  load(): Promise<RelayLoad> {
    return this.#calls.ask("load", null);
  }

  async bound(bounds: RelayBounds): Promise<void> {
    await this.#calls.ask("bound", bounds);
  }

  async share(shares: RelayShares): Promise<void> {
    await this.#calls.ask("share", shares);
  }

  async applyTerms(terms: readonly TenantTerms[]): Promise<void> {
    await this.#calls.ask("terms", terms);
  }

  async endUsed(uuid: SessionUuid): Promise<void> {
    await this.#calls.ask("endUsed", uuid);
  }

  /** Ends so many sessions, the oldest [KU-17]. */
  async cut(count: number): Promise<void> {
    await this.#calls.ask("cut", count);
  }

  /** Whether newcomers are welcome; sessions go on either way, and the ports stay open. */
  async accept(welcome: boolean): Promise<void> {
    await this.#calls.ask("accept", welcome);
  }

  /** Refuses newcomers and resolves when the sessions have ended, or when waiting is over. */
  async drain(waitingIsOver: AbortSignal): Promise<void> {
    const stop = (): void => void this.#calls.ask("stopWaiting", null).catch(() => undefined);
    if (waitingIsOver.aborted) stop();
    else waitingIsOver.addEventListener("abort", stop, { once: true });
    await this.#calls.ask("drain", null);
    waitingIsOver.removeEventListener("abort", stop);
  }

  /** Ends every session and the thread. */
  [Symbol.asyncDispose](): Promise<void> {
    this.#closing ??= this.#calls.close();
    return this.#closing;
  }
}

export type AdmissionListener = (event: AdmissionEvent) => void;
export type ReadyReport = Extract<RelayReport, { kind: "ready" }>;
