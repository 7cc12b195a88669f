import { type Counter, ExpiringMap, type Metrics, type SessionUuid } from "@fairlead/base";
import { type Admission, admissionOf, type MessageBus } from "@fairlead/cluster";
import type { RelayThread } from "../relay-thread.ts";
import { AdmissionLookups, type LookupPorts } from "./admission-lookups.ts";
import { MissedSessions } from "./missed-sessions.ts";
import { UsedAdmissions, type UsedPorts } from "./used-admissions.ts";

export type AdmissionThread = Pick<RelayThread, "admissions" | "watchAdmissions" | "endUsed">;
export interface MemberAdmissionsPorts extends LookupPorts, UsedPorts {
  readonly metrics: Metrics;
  readonly bus: MessageBus;
}

/** Which look-ups found what: at least as long as it may be paired. */
const FOUND = { capacity: 20_000, lifetimeMs: 90_000 } as const;

/** Brings admissions to the relay's thread, by bus or out of the store, and tells the store of those that were used [CL-29] [CL-30]. */
export class MemberAdmissions implements Disposable {
  /** Assigned sessions of which nothing came. */
  readonly missed: MissedSessions;
  readonly #ports: MemberAdmissionsPorts;
  readonly #thread: AdmissionThread;
  readonly #lookups: AdmissionLookups;
  readonly #used: UsedAdmissions;
  readonly #found = new ExpiringMap<SessionUuid, true>(FOUND);
  /** Used up before the bus has spoken of them: what it says late admits nothing again. */
  readonly #overtaken = new ExpiringMap<SessionUuid, true>(FOUND);
  readonly #listening = new DisposableStack();
  readonly #byBus: Counter;
  readonly #byStore: Counter;

  constructor(ports: MemberAdmissionsPorts, thread: AdmissionThread) {
    this.#ports = ports;
    this.#thread = thread;
    this.#byBus = this.#counter("bus");
    this.#byStore = this.#counter("store");
    this.missed = new MissedSessions(ports);
    this.#lookups = this.#listening.use(new AdmissionLookups(ports, (admission) => this.#foundInStore(admission)));
    this.#used = new UsedAdmissions(ports, (uuid) => void thread.endUsed(uuid).catch(() => undefined));
    this.#listening.use(
      ports.bus.receive((_from, message) => {
        if (message.kind === "admit") this.#toldByBus(admissionOf(message));
      }),
    );
    this.#listening.use(
      thread.watchAdmissions((event) => {
        if (event.kind === "unknown" || event.kind === "arrived") this.missed.arrived(event.uuid);
        if (event.kind === "unknown") this.#lookups.lookFor(event.uuid, event.address);
        else if (event.kind === "consumed") this.#consumed(event.uuid);
      }),
    );
  }

  /** Once a second. */
  async settle(): Promise<void> {
    await Promise.all([this.#used.settle(), this.missed.settle()]);
  }

  [Symbol.dispose](): void {
    this.#listening.dispose();
  }

  #toldByBus(admission: Admission | undefined): void {
    if (admission === undefined) {
      this.#ports.drops.drop("bad_message");
      return;
    }
    const now = this.#ports.clock.now();
    this.#byBus.add();
    this.missed.told(admission);
    if (this.#overtaken.delete(admission.uuid, now) === true) return;
    this.#found.delete(admission.uuid, now);
    this.#lookups.settle(admission.uuid);
    this.#admit(admission);
  }

  #foundInStore(admission: Admission): void {
    this.#byStore.add();
    this.missed.told(admission);
    this.#found.set(admission.uuid, true, this.#ports.clock.now());
    this.#admit(admission);
  }

  /** The thread may be gone; then there is nobody to admit anything for. */
  #admit(admission: Admission): void {
    this.#thread.admissions.admit(admission).catch(() => undefined);
  }

  #consumed(uuid: SessionUuid): void {
    const now = this.#ports.clock.now();
    const fromStore = this.#found.delete(uuid, now) === true;
    if (fromStore) this.#overtaken.set(uuid, true, now);
    this.#lookups.settle(uuid);
    void this.#used.used(uuid, fromStore);
  }

  #counter(by: "bus" | "store"): Counter {
    const spec = { name: "fairlead_relay_admissions_total", help: "Admissions that reached this relay, by which way" };
    return this.#ports.metrics.counter(spec, { by });
  }
}
