import { type Clock, ExpiringMap, type SessionUuid } from "@fairlead/base";
import type { Admission, Admissions } from "./admissions.ts";

export interface MemoryAdmissionsSettings {
  readonly lifetimeMs: number;
  /** When full, the oldest admission makes room. */
  readonly maxAdmissions: number;
}
/** [RL-3] Valid for 60 s. */
const memoryAdmissionsDefaults: MemoryAdmissionsSettings = { lifetimeMs: 60_000, maxAdmissions: 100_000 };

/** Admissions for a relay in the same thread. */
export class MemoryAdmissions implements Admissions {
  readonly #clock: Clock;
  readonly #valid: ExpiringMap<SessionUuid, Admission>;
  readonly #listeners = new Set<(admission: Admission) => void>();

  constructor(clock: Clock, settings: MemoryAdmissionsSettings = memoryAdmissionsDefaults) {
    this.#clock = clock;
    this.#valid = new ExpiringMap({ capacity: settings.maxAdmissions, lifetimeMs: settings.lifetimeMs });
  }

  /** Sessions that may still come: valid, and not used yet. Nobody waits for a probe. Looks at each. */
  get outstanding(): number {
    const valid = [...this.#valid.entries(this.#clock.now())];
    return valid.filter(([, { purpose }]) => purpose === "session").length;
  }

  async admit(admission: Admission): Promise<void> {
    this.#valid.set(admission.uuid, admission, this.#clock.now());
    for (const listener of [...this.#listeners]) listener(admission);
  }

  find(uuid: SessionUuid): Admission | undefined {
    return this.#valid.get(uuid, this.#clock.now());
  }

  consume(uuid: SessionUuid): boolean {
    return this.#valid.delete(uuid, this.#clock.now()) !== undefined;
  }

  watch(listener: (admission: Admission) => void): Disposable {
    const own = (admission: Admission): void => listener(admission);
    this.#listeners.add(own);
    return { [Symbol.dispose]: () => this.#listeners.delete(own) };
  }
}
