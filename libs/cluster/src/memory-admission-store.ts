import { type Clock, ExpiringMap, type SessionUuid } from "@fairlead/base";
import type { AdmissionStore } from "./admission-store.ts";
import type { Admission } from "./admissions.ts";
import { MemoryStore } from "./memory-store.ts";

/** Admissions of several nodes in one process. */
export class MemoryAdmissionStore extends MemoryStore implements AdmissionStore {
  readonly #clock: Clock;
  readonly #kept = new ExpiringMap<SessionUuid, Admission>({ capacity: 100_000, lifetimeMs: 60_000 });

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
  }

  async put(admission: Admission): Promise<void> {
    this.reach();
    this.#kept.set(admission.uuid, admission, this.#clock.now());
  }

  async read(uuid: SessionUuid): Promise<Admission | undefined> {
    this.reach();
    return this.#kept.get(uuid, this.#clock.now());
  }

  async take(uuid: SessionUuid): Promise<boolean> {
    this.reach();
    return this.#kept.delete(uuid, this.#clock.now()) !== undefined;
  }
}
