import type { SessionUuid } from "@fairlead/base";
import type { Admission, Admissions } from "@fairlead/cluster";

export interface AdmissionNews {
  /** Two legs have paired. */
  readonly onConsumed: (uuid: SessionUuid) => void;
  /** A leg brings a uuid that is known here. */
  readonly onArrived?: ((uuid: SessionUuid) => void) | undefined;
  /** A leg brings a uuid that is not known here. */
  readonly onUnknown?: ((uuid: SessionUuid, askedBy: string) => void) | undefined;
}

/** Admissions that also tell when one was used up, and when one was asked for in vain [CL-30]. */
export class ReportingAdmissions implements Admissions {
  readonly #inner: Admissions;
  readonly #news: AdmissionNews;

  constructor(inner: Admissions, news: AdmissionNews) {
    this.#inner = inner;
    this.#news = news;
  }

  admit(admission: Admission): Promise<void> {
    return this.#inner.admit(admission);
  }

  /** `askedBy`: the address of a leg that has come; nobody's = only asked. */
  find(uuid: SessionUuid, askedBy = ""): Admission | undefined {
    const found = this.#inner.find(uuid);
    if (found === undefined) this.#news.onUnknown?.(uuid, askedBy);
    else if (askedBy !== "") this.#news.onArrived?.(uuid);
    return found;
  }

  consume(uuid: SessionUuid): boolean {
    const consumed = this.#inner.consume(uuid);
    if (consumed) this.#news.onConsumed(uuid);
    return consumed;
  }

  watch(listener: (admission: Admission) => void): Disposable {
    return this.#inner.watch(listener);
  }
}
