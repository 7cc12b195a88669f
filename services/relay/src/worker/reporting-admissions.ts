import type { SessionUuid } from "@fairlead/base";
import type { Admission, Admissions } from "@fairlead/cluster";

/** Admissions that also tell when one was used up. */
export class ReportingAdmissions implements Admissions {
  readonly #inner: Admissions;
  readonly #onConsumed: (uuid: SessionUuid) => void;

  constructor(inner: Admissions, onConsumed: (uuid: SessionUuid) => void) {
    this.#inner = inner;
    this.#onConsumed = onConsumed;
  }

  admit(admission: Admission): Promise<void> {
    return this.#inner.admit(admission);
  }

  find(uuid: SessionUuid): Admission | undefined {
    return this.#inner.find(uuid);
  }

  consume(uuid: SessionUuid): boolean {
    const consumed = this.#inner.consume(uuid);
    if (consumed) this.#onConsumed(uuid);
    return consumed;
  }

  watch(listener: (admission: Admission) => void): Disposable {
    return this.#inner.watch(listener);
  }
}
