import { type Clock, ExpiringMap, type SessionUuid } from "@fairlead/base";
import type { Admission, AdmissionStore } from "@fairlead/cluster";

export interface MissedPorts {
  readonly clock: Clock;
  readonly admissionStore: AdmissionStore;
}

/** Shortly before the admission expires in the store: then it can still be seen there whether somebody has used it. */
const JUDGED_AFTER_MS = 55_000;
const KNOWN = { capacity: 20_000, lifetimeMs: 90_000 } as const;
/** Judged at one time; the others a second later. */
const MAX_AT_ONCE = 50;

/**
 * Counts assigned sessions in a row of which no leg has come: of an address that clients do not reach, none does [KU-21]. A session that another relay of the same address
 * carries is not missed, and while the store is silent nothing is.
 */
export class MissedSessions {
  readonly #ports: MissedPorts;
  /** Told of by a rendezvous, oldest first; when. */
  readonly #expected = new ExpiringMap<SessionUuid, number>(KNOWN);
  /** Legs that were faster than the bus. */
  readonly #early = new ExpiringMap<SessionUuid, true>(KNOWN);
  #inARow = 0;

  constructor(ports: MissedPorts) {
    this.#ports = ports;
  }

  get inARow(): number {
    return this.#inARow;
  }

  told({ uuid, purpose }: Admission): void {
    const nowMs = this.#ports.clock.now();
    if (purpose !== "session") return;
    if (this.#early.delete(uuid, nowMs) === true) this.#inARow = 0;
    else this.#expected.set(uuid, nowMs, nowMs);
  }

  /** A leg of it has come, admitted or not. */
  arrived(uuid: SessionUuid): void {
    const nowMs = this.#ports.clock.now();
    if (this.#expected.delete(uuid, nowMs) === undefined) this.#early.set(uuid, true, nowMs);
    else this.#inARow = 0;
  }

  /** Whatever was expected was sent elsewhere: counting begins anew. */
  forget(): void {
    this.#expected.clear();
    this.#inARow = 0;
  }

  /** Once a second. Never rejects. */
  async settle(): Promise<void> {
    const nowMs = this.#ports.clock.now();
    const due: SessionUuid[] = [];
    for (const [uuid, toldMs] of this.#expected.entries(nowMs)) {
      if (nowMs - toldMs < JUDGED_AFTER_MS || due.length === MAX_AT_ONCE) break;
      due.push(uuid);
    }
    for (const uuid of due) this.#expected.delete(uuid, nowMs);
    await Promise.all(due.map((uuid) => this.#judge(uuid)));
  }

  async #judge(uuid: SessionUuid): Promise<void> {
    const unused = await this.#ports.admissionStore.read(uuid).catch(() => "unknown" as const);
    if (unused === "unknown") return;
    if (unused === undefined) this.#inARow = 0;
    else this.#inARow += 1;
  }
}
