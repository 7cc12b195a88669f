import { type Clock, type DropCounter, ExpiringMap, type Logger, type SessionUuid } from "@fairlead/base";
import type { AdmissionStore } from "@fairlead/cluster";

export interface UsedPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly drops: DropCounter;
  readonly admissionStore: AdmissionStore;
}

/** As long as an admission is valid; then there is nothing left to take. */
const LIFETIME_MS = 60_000;
const MAX_OWED = 10_000;
/** Taken again in one go after the store was away. */
const MAX_AT_ONCE = 200;

/**
 * Takes used admissions out of the store, so that one is used once in the whole cluster [CL-30]. The thread has paired by then: it does not wait for the store. That suffices.
 * An admission that came by bus came to this relay alone; a third leg elsewhere finds nothing in the store, or, before it was taken, waits alone for a fourth. Two pairs of one
 * uuid on two relays must both have read it in the store, or one of them: that one takes second, is answered no, and is ended after one trip.
 */
export class UsedAdmissions {
  readonly #ports: UsedPorts;
  readonly #onUsedElsewhere: (uuid: SessionUuid) => void;
  /** Not taken yet, because the store was away. */
  readonly #owed = new ExpiringMap<SessionUuid, true>({ capacity: MAX_OWED, lifetimeMs: LIFETIME_MS });

  constructor(ports: UsedPorts, onUsedElsewhere: (uuid: SessionUuid) => void) {
    this.#ports = ports;
    this.#onUsedElsewhere = onUsedElsewhere;
  }

  /** Two legs have paired. `fromStore`: it was known from there only, so that somebody else may have used it. */
  async used(uuid: SessionUuid, fromStore: boolean): Promise<void> {
    try {
      if ((await this.#ports.admissionStore.take(uuid)) || !fromStore) return;
      this.#ports.drops.drop("admission_used");
      this.#ports.logger.warn("relay.session.admission_used", { uuid });
      this.#onUsedElsewhere(uuid);
    } catch {
      this.#owed.set(uuid, true, this.#ports.clock.now());
    }
  }

  /** Once a second. A late no means nothing: the first attempt may have come through. */
  async settle(): Promise<void> {
    const nowMs = this.#ports.clock.now();
    const owed = [...this.#owed.entries(nowMs)].slice(0, MAX_AT_ONCE);
    await Promise.all(owed.map(([uuid]) => this.#settleOne(uuid)));
  }

  async #settleOne(uuid: SessionUuid): Promise<void> {
    try {
      await this.#ports.admissionStore.take(uuid);
      this.#owed.delete(uuid, this.#ports.clock.now());
    } catch {
      // Still away: asked again in a second, until the admission has expired.
    }
  }
}
