import type { Clock, Counter, DropCounter, Logger, Metrics, SessionUuid } from "@fairlead/base";
import { admitMessage } from "./admission-message.ts";
import type { AdmissionStore } from "./admission-store.ts";
import type { Admission, Admissions } from "./admissions.ts";
import { MemoryAdmissions } from "./memory-admissions.ts";
import type { MessageBus } from "./message-bus.ts";
import type { RelayDirectory } from "./relay-directory.ts";

export interface ClusterAdmissionsPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly drops: DropCounter;
}

/**
 * Admissions from a rendezvous to relays on other nodes [CL-29]: written where any relay can read them, and told to the chosen one, at once. What is asked here is
 * answered from what was admitted here; whether it was used up is not known here.
 */
export class ClusterAdmissions implements Admissions {
  readonly #store: AdmissionStore;
  readonly #bus: MessageBus;
  readonly #relays: RelayDirectory;
  readonly #ports: ClusterAdmissionsPorts;
  readonly #local: MemoryAdmissions;
  readonly #toldOnly: Counter;

  constructor(store: AdmissionStore, bus: MessageBus, relays: RelayDirectory, ports: ClusterAdmissionsPorts) {
    this.#store = store;
    this.#bus = bus;
    this.#relays = relays;
    this.#ports = ports;
    this.#local = new MemoryAdmissions(ports.clock);
    this.#toldOnly = ports.metrics.counter({
      name: "fairlead_admissions_told_only_total",
      help: "Admissions that the store did not take and only the bus carried",
    });
  }

  /**
   * Resolves when the store has it; without the store, when the bus took it for the chosen relay, and then no other relay can carry the session. Otherwise rejects with the
   * store's error.
   */
  async admit(admission: Admission): Promise<void> {
    const kept = this.#store.put(admission);
    const told = this.#tell(admission);
    try {
      await kept;
    } catch (error) {
      if (!told) throw error;
      this.#toldOnly.add();
      this.#ports.logger.warn("admission.told_only", { uuid: admission.uuid, relay: admission.relay, error });
    }
    await this.#local.admit(admission);
  }

  find(uuid: SessionUuid): Admission | undefined {
    return this.#local.find(uuid);
  }

  consume(uuid: SessionUuid): boolean {
    return this.#local.consume(uuid);
  }

  watch(listener: (admission: Admission) => void): Disposable {
    return this.#local.watch(listener);
  }

  /** One relay, also of those that share an address: two that were told could each admit a pair [CL-30]. The others find it in the store. */
  #tell(admission: Admission): boolean {
    const node = this.#relays.snapshot().find(({ name }) => name === admission.relay)?.node;
    if (node === undefined) return false;
    const refused = this.#bus.send(node, admitMessage(admission));
    if (refused !== undefined) this.#ports.drops.drop(refused);
    return refused === undefined;
  }
}
