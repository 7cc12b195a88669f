import type { SessionUuid } from "@fairlead/base";
import type { Admission, Admissions } from "@fairlead/cluster";
import type { ThreadCalls } from "./thread-calls.ts";

/** Admissions that the relay's thread sees too. What is asked here is answered from this thread's own copy, which learns late of what was used up. */
export class ThreadAdmissions implements Admissions {
  readonly #local: Admissions;
  readonly #calls: ThreadCalls;

  constructor(local: Admissions, calls: ThreadCalls) {
    this.#local = local;
    this.#calls = calls;
  }

  async admit(admission: Admission): Promise<void> {
    const seen = this.#calls.ask("admit", admission);
    await this.#local.admit(admission);
    await seen;
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
}
